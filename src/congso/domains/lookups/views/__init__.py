"""Screens of look-ups."""
