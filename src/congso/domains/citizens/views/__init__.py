"""Screens of citizens' accounts."""
