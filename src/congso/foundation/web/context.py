"""What every page knows."""

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """The frame of the page."""
    return {"actor": getattr(request, "actor", None)}
