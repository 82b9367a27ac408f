"""What the room says at the start about documents going out (văn bản đi)."""

from __future__ import annotations


def start() -> None:
    """Menu, kinds of work, what is listened to."""
