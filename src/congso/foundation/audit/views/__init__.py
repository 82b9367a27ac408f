"""Screens of the audit log."""
