"""A procedure as the public reads it, with where the province offers it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.procedures.enums import Channel, Level, ServiceLevel
from congso.domains.procedures.limits import limit_text
from congso.domains.procedures.models import ProcedureVersion, Publication, VersionChannel
from congso.domains.procedures.queries.public_index import audiences_of
from congso.domains.procedures.queries.public_papers import PublicCase, PublicPaper, cases_of, public_papers
from congso.foundation.orgs.epoch import remembered
from congso.foundation.orgs.queries import tree, valid_on

_STEP = re.compile(r"^\W*(?:[a-zđ]\)\s*)?(Bước\s+\d+|Bước\s+[IVX]+)\s*[:.]?\s*", re.IGNORECASE)
_ENDS_BEFORE = 120


@dataclass(frozen=True, slots=True)
class PublicChannel:
    """A way of handing in with its time limit and fee in words; ``fee_amount`` in đồng, 0: free, None: see ``note``."""

    channel: int
    name: str
    limit: str
    fee_text: str
    fee_amount: int | None
    note: str


@dataclass(frozen=True, slots=True)
class PublicFee:
    """A fee of an agency, in đồng."""

    name: str
    amount: int
    collected: str


@dataclass(frozen=True, slots=True)
class PublicOffer:
    """A procedure as one agency of the province offers it (công bố)."""

    publication_id: int
    agency_id: int
    agency: str
    limit: str
    is_shortened: bool
    """The agency promises less time than the law allows."""
    cutoff: time | None
    fees: tuple[PublicFee, ...]
    service_level: str
    level_name: str
    level_reason: str
    decision_number: str
    result_kind: str
    valid_from: date

    @property
    def is_online(self) -> bool:
        """Whether dossiers may be handed in online (toàn trình, một phần)."""
        return self.service_level in {ServiceLevel.FULL, ServiceLevel.PARTIAL}


@dataclass(frozen=True, slots=True)
class PublicStep:
    """A step of what happens (trình tự thực hiện): its title, empty before the first one, and its paragraphs."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicProcedure:
    """Everything about a procedure that is made public (NĐ 118/2025/NĐ-CP; parts: domain A7, 1.3)."""

    code: str
    name: str
    field_id: int
    field_name: str
    ministry: str
    decision_number: str
    levels: tuple[str, ...]
    level_names: tuple[str, ...]
    kind: str
    audience: tuple[str, ...]
    audiences: frozenset[str]
    channels: tuple[PublicChannel, ...]
    papers: tuple[PublicPaper, ...]
    cases: tuple[PublicCase, ...]
    steps: tuple[PublicStep, ...]
    requirements: str
    results: tuple[tuple[str, str], ...]
    """(code, name)."""
    legal_bases: tuple[tuple[str, str], ...]
    """(number, title)."""
    deciding_authority: str
    performing_authority: str
    coordinating_authority: str
    source_url: str
    version: int
    valid_from: date
    is_local: bool
    """Whether the office corrected the national wording."""
    offers: tuple[PublicOffer, ...]

    @property
    def form_files(self) -> tuple[str, ...]:
        """Names of the forms."""
        return tuple(dict.fromkeys(paper.form_file for paper in self.papers if paper.form_file))


def public_procedure(*, code: str) -> PublicProcedure:
    """A procedure in force today with what agencies publish of it today; raises NotVisible. Needs no right."""
    return _procedure(code, clock.today())


@remembered(largest=400)
def _procedure(code: str, on: date) -> PublicProcedure:
    version = (
        ProcedureVersion.objects.filter(valid_on(on), procedure__code=code)
        .select_related("procedure", "field")
        .prefetch_related("channels", "papers", "results", "legal_bases")
        .order_by("-number")
        .first()
    )
    if version is None:
        raise NotVisible
    return read_version(version, _offers(version.procedure_id, on))


def read_version(version: ProcedureVersion, offers: tuple[PublicOffer, ...]) -> PublicProcedure:
    """A version with its prefetched parts, as plain values."""
    papers = public_papers(version.papers.all())
    levels = tuple(level for level in Level.values if level in version.levels)
    return PublicProcedure(
        code=version.procedure.code, name=version.name, field_id=version.field_id, field_name=version.field.name,
        ministry=version.ministry, decision_number=version.decision_number, levels=levels,
        level_names=tuple(str(Level(level).label) for level in levels), kind=version.kind,
        audience=tuple(version.audience), audiences=audiences_of(version.audience), channels=_channels(version),
        papers=papers, cases=cases_of(papers), steps=split_steps(version.steps), requirements=version.requirements,
        results=tuple((row.code, row.name) for row in version.results.all()),
        legal_bases=tuple((row.number, row.title) for row in version.legal_bases.all()),
        deciding_authority=version.deciding_authority, performing_authority=version.performing_authority,
        coordinating_authority=version.coordinating_authority, source_url=version.source_url, version=version.number,
        valid_from=version.valid_from, is_local=version.origin == "local", offers=offers,
    )  # fmt: skip


def _channels(version: ProcedureVersion) -> tuple[PublicChannel, ...]:
    return tuple(
        PublicChannel(
            row.channel, str(Channel(row.channel).label), _channel_limit(row), row.fee_text,
            row.fee_amount, row.note,
        )
        for row in version.channels.all()
    )  # fmt: skip


def _channel_limit(row: VersionChannel) -> str:
    """The limit in words; a figure whose unit the source leaves out is shown as such."""
    if row.unit:
        return limit_text(row.amount, row.unit) or row.time_text
    return _("%(figure)s (nguồn chưa ghi đơn vị)") % {"figure": row.time_text} if row.time_text else ""


def _offers(procedure_id: int, on: date) -> tuple[PublicOffer, ...]:
    rows = Publication.objects.filter(valid_on(on), procedure_id=procedure_id).prefetch_related("fees")
    offers = [read_publication(row, on) for row in rows]
    return tuple(sorted(offers, key=lambda offer: (offer.agency, offer.publication_id)))


def read_publication(row: Publication, on: date) -> PublicOffer:
    """A publication with its prefetched fees, as plain values."""
    own = row.agency_amount is not None
    amount, unit = (row.agency_amount, row.agency_unit) if own else (row.legal_amount, row.legal_unit)
    return PublicOffer(
        publication_id=row.pk, agency_id=row.agency_id, agency=tree(on).name(row.agency_id),
        limit=limit_text(amount, unit), is_shortened=own, cutoff=row.cutoff,
        fees=tuple(PublicFee(fee.name, fee.amount, str(fee.get_collected_display())) for fee in row.fees.all()),
        service_level=row.service_level, level_name=str(ServiceLevel(row.service_level).label),
        level_reason=row.level_reason, decision_number=row.decision_number,
        result_kind=str(row.get_result_kind_display()), valid_from=row.valid_from,
    )  # fmt: skip


def split_steps(text: str) -> tuple[PublicStep, ...]:
    """The run of text split where a line begins with “Bước 1:”; what stands before the first one has no title."""
    found: list[tuple[str, list[str]]] = []
    for line in (raw.strip() for raw in text.splitlines()):
        if not line:
            continue
        match = _STEP.match(line)
        if match:
            rest = line[match.end() :].strip()
            short = len(rest) <= _ENDS_BEFORE
            title = f"{match.group(1)[:1].upper()}{match.group(1)[1:].lower()}"
            found.append((f"{title}: {rest}" if rest and short else title, [] if short else [rest]))
        elif found:
            found[-1][1].append(line)
        else:
            found.append(("", [line]))
    return tuple(PublicStep(title.rstrip(" :."), tuple(lines)) for title, lines in found)
