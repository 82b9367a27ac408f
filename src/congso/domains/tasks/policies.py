"""Who may do what with tasks."""
