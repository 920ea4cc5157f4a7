"""Who asks over HTTP, what each operation takes, and the log of who did what."""
