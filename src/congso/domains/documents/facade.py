"""What other rooms use of official documents."""
