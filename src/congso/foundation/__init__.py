"""Services under every module."""
