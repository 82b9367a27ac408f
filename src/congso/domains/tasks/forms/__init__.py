"""Forms of assigned work."""
