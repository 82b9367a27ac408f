"""The demonstration's accounts, named on the login page and in the terminal."""

PASSWORD = "congso-demo-2026"  # noqa: S105 - shown to everybody who tries the demonstration
DEMO_USERNAMES = ("motcua", "chuyenvien", "truongphong", "lanhdao", "vanthu", "motcuatinh", "theodoi", "quantri")
PIN = "12345678"
"""Of every key of the demonstration."""
