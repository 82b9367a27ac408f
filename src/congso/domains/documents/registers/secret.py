"""The two books of secret documents, for those who keep them and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_noop

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.models import SecretOutgoing, SecretStub
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.registers.tables import Register
from congso.foundation.printing.tables import CellKind, Column

_GRADE, _DAY, _NUMBER = Column(gettext_noop("Độ mật"), 14), Column(gettext_noop("Ngày văn bản"), 14, CellKind.DATE), Column(gettext_noop("Số, ký hiệu văn bản"), 26)
_HOLDER = Column(gettext_noop("Người giữ văn bản"), 40)
COLUMNS_IN = (Column(gettext_noop("Số đến"), 10, CellKind.CENTRED), Column(gettext_noop("Ngày đến"), 14, CellKind.DATE), _GRADE, _NUMBER, _DAY, _HOLDER)
COLUMNS_OUT = (Column(gettext_noop("Số"), 10, CellKind.CENTRED), _NUMBER, _DAY, _GRADE, _HOLDER)


def _require_keeper(viewer: Actor, agency_id: int) -> None:
    if not viewer.may(REGISTER, agency_id):
        raise NotVisible


def secret_outgoing(*, viewer: Actor, agency_id: int) -> list[SecretOutgoing]:
    """The last hundred lines. Raises NotVisible for who does not keep the book."""
    _require_keeper(viewer, agency_id)
    return list(SecretOutgoing.objects.filter(agency_id=agency_id).order_by("-book_year", "-number")[:100])


def incoming_register(viewer: Actor, agency_id: int, year: int) -> Register:
    """Sổ văn bản mật đến of a year."""
    _require_keeper(viewer, agency_id)
    rows = SecretStub.objects.filter(agency_id=agency_id, book_year=year).order_by("arrival_number")

    def lines() -> Iterator[tuple[Any, ...]]:
        for row in rows.iterator(chunk_size=1000):
            yield (f"{row.arrival_number:02d}", row.arrived_on, row.get_grade_display(), row.number_text, row.issued_on, row.holder_name)

    return Register(agency_id, "Sổ văn bản mật đến", f"Năm {year}", COLUMNS_IN, lines())


def outgoing_register(viewer: Actor, agency_id: int, year: int) -> Register:
    """Sổ văn bản mật đi of a year."""
    _require_keeper(viewer, agency_id)
    rows = SecretOutgoing.objects.filter(agency_id=agency_id, book_year=year).order_by("number")

    def lines() -> Iterator[tuple[Any, ...]]:
        for row in rows.iterator(chunk_size=1000):
            yield (f"{row.number:02d}", row.number_text, row.issued_on, row.get_grade_display(), row.holder_name)

    return Register(agency_id, "Sổ văn bản mật đi", f"Năm {year}", COLUMNS_OUT, lines())
