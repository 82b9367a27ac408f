"""How the symbol behind a number is made: ``QĐ-UBND``, ``UBND-VP`` (NĐ 30/2020, Phụ lục I, mục II, khoản 3)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from congso.core.text import nfc
from congso.domains.documents.authorities import COMMITTEES
from congso.domains.documents.models import AddressLine, SymbolRule
from congso.domains.documents.types import types
from congso.foundation.orgs.queries import tree
from congso.foundation.orgs.tree import Node

_LEFT_OUT = frozenset({"và", "của", "các", "về"})
_LEADING = re.compile(r"^(?:Phòng|Ban)\s+(?=\S)", re.IGNORECASE)
LONGEST = 40


def rule_of(unit_id: int, on: date) -> SymbolRule | None:
    """The unit's own rule in force on a day."""
    return SymbolRule.objects.filter(unit_id=unit_id, valid_from__lte=on).order_by("-valid_from").first()


def address_of(agency_id: int, on: date) -> str:
    """The line at the foot of the agency's letters on a day; empty without one."""
    row = AddressLine.objects.filter(unit_id=agency_id, valid_from__lte=on).order_by("-valid_from").first()
    return str(row) if row is not None else ""


def initials(name: str) -> str:
    """First letters of a unit's name: Sở Tư pháp → STP, Phòng Kinh tế → KT, Văn phòng HĐND và UBND → VP."""
    if name.lower().startswith("văn phòng"):
        return "VP"
    words = [word for word in re.findall(r"\w+", _LEADING.sub("", name)) if word.lower() not in _LEFT_OUT]
    return "".join(word if word.isupper() else word[0].upper() for word in words)[:15]


def abbreviation(unit_id: int, on: date) -> str:
    """What stands for a unit in symbols: as the office set it, else UBND or its initials."""
    rule = rule_of(unit_id, on)
    if rule is not None:
        return rule.abbreviation
    node = tree(on).get(unit_id)
    return "UBND" if node.kind in COMMITTEES else initials(node.name)


def spoken_names(node: Node) -> tuple[str, ...]:
    """What a unit is called beside its name: its short name, and «PKT» for a division called Phòng Kinh tế."""
    short = initials(node.name)
    return (node.short_name, f"P{short}") if node.name.startswith("Phòng ") and len(short) > 1 else (node.short_name,)


def symbol_of(type_code: str, agency_id: int, unit_id: int, on: date) -> str:
    """The symbol: type and issuer, for letters issuer and drafting unit."""
    found = types().get(type_code)
    short = found.abbreviation if found else type_code
    issuer = abbreviation(agency_id, on)
    if short:
        return f"{short}-{issuer}"[:LONGEST]
    return (issuer if unit_id == agency_id else f"{issuer}-{abbreviation(unit_id, on)}")[:LONGEST]


def bears_code(agency_id: int, on: date) -> bool:
    """Whether the agency's papers bear a QR code by which anybody checks them."""
    rule = rule_of(agency_id, on)
    return rule is not None and rule.with_code


def book_of(type_code: str, agency_id: int, on: date) -> str:
    """The kind of number book: one for each type, or one for all where the agency said so."""
    rule = rule_of(agency_id, on)
    return "document" if rule is not None and rule.one_book else f"document:{type_code or 'CV'}"


def split_number(number_text: str) -> dict[str, Any]:
    """Number and symbol of ``15/QĐ-UBND``."""
    text = nfc(number_text).replace(" ", "").strip()[:60]
    match = re.match(r"^(\d{1,9})[/-](.+)$", text)
    return {
        "number_text": text,
        "number": int(match[1]) if match else None,
        "symbol": match[2][:40] if match else "",
    }
