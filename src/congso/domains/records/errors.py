"""What records refuses."""
