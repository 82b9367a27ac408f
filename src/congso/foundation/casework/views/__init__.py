"""The inbox and the search."""
