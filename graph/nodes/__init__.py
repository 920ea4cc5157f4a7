"""neomodel declarations of every node kind: types, choices, uniqueness."""
