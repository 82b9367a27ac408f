"""Registers of documents and what is counted from them."""
