"""The look-up of a diagnosis in other stores, same work and same run (goal QE6)."""
