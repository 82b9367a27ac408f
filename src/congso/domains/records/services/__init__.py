"""What can be done with records."""
