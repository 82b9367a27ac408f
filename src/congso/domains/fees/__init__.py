"""Payments of fees and charges (phí, lệ phí) and their receipts (biên lai)."""
