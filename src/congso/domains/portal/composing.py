"""Boxes of a form and the papers they ask for."""

from __future__ import annotations

from congso.core.text import nfc
from congso.domains.procedures.facade import Service, ServicePaper


def paper_of_box(offered: Service, label: str) -> ServicePaper | None:
    """The required paper that a box asks for: its label is the paper's name, or the beginning of a long one."""
    words = nfc(label, collapse=True).rstrip("…").rstrip(" ,;:.")
    return next((each for each in offered.papers if words and nfc(each.name, collapse=True).startswith(words)), None)
