"""Questions about the exchange."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotVisible
from congso.core.text import fold
from congso.domains.documents.facade import REGISTER, Delivery, DeliveryState, DeliveryWay
from congso.domains.exchange.models import (
    Connection,
    Correspondent,
    EarlyChange,
    EarlyOutcome,
    Kind,
    Message,
    StatusNote,
    Way,
)
from congso.domains.exchange.policies import (
    MANAGE,
    require_can_look,
    require_can_manage,
    visible_to,
)

PAGE = 50
SILENT_AFTER = timedelta(days=1)
SILENT = (DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.ARRIVED)


@dataclass(frozen=True)
class Asked:
    """What somebody looks for in the log."""

    words: str = ""
    code: str = ""
    way: str = ""
    kind: str = ""
    day: date | None = None
    only_errors: bool = False
    after: str = ""


@dataclass(frozen=True)
class LogPage:
    """A page of messages, newest first, and the key of the older ones."""

    rows: list[Message]
    older: str


def log(*, viewer: Actor, asked: Asked) -> LogPage:
    """Messages of the viewer's agencies; raises NotAllowed."""
    require_can_look(viewer)
    found: QuerySet[Message] = Message.objects.filter(visible_to(viewer)).select_related("connection")
    if asked.code:
        found = found.filter(Q(sender_code=asked.code) | Q(receiver_codes__contains=[asked.code]))
    if asked.way:
        found = found.filter(way=asked.way)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.only_errors:
        found = found.exclude(error="")
    if asked.day:
        begin = datetime.combine(asked.day, time.min, clock.VIETNAM)
        found = found.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
    for word in fold(asked.words).split():
        found = found.filter(search_key__contains=word)
    if _is_uuid(asked.after):
        found = found.filter(pk__lt=UUID(asked.after))
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return LogPage(rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def _is_uuid(typed: str) -> bool:
    try:
        UUID(typed)
    except ValueError:
        return False
    return True


def message_of(*, viewer: Actor, message_id: UUID) -> Message:
    """One message; raises NotVisible for another agency's."""
    require_can_look(viewer)
    found = Message.objects.filter(visible_to(viewer), pk=message_id).select_related("connection", "file", "document").first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True)
class Journey:
    """How a document fares at one receiver: the reports in their order."""

    code: str
    name: str
    notes: list[StatusNote]


def has_travelled(*, document_id: UUID) -> bool:
    """Whether a document left or came over the axis; one small question for all the others."""
    return Message.objects.filter(document_id=document_id).exists()


def headings(*, document_id: UUID) -> list[Message]:
    """Messages that brought a document or changed it, in their order, with what their headings say; rights are the page's."""
    rows = Message.objects.filter(document_id=document_id, way=Way.IN, kind=Kind.DOCUMENT).exclude(said={})
    return list(rows.only("code", "said", "at").order_by("pk")[:20])


def early_changes(*, viewer: Actor) -> list[EarlyChange]:
    """Changes that came before their documents: those that wait, then what became of the others (two hundred at most); raises NotAllowed."""
    require_can_look(viewer)
    scope = viewer.units_for(REGISTER)
    mine = Q() if viewer.may(MANAGE) or scope == EVERYWHERE else Q(agency_id__in=scope)
    rows = EarlyChange.objects.filter(mine).select_related("message", "newer")
    return sorted(rows.order_by("-pk")[:200], key=lambda each: each.outcome != EarlyOutcome.OPEN)


def journeys(*, document_id: UUID) -> list[Journey]:
    """What every receiver reported of one of our documents, two statements however many; rights are the page's."""
    names = dict(Delivery.objects.filter(document_id=document_id, way=DeliveryWay.AXIS).order_by("pk").values_list("code", "name"))
    notes: dict[str, list[StatusNote]] = {code: [] for code in names}
    for note in StatusNote.objects.filter(document_id=document_id, is_ours=False).order_by("at", "pk"):
        notes.setdefault(note.code_of_receiver, []).append(note)
    return [Journey(code, names.get(code, code), found) for code, found in notes.items()]


def failed_at(*, viewer: Actor, document_id: UUID) -> list[Delivery]:
    """Receivers that a document of the viewer's registry did not reach; none for others."""
    rows = Delivery.objects.filter(document_id=document_id, way=DeliveryWay.AXIS, state=DeliveryState.FAILED).select_related("document")
    return [row for row in rows.order_by("pk") if viewer.may(REGISTER, row.document.agency_id)]


def own_reports(*, document_id: UUID) -> list[StatusNote]:
    """What we reported of a document that came to us."""
    return list(StatusNote.objects.filter(document_id=document_id, is_ours=True).select_related("message").order_by("at", "pk"))


def silent_deliveries(*, viewer: Actor) -> list[Delivery]:
    """Receivers that have not registered what was sent to them more than a day ago, the oldest first (two hundred at most)."""
    require_can_look(viewer)
    scope = viewer.units_for(REGISTER)
    mine = Q() if scope == EVERYWHERE else Q(document__agency_id__in=scope)
    rows = Delivery.objects.filter(mine, way=DeliveryWay.AXIS, state__in=SILENT, sent_at__lt=clock.now() - SILENT_AFTER)
    return list(rows.select_related("document").order_by("sent_at")[:200])


def silent_by_agency() -> dict[int, int]:
    """How many receivers are silent, by the agency that waits for them."""
    rows = Delivery.objects.filter(way=DeliveryWay.AXIS, state__in=SILENT, sent_at__lt=clock.now() - SILENT_AFTER)
    return dict(rows.values_list("document__agency_id").annotate(n=Count("id")))


def connections(*, viewer: Actor) -> list[tuple[Connection, int]]:
    """All connections with how many agencies each reaches; raises NotAllowed."""
    require_can_manage(viewer)
    counts = dict(Correspondent.objects.filter(valid_to=None).values_list("connection").annotate(n=Count("id")))
    return [(row, counts.get(row.pk, 0)) for row in Connection.objects.order_by("closed_at", "pk")[:100]]


def connection_of(*, viewer: Actor, connection_id: int) -> Connection:
    """One connection; raises NotAllowed, NotVisible."""
    require_can_manage(viewer)
    found = Connection.objects.filter(pk=connection_id).first()
    if found is None:
        raise NotVisible
    return found


def correspondents(*, viewer: Actor, words: str = "", after: str = "") -> tuple[list[Correspondent], str]:
    """Agencies outside by code, and the key of the next page; raises NotAllowed."""
    require_can_look(viewer)
    found = Correspondent.objects.filter(connection__closed_at=None, code__gt=after)
    for word in fold(words).split():
        found = found.filter(Q(name_key__contains=word) | Q(code__icontains=word))
    rows = list(found.order_by("code")[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].code if len(rows) > PAGE else ""
