"""What other modules may ask of tasks."""

__all__: list[str] = []
