"""The administration across its rooms, through its screens."""
