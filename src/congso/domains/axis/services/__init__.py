"""What is done on the axis."""
