"""Turn checked seed files into node and relationship rows."""
