"""Screens of ratings."""
