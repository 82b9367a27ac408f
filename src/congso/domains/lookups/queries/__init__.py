"""Questions about look-ups."""
