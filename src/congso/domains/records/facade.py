"""What other modules may ask of records."""

__all__: list[str] = []
