"""Who may do what with schedules."""
