"""Tables of tasks."""

__all__: list[str] = []
