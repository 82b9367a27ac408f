"""Typed makers for this module's tests and those of others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, LiteralString

from django.db import connection
from psycopg import sql

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.domains.procedures.enums import TimeUnit
from congso.domains.procedures.limits import Limit
from congso.domains.procedures.models import (
    Procedure,
    ProcedureField,
    ProcedureVersion,
    Publication,
    VersionChannel,
    VersionLegalBasis,
    VersionPaper,
    VersionResult,
)
from congso.domains.procedures.queries.lines import shipped_catalogue
from congso.domains.procedures.search_keys import name_key, search_key_of
from congso.domains.procedures.services.importing import import_catalogue
from congso.domains.procedures.services.publishing import FeeItem, Terms, publish_procedure
from congso.foundation.casework.models import Place, Process, ProcessVersion, Step, StepKind
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import Unit, UnitFunction, UnitKind, UnitName, UnitParent

_codes = count(1)
START = date(2025, 7, 1)
SYSTEM = system_actor("tests")


def make_agency(
    name: str = "UBND phường Cao Lãnh", *, kind: str = UnitKind.COMMUNE, parent: Unit | None = None
) -> Unit:
    """An agency with its name, from 1 July 2025 on."""
    unit = Unit.objects.create(kind=kind, identifier=f"H20.{next(_codes):03d}", valid_from=START)
    UnitName.objects.create(unit=unit, name=name, valid_from=START)
    if parent is not None:
        UnitParent.objects.create(unit=unit, parent=parent, valid_from=START)
    epoch.bump()
    return unit


def make_centre(agency: Unit, name: str = "Trung tâm Phục vụ hành chính công") -> Unit:
    """A one-stop centre of an agency."""
    centre = make_agency(name, kind=UnitKind.CENTRE, parent=agency)
    centre.function = UnitFunction.ONE_STOP
    centre.save(update_fields=["function"])
    epoch.bump()
    return centre


def make_process_version(*minutes: int, published: bool = True) -> ProcessVersion:
    """A process version with a step for each figure of working minutes (one of an hour when none is given)."""
    number = next(_codes)
    process = Process.objects.create(code=f"quy-trinh-{number}", name=f"Quy trình {number}")
    version = ProcessVersion.objects.create(
        process=process, number=1, published_at="2025-07-01T00:00:00+07:00" if published else None
    )
    Step.objects.bulk_create(
        Step(
            version=version, order=order, code=f"step-{order}", name=f"Bước {order}", kind=StepKind.WORK,
            role="officer", place=Place.DIVISION, allotted_minutes=allotted,
        )
        for order, allotted in enumerate(minutes or (60,), start=1)
    )  # fmt: skip
    return version


def make_procedure(
    *, name: str = "Thủ tục đăng ký khai sinh", code: str = "", field: str = "Hộ tịch", levels: Sequence[str] = ("commune",),
    papers: Sequence[str] = ("Tờ khai",), valid_from: date = START, **values: Any,
) -> ProcedureVersion:  # fmt: skip
    """The first version of a procedure with its papers and one way of handing in."""
    code = code or f"9.{next(_codes):06d}"
    row, _made = ProcedureField.objects.get_or_create(name=field, defaults={"sort_key": name_key(field)})
    version = ProcedureVersion.objects.create(
        procedure=Procedure.objects.create(code=code), number=1, valid_from=valid_from, name=name, field=row,
        sort_key=name_key(name), search_key=search_key_of(code, name, field), levels=list(levels), **values,
    )  # fmt: skip
    VersionPaper.objects.bulk_create(
        VersionPaper(version=version, order=order, name=paper, originals=1, copies=0)
        for order, paper in enumerate(papers, start=1)
    )
    VersionChannel.objects.create(version=version, order=1, channel=1, amount=1, unit=TimeUnit.WORKING_DAYS)
    epoch.bump()
    return version


def make_terms(
    *, steps: Sequence[int] = (60,), process_version: ProcessVersion | None = None, **values: Any
) -> Terms:
    """Terms with a limit of three working days unless told otherwise."""
    process = process_version or make_process_version(*steps)
    given: dict[str, Any] = {
        "legal_limit": Limit(Decimal(3), TimeUnit.WORKING_DAYS),
        "division_function": UnitFunction.JUSTICE,
        "fees": (FeeItem("Lệ phí hộ tịch", 2, 8000),),
    }
    return Terms(process_version_id=process.pk, **(given | values))


def make_publication(
    *, version: ProcedureVersion | None = None, agency: Unit | None = None, terms: Terms | None = None,
    actor: Actor = SYSTEM, valid_from: date = START,
) -> Publication:  # fmt: skip
    """A procedure published at an agency."""
    version = version or make_procedure()
    agency = agency or make_agency()
    return publish_procedure(
        actor=actor,
        version_id=version.pk,
        agency_ids=[agency.pk],
        terms=terms or make_terms(),
        valid_from=valid_from,
    )[0]


_TABLES_OF_THE_CATALOGUE = tuple(
    model._meta.db_table
    for model in (
        ProcedureField,
        Procedure,
        ProcedureVersion,
        VersionChannel,
        VersionPaper,
        VersionResult,
        VersionLegalBasis,
    )
)
_taken_in: dict[date, dict[str, bytes]] = {}


def make_shipped_catalogue() -> None:
    """All 2,642 procedures, in force from today: taken in by the real service once in a run, copied back after that."""
    today, empty = clock.today(), not ProcedureField.objects.exists() and not Procedure.objects.exists()
    if empty and today in _taken_in:
        for table, rows in _taken_in[today].items():
            _copy_in(table, rows)
        epoch.bump()
        return
    import_catalogue(actor=SYSTEM, path=shipped_catalogue())
    if empty:
        _taken_in[today] = {table: _copy_out(table) for table in _TABLES_OF_THE_CATALOGUE}


def _copy_out(table: str) -> bytes:
    with (
        connection.cursor() as cursor,
        cursor.copy(_named("COPY {} TO STDOUT (FORMAT binary)", table)) as copy,
    ):
        return b"".join(bytes(block) for block in copy)


def _copy_in(table: str, rows: bytes) -> None:
    """Put the rows back; the counter is only ever set forward, since ``once`` puts back rows of later numbers."""
    last = _named("SELECT setval(seq, greatest(nextval(seq), max(id))) FROM {}, pg_get_serial_sequence(%s, 'id') AS seq"
                  " GROUP BY seq", table)  # fmt: skip
    with connection.cursor() as cursor:
        with cursor.copy(_named("COPY {} FROM STDIN (FORMAT binary)", table)) as copy:
            copy.write(rows)
        cursor.execute(last, [table])


def _named(statement: LiteralString, table: str) -> sql.Composed:
    return sql.SQL(statement).format(sql.Identifier(table))
