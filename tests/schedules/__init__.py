"""The leaders' calendar."""
