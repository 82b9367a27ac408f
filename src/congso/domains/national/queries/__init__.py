"""Questions about the national portal."""
