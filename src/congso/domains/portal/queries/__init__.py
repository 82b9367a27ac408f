"""Questions of the citizens' pages."""
