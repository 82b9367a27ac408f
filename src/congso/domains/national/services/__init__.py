"""What may be done about the national portal."""
