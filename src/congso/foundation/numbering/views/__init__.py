"""Screens of the number books."""
