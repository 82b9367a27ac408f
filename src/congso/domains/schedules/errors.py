"""What schedules refuses."""
