"""Questions of reports."""
