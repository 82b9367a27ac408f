"""Screens of the axis."""
