"""Who may do what with records."""
