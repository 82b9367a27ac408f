"""Names used by several parts of this room."""

CHANNEL = "national"
"""The outbox channel to the national portal."""
