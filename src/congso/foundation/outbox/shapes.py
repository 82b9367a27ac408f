"""What an answer of another system looks like by its contract, so that one that looks otherwise is named and not swallowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

Kinds = type | tuple[type, ...]
TEXT: Kinds = str
CODE: Kinds = (str, int)
LIST: Kinds = list
OPTIONAL: Kinds = (str, int, type(None))


@dataclass(frozen=True)
class Shape:
    """The fields of a row: those it must have, those it may have, and the rows inside it."""

    must: Mapping[str, Kinds]
    may: Mapping[str, Kinds] = field(default_factory=dict)
    inner: Mapping[str, Shape] = field(default_factory=dict)


def differences(shape: Shape, row: Any, where: str = "") -> list[str]:
    """Sentences on each field that is missing, of another kind, or not known; ``where`` goes before its name."""
    if not isinstance(row, dict):
        return [_("%(field)s không phải một bản ghi") % {"field": where.rstrip(".") or "JSON"}]
    found = [_("thiếu trường %(field)s") % {"field": f"{where}{name}"} for name in shape.must if name not in row]
    for name, value in row.items():
        kinds = shape.must.get(name) or shape.may.get(name)
        if kinds is None:
            found.append(_("có trường lạ %(field)s") % {"field": f"{where}{name}"})
        elif not isinstance(value, kinds):
            found.append(_("trường %(field)s khác kiểu") % {"field": f"{where}{name}"})
        elif name in shape.inner and isinstance(value, list):
            for inner in value:
                found += differences(shape.inner[name], inner, f"{where}{name}.")
    return found
