"""Screens of programs that ask us."""
