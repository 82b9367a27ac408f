"""Finding official documents."""
