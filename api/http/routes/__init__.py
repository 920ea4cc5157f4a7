"""Routes, one group a file."""
