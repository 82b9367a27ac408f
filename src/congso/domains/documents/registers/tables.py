"""A register as PDF and Excel, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.books_incoming import MOST_IN_PDF, BookTooLong, agencies
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.tables import Column, write_table
from congso.foundation.printing.units import letterhead
from congso.foundation.printing.wording import in_vietnamese, paper_date


@dataclass(frozen=True)
class Register:
    """Title, period, columns and lines."""

    agency_id: int
    title: str
    period: str
    columns: Sequence[Column]
    rows: Iterable[tuple[Any, ...]]


def require_books(viewer: Actor, agency_id: int) -> None:
    """Only who sees all of the agency opens its books; raises NotVisible."""
    if agency_id not in agencies(viewer):
        raise NotVisible


def shown(value: Any) -> str:
    """A value as the paper has it."""
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else "" if value is None else str(value)


def as_pdf(register: Register) -> bytes:
    """The register on A4 landscape; raises BookTooLong beyond what a PDF should have."""
    with in_vietnamese():
        rows = []
        for row in register.rows:
            rows.append([shown(value) for value in row])
            if len(rows) > MOST_IN_PDF:
                raise BookTooLong(most=MOST_IN_PDF)
        data = {
            "head": asdict(letterhead(register.agency_id, clock.today())), "title": register.title, "period": register.period,
            "date": paper_date(clock.today()), "columns": [each.heading for each in register.columns],
            "widths": [each.width for each in register.columns], "rows": rows,
        }  # fmt: skip
        return render_pdf("documents/so-van-ban-den", data, large=True)


def as_excel(register: Register) -> BytesIO:
    """The register as Excel."""
    stream = BytesIO()
    with in_vietnamese():
        write_table(stream, title=register.title, subtitle=register.period, columns=register.columns, rows=register.rows,
                    agency=letterhead(register.agency_id, clock.today()).agency, numbered_columns=True)  # fmt: skip
    return stream
