"""The filled form as the paper that is signed (tờ khai, đơn, giấy đề nghị)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from congso.core.errors import NotVisible
from congso.core.money import money_in_words
from congso.core.text import number_in_words
from congso.foundation.forms.facade import Definition, Kind, Widget, print_data
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.templates import find_template
from congso.foundation.printing.wording import in_vietnamese, paper_date

GENERAL = "procedures/to-khai"


def declaration_pdf(
    definition: Definition,
    answers: Mapping[str, Any],
    *,
    on: date,
    place: str = "",
    office: str = "",
    signer: str = "",
) -> bytes:
    """The filled form as PDF/A-2b, by its own template or else by the one that prints any form.

    ``on``: the day it was signed; ``place``: where; ``office``: to whom (Kính gửi; the form's own word when empty);
    ``signer``: whose name stands under it (the applicant's when empty).
    """
    with in_vietnamese():
        data = declaration_data(definition, answers, on=on, place=place, office=office, signer=signer)
    return render_pdf(_template(definition), data)


def declaration_data(
    definition: Definition, answers: Mapping[str, Any], *, on: date, place: str, office: str, signer: str
) -> dict[str, Any]:
    """What the template is given."""
    data = print_data(definition, answers)
    return {
        **data, "date": paper_date(on), "place": place, "office": office, "in_words": _in_words(definition, data["raw"]),
        "signer": signer or str(data["values"].get("applicant_name", "")),
    }  # fmt: skip


def _template(definition: Definition) -> str:
    """The form's own template; the general one when the form names none that exists."""
    try:
        find_template(definition.print_template or GENERAL)
    except NotVisible:
        return GENERAL
    return definition.print_template or GENERAL


def _in_words(definition: Definition, raw: Mapping[str, Any]) -> dict[str, str]:
    """Days and sums in words, by the name of their box."""
    found = {}
    for name, field in definition.fields.items():
        value = raw.get(name)
        if field.kind == Kind.DATE and isinstance(value, str):
            found[name] = day_in_words(value)
        elif field.widget == Widget.MONEY and isinstance(value, int):
            found[name] = money_in_words(value)
    return {name: words for name, words in found.items() if words}


def day_in_words(iso: str) -> str:
    """“ngày năm tháng mười một năm hai nghìn không trăm hai mươi”; empty when it is no day."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return ""
    month = "tư" if day.month == 4 else number_in_words(day.month)
    return f"ngày {number_in_words(day.day)} tháng {month} năm {number_in_words(day.year)}"
