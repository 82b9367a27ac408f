"""Screens about people."""
