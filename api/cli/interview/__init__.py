"""The interview in the terminal: what was answered, what is shown, how an answer is read."""
