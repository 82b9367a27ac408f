"""What the screens of tasks show."""
