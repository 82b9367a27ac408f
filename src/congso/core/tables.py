"""A table that somebody made in a spreadsheet: commas or semicolons, the names of the columns first."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _

from congso.core.errors import InvalidInput
from congso.core.text import nfc


def read_lines(content: str, *, columns: Sequence[str], most: int) -> list[tuple[int, dict[str, str]]]:
    """Each line with its number in the file (the first behind the names is 2) and its values by column. Raises InvalidInput."""
    text = content.lstrip("\ufeff")
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    absent = [name for name in columns if name not in (rows.fieldnames or [])]
    if absent:
        raise InvalidInput(field="table", reason=_("dòng đầu thiếu cột %(names)s.") % {"names": ", ".join(absent)})
    found = [(number, {name: nfc((row.get(name) or "").strip()) for name in columns}) for number, row in enumerate(rows, start=2)]
    if not found or len(found) > most:
        raise InvalidInput(field="table", reason=_("phải có từ 1 đến %(most)s dòng.") % {"most": most})
    return found
