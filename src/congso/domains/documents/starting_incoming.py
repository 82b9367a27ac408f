"""What the room says at the start about documents coming in (văn bản đến)."""

from __future__ import annotations


def start() -> None:
    """Menu, kinds of work, what is listened to."""
