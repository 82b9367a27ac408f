"""The engine of all work: cases move through steps, between units and people, against a deadline, leaving events."""
