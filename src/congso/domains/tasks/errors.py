"""What tasks refuses."""
