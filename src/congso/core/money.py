"""Đồng: whole numbers only; how amounts are shown, read aloud and typed."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from congso.core.errors import InvalidInput
from congso.core.text import nfc, number_in_words

_UNITS = {
    "": 1, "đ": 1, "d": 1, "₫": 1, "đồng": 1, "dong": 1, "vnd": 1, "vnđ": 1,
    "k": 1_000, "nghìn": 1_000, "ngàn": 1_000, "nghin": 1_000, "ngan": 1_000,
    "tr": 1_000_000, "triệu": 1_000_000, "trieu": 1_000_000,
    "tỷ": 1_000_000_000, "tỉ": 1_000_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000,
}  # fmt: skip
_TYPED = re.compile(r"^(?P<number>\d[\d., ]*?)\s*(?P<unit>[^\W\d]*|₫)(?:\s*(?:đồng|vnd|vnđ|đ))?\.?$")
_GROUPED = re.compile(r"^\d{1,3}(?P<sign>[., ])\d{3}(?:(?P=sign)\d{3})*$")
_DECIMAL = re.compile(r"^\d+[.,]\d{1,2}$")
MOST = 10**15
"""Larger amounts are taken for a slip of the hand."""


class InvalidMoney(InvalidInput):
    """What was typed cannot be read as an amount of đồng."""

    code = "invalid_money"
    message = _("Không đọc được số tiền “%(typed)s”. Ví dụ đúng: 1.250.000 hoặc 1,25 triệu.")


def grouped(number: int) -> str:
    """A whole number as Vietnamese writes it: "2.642"."""
    return f"{number:,}".replace(",", ".")


def format_money(amount: int) -> str:
    """An amount as it stands on screens and papers: "1.234.000 đ"."""
    return f"{grouped(amount)} đ"


def money_in_words(amount: int) -> str:
    """An amount as it is written out on a receipt: "Một triệu hai trăm nghìn đồng"."""
    words = number_in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def _read_number(typed: str, *, whole: bool) -> Decimal | None:
    """The number typed; a separator before exactly three digits groups, else it is the decimal comma."""
    if typed.isdigit():
        return Decimal(typed)
    if _GROUPED.match(typed):
        return Decimal(re.sub(r"[., ]", "", typed))
    if not whole and _DECIMAL.match(typed):
        return Decimal(typed.replace(",", "."))
    return None


def parse_money(typed: str, *, field: str | None = None) -> int:
    """Read what people type ("1.234.000", "1,234,000 đ", "50k", "1,5 triệu") as whole đồng.

    Raises InvalidMoney for anything that has two readings ("1.5") or none.
    """
    match = _TYPED.match(nfc(typed, collapse=True).lower())
    factor = _UNITS.get(match["unit"]) if match else None
    if match is None or factor is None:
        raise InvalidMoney(field=field, typed=typed)
    number = _read_number(match["number"].strip(), whole=factor == 1)
    amount = None if number is None else number * factor
    if amount is None or amount != int(amount) or amount > MOST:
        raise InvalidMoney(field=field, typed=typed)
    return int(amount)
