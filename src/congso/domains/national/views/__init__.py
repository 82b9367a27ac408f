"""Screens of the national portal."""
