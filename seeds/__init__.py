"""Knowledge as data, and the loader that puts it into the graph."""
