"""What other modules may ask of schedules."""

__all__: list[str] = []
