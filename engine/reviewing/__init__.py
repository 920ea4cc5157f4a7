"""What waits for an expert."""
