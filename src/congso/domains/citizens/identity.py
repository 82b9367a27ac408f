"""Who the provider says has logged in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from congso.core.errors import InvalidInput
from congso.core.identity import parse_personal_id, parse_tax_code
from congso.core.text import nfc
from congso.domains.citizens.errors import NumberMissing


@dataclass(frozen=True)
class Identity:
    """A person or organisation, by personal number or tax code."""

    subject: str
    number: str
    name: str
    level: int
    is_organisation: bool
    born_on: date | None = None
    sex: str = ""


def identity_from(claims: Mapping[str, Any], names: Mapping[str, str]) -> Identity:
    """Read a provider's claims by a mapping of names; raises NumberMissing."""

    def said(what: str) -> str:
        return nfc(str(claims.get(names.get(what, ""), "") or "").strip())

    number, tax_code = said("number"), said("tax_code")
    try:
        if number:
            key, organisation = parse_personal_id(number).number, False
        elif tax_code:
            code = parse_tax_code(tax_code)
            key, organisation = "-".join(filter(None, [code.number, code.branch])), True
        else:
            raise NumberMissing
    except InvalidInput as error:
        raise NumberMissing from error
    level = said("level")
    return Identity(
        subject=said("subject"), number=key, name=said("name")[:200], level=int(level) if level.isdigit() else 0,
        is_organisation=organisation, born_on=_day(said("born_on")), sex={"Nam": "M", "Nữ": "F"}.get(said("sex"), ""),
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day of birth has no zone
    except ValueError:
        return None
