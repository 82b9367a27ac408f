"""What was typed becomes an answer; what cannot be read stays as it was typed, so that it can be shown again."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from congso.core.errors import DomainError
from congso.core.identity import parse_old_id, parse_passport, parse_personal_id, parse_phone
from congso.core.text import nfc
from congso.foundation.forms.engine.definition import Field, Kind, Widget

_DAY = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$")
_DAY_RUN = re.compile(r"^(\d{2})(\d{2})(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_MONTH = re.compile(r"^(\d{1,2})[/.\- ](\d{4})$")
LONGEST = 20_000
_LARGEST_DIGITS = 15


def normalise(field: Field, typed: str) -> Any:
    """The answer of a single box, as JSON keeps it; an unreadable one as the text it was."""
    text = nfc(typed[:LONGEST])
    text = "\n".join(line.rstrip() for line in text.splitlines()).strip() if field.widget == Widget.TEXTAREA else nfc(
        text, collapse=True)  # fmt: skip
    if field.kind == Kind.DATE:
        return read_day(text) or text
    if field.kind == Kind.PART_DATE:
        return read_part_day(text) or text
    if field.kind in {Kind.INTEGER, Kind.NUMBER}:
        number = read_number(text, whole=field.kind == Kind.INTEGER)
        return text if number is None else number
    if field.kind == Kind.TEXT:
        return _tidy(field, text)
    return text


def _tidy(field: Field, text: str) -> str:
    try:
        if field.widget == Widget.PHONE and text:
            return parse_phone(text)
        if field.widget == Widget.IDENTITY and text:
            return read_identity(text)
    except DomainError:
        return text
    return text


def read_identity(text: str) -> str:
    """A personal number (12 digits), an old card's (9), or a passport's; raises the error of the likeliest kind."""
    compact = re.sub(r"[\s.\-–]", "", text)
    if not compact.isdigit():
        return parse_passport(compact).number
    return parse_old_id(compact) if len(compact) == 9 else parse_personal_id(compact).number


def read_day(text: str) -> str | None:
    """An ISO day of ``05/11/2026``, ``5-11-2026``, ``05112026`` or an ISO day; None for anything else."""
    if found := _DAY.match(text) or _DAY_RUN.match(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO.match(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_part_day(text: str) -> str | None:
    """An ISO day, month (``1990-05``) or year (``1990``); None for anything else."""
    if re.fullmatch(r"\d{4}", text):
        return text
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        return text
    if (found := _MONTH.match(text)) and 1 <= int(found[1]) <= 12:
        return f"{found[2]}-{int(found[1]):02}"
    return read_day(text)


def read_number(text: str, *, whole: bool) -> int | float | None:
    """A number as Vietnamese write it: points between thousands, a comma before the fraction; None if it is none."""
    compact = re.sub(r"[\s_]|đồng$|đ$|m2$|m²$|%$", "", text)
    if re.fullmatch(r"-?\d{1,3}([.,]\d{3})+", compact) and (whole or "," not in compact):
        compact = re.sub(r"[.,]", "", compact)
    compact = compact.replace(".", "").replace(",", ".") if "," in compact else compact
    if not re.fullmatch(r"-?\d+(\.\d+)?", compact) or len(compact) > _LARGEST_DIGITS:
        return None
    if "." not in compact:
        return int(compact)
    return None if whole else float(compact)


def show_day(value: str) -> str:
    """An ISO day, month or year as people write it (05/11/2026, 11/2026, 2026); other text as it is."""
    return "/".join(reversed(value.split("-"))) if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else value


def show_number(value: float) -> str:
    """A number with points between thousands and a comma before the fraction."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
