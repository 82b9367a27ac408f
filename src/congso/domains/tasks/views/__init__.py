"""Screens of assigned work."""
