"""Users, their sessions, keys of programs, garages, and the log of who did what."""
