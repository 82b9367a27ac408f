"""Screens of signing."""
