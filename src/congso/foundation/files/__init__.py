"""Files stored by their SHA-256, typed by their content, never executed."""
