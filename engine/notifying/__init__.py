"""Tell people outside of what waits for them, through an adapter that the settings choose."""
