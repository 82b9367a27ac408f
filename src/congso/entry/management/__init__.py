"""Commands of Django's own command line."""
