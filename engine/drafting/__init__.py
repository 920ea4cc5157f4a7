"""Write the draft of a card from what a technician found; by a template, or by a language model."""
