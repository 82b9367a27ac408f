"""What can be done with schedules."""
