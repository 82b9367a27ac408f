"""Formats of the English screens."""
