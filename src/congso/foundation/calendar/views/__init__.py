"""Screens of the calendar."""
