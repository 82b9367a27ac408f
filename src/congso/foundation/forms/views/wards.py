"""Wards of a province, for the address boxes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congso.foundation.forms.addresses import wards_of


@require_GET
def wards(request: HttpRequest) -> HttpResponse:
    """The options of the box of wards; open to everybody, as the list itself is public."""
    box = request.GET.get("box", "")[:80]
    found = wards_of(request.GET.get(f"{box}-province", "")[:2])
    answer = render(request, "forms/wards.html", {"wards": found, "chosen": ""})
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
