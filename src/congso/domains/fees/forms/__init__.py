"""What officials type about money."""
