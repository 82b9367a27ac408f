"""What is published where, and all that intake needs of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.procedures.limits import Limit
from congso.domains.procedures.models import Publication
from congso.domains.procedures.policies import require_can_read
from congso.domains.procedures.queries.public_index import audiences_of
from congso.foundation.calendar.limits import TimeUnit
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import tree, valid_on

if TYPE_CHECKING:
    from congso.domains.procedures.models import ProcedureVersion


@dataclass(frozen=True, slots=True)
class ServicePaper:
    """A paper to hand in, or a note beside the papers."""

    id: int
    case_label: str
    name: str
    originals: int | None
    copies: int | None
    is_note: bool
    form_file: str


@dataclass(frozen=True, slots=True)
class ServiceChannel:
    """A way of handing in (KenhThucHien 1–3) as the national catalogue has it."""

    channel: int
    limit: Limit | None
    time_text: str
    fee_text: str
    fee_amount: int | None
    note: str


@dataclass(frozen=True, slots=True)
class ServiceFee:
    """A fee in đồng: kind 1 phí, 2 lệ phí; collected 1 at intake, 2 at supplement, 4 at return."""

    name: str
    kind: int
    amount: int
    collected: int


@dataclass(frozen=True, slots=True)
class Service:
    """A published procedure as intake needs it (dịch vụ công được công bố)."""

    publication_id: int
    procedure_id: int
    version_id: int
    code: str
    name: str
    field_name: str
    audience: tuple[str, ...]
    agency_id: int
    process_version_id: int
    division_function: str
    legal_limit: Limit | None
    agency_limit: Limit | None
    cutoff: time | None
    """Received after this time of day: counted from the next working day."""
    result_code: str
    result_name: str
    result_kind: str
    service_level: str
    level_reason: str
    identity_level: int
    audiences: frozenset[str]
    """Who may ask for it: ``citizen``, ``organisation``, or both."""
    """Assurance that applying online needs."""
    requirements: str
    papers: tuple[ServicePaper, ...]
    """Notes included; see ``papers_by_case``."""
    channels: tuple[ServiceChannel, ...]
    fees: tuple[ServiceFee, ...]
    valid_from: date
    valid_to: date | None

    @property
    def limit(self) -> Limit | None:
        """The limit promised to the applicant: the agency's own where it has one, else the law's, else none."""
        return self.agency_limit or self.legal_limit

    @property
    def limit_amount(self) -> Decimal | None:
        """Amount of the promised limit; 0: the same day, None: no limit is set."""
        return self.limit.amount if self.limit else None

    @property
    def limit_unit(self) -> TimeUnit | None:
        """Unit of the promised limit, as the calendar counts it."""
        return TimeUnit(self.limit.unit) if self.limit else None

    @property
    def papers_by_case(self) -> dict[str, list[ServicePaper]]:
        """Papers without the notes, by case label ("" holds for every case)."""
        found: dict[str, list[ServicePaper]] = {}
        for paper in self.papers:
            if not paper.is_note:
                found.setdefault(paper.case_label, []).append(paper)
        return found

    def is_offered_on(self, on: date) -> bool:
        """Whether dossiers may be received under it on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@remembered(largest=2000)
def service(publication_id: int) -> Service:
    """A publication by its id, also one that has been replaced since; raises NotVisible."""
    row = (
        Publication.objects.filter(pk=publication_id)
        .select_related("procedure", "version__field")
        .prefetch_related("fees", "version__papers", "version__channels")
        .first()
    )
    if row is None:
        raise NotVisible
    version = row.version
    return Service(
        publication_id=row.pk, procedure_id=row.procedure_id, version_id=version.pk, code=row.procedure.code,
        name=version.name, field_name=version.field.name, audience=tuple(version.audience),
        agency_id=row.agency_id, process_version_id=row.process_version_id,
        division_function=row.division_function, legal_limit=_limit(row.legal_amount, row.legal_unit),
        agency_limit=_limit(row.agency_amount, row.agency_unit), cutoff=row.cutoff,
        result_code=row.result_code, result_name=row.result_name, result_kind=row.result_kind,
        service_level=row.service_level, level_reason=row.level_reason, identity_level=row.identity_level,
        audiences=audiences_of(version.audience), requirements=version.requirements, papers=_papers(version),
        channels=_channels(version),
        fees=tuple(ServiceFee(fee.name, fee.kind, fee.amount, fee.collected) for fee in row.fees.all()),
        valid_from=row.valid_from, valid_to=row.valid_to,
    )  # fmt: skip


def _limit(amount: Decimal | None, unit: str) -> Limit | None:
    return Limit(amount, unit) if amount is not None and unit else None


def _papers(version: ProcedureVersion) -> tuple[ServicePaper, ...]:
    return tuple(
        ServicePaper(row.pk, row.case_label, row.name, row.originals, row.copies, row.is_note, row.form_file)
        for row in version.papers.all()
    )


def _channels(version: ProcedureVersion) -> tuple[ServiceChannel, ...]:
    return tuple(
        ServiceChannel(
            row.channel, _limit(row.amount, row.unit),
            row.time_text, row.fee_text, row.fee_amount, row.note,
        )
        for row in version.channels.all()
    )  # fmt: skip


def offered_at(*, viewer: Actor, unit_id: int, on: date | None = None) -> QuerySet[Publication]:
    """Publications that a one-stop centre may receive: every one of the province, its own agency's first.

    Receipt does not depend on boundaries inside the province (NĐ 118/2025/NĐ-CP).
    """
    require_can_read(viewer)
    on = on or clock.today()
    own = tree(on).agency_of(unit_id).id
    return (
        Publication.objects.filter(valid_on(on))
        .select_related("procedure", "version")
        .annotate(
            rank=Case(When(agency_id=own, then=Value(0)), default=Value(1), output_field=IntegerField())
        )
        .order_by("rank", "version__sort_key", "agency_id", "id")
    )


def publications_of(*, viewer: Actor, procedure_id: int, on: date | None = None) -> QuerySet[Publication]:
    """Where a procedure is published on a day or will be later."""
    require_can_read(viewer)
    on = on or clock.today()
    return (
        Publication.objects.filter(procedure_id=procedure_id)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        .select_related("version", "process_version__process")
        .prefetch_related("fees")
        .order_by("agency__identifier", "valid_from")
    )


def publication(*, viewer: Actor, publication_id: int) -> Publication:
    """One publication with its procedure and fees; raises NotVisible."""
    require_can_read(viewer)
    rows = Publication.objects.select_related("procedure", "version", "process_version").prefetch_related(
        "fees"
    )
    found = rows.filter(pk=publication_id).first()
    if found is None:
        raise NotVisible
    return found


def publication_at(*, agency_id: int, code: str, on: date | None = None) -> int | None:
    """The publication under which an agency offers a procedure on a day, by the procedure's code."""
    rows = Publication.objects.filter(valid_on(on or clock.today()), agency_id=agency_id, procedure__code=code)
    return rows.order_by("-valid_from", "-pk").values_list("pk", flat=True).first()


def publication_in_force(publication_id: int, on: date | None = None) -> int | None:
    """The publication under which the same agency offers the same procedure on a day; None when it does not any more.

    Raises NotVisible for an unknown publication.
    """
    asked, on = service(publication_id), on or clock.today()
    if asked.is_offered_on(on):
        return publication_id
    rows = Publication.objects.filter(valid_on(on), procedure_id=asked.procedure_id, agency_id=asked.agency_id)
    return rows.order_by("-valid_from", "-pk").values_list("pk", flat=True).first()
