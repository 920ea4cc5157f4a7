"""Request and response shapes, one group a file."""
