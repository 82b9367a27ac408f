"""Signing with a certification authority at hand."""
