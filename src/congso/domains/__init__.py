"""The modules of the office."""
