"""What is done with documents."""
