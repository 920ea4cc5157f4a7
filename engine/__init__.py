"""The reasoning: knows no HTTP, no terminal and no driver."""
