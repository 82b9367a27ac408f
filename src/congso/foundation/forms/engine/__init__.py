"""The form engine: plain Python, no tables."""
