"""What the page of a procedure shows: the papers of the chosen cases, the places, the sums in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from congso.domains.portal.queries.places import Place, common, places_of
from congso.domains.procedures.facade import PublicPaper, PublicProcedure, papers_for, public_procedure

_SHOWN_PLACES = 10
_LONG_STEPS = 1500


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Papers and notes under one heading of the source."""

    heading: str
    papers: tuple[PublicPaper, ...]
    notes: tuple[PublicPaper, ...]


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """A procedure with one reader's choices."""

    procedure: PublicProcedure
    groups: tuple[PaperGroup, ...]
    is_chosen: bool
    """Whether the reader said which cases apply; else the papers of all cases are shown."""
    chosen: frozenset[str]
    paper_count: int
    hidden: int
    places: tuple[Place, ...]
    more_places: int
    all_places: tuple[Place, ...]
    limit: str
    fee: str
    level: str
    reasons: tuple[str, ...]

    is_everywhere: bool
    """Whether the reader asked for all places."""

    @property
    def first_place(self) -> Place:
        """The reader's own place, else the first: it stands open."""
        return self.places[0]

    @property
    def other_places(self) -> tuple[Place, ...]:
        """The places that are folded away."""
        return self.places[1:]

    @property
    def is_online(self) -> bool:
        """Whether at least one of the places shown takes it online."""
        return any(place.apply_url for place in self.places)

    @property
    def has_long_steps(self) -> bool:
        """Whether the steps would push everything below them far down on a phone."""
        return sum(len(line) for step in self.procedure.steps for line in step.lines) > _LONG_STEPS


def procedure_page(
    *, code: str, is_chosen: bool, chosen: Iterable[str], agency: str, everywhere: bool, ward_code: str = ""
) -> ProcedurePage:
    """The page of a procedure, the place of the reader's ward first; raises NotVisible. Needs no right."""
    procedure = public_procedure(code=code)
    keys = frozenset(chosen) & {case.key for case in procedure.cases}
    papers = papers_for(procedure.papers, keys) if is_chosen else procedure.papers
    places = places_of(procedure.offers)
    if ward_code:
        places.sort(key=lambda place: place.area_code != ward_code)
    shown = _shown(places, agency, everywhere=everywhere)
    told = sum(not paper.is_note for paper in papers)
    return ProcedurePage(
        procedure=procedure, groups=_groups(papers), is_chosen=is_chosen, chosen=keys, paper_count=told,
        hidden=sum(not paper.is_note for paper in procedure.papers) - told, places=tuple(shown),
        more_places=len(places) - len(shown), all_places=tuple(places), limit=_limit(procedure), fee=_fee(procedure),
        level=common(offer.level_name for offer in procedure.offers),
        reasons=tuple(dict.fromkeys(offer.level_reason for offer in procedure.offers if offer.level_reason)), is_everywhere=everywhere,
    )  # fmt: skip


def _shown(places: list[Place], agency: str, *, everywhere: bool) -> list[Place]:
    named = [place for place in places if str(place.offer.agency_id) == agency]
    return named or (places if everywhere else places[:_SHOWN_PLACES])


def _groups(papers: Iterable[PublicPaper]) -> tuple[PaperGroup, ...]:
    found: dict[str, list[PublicPaper]] = {}
    for paper in papers:
        found.setdefault(paper.heading, []).append(paper)
    return tuple(
        PaperGroup(
            heading, tuple(row for row in rows if not row.is_note), tuple(row for row in rows if row.is_note)
        )
        for heading, rows in found.items()
    )  # fmt: skip


def _limit(procedure: PublicProcedure) -> str:
    offered = [offer.limit for offer in procedure.offers]
    if offered:
        return common(offered) or _("tùy cơ quan, xem bên dưới")
    named = {channel.limit for channel in procedure.channels if channel.limit}
    return (
        named.pop()
        if len(named) == 1
        else (_("tùy cách nộp, xem bên dưới") if named else _("nguồn không ghi"))
    )


def _fee(procedure: PublicProcedure) -> str:
    amounts = {channel.fee_amount for channel in procedure.channels}
    if procedure.offers:
        amounts = {sum(fee.amount for fee in offer.fees) for offer in procedure.offers}
    if amounts == {0}:
        return _("không thu")
    if len(amounts) == 1 and (amount := next(iter(amounts))) is not None:
        return _("%(amount)s đồng") % {"amount": f"{amount:,}".replace(",", ".")}
    return _("xem bảng bên dưới")
