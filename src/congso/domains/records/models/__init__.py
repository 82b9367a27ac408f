"""Tables of records."""

__all__: list[str] = []
