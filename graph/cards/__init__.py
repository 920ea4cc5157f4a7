"""What a failure card is: its content, signature and tree, as engine and seeds both need them."""
