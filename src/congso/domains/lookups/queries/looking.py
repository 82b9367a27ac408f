"""Look-ups of a dossier, the log of all, how the services do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.facade import Dossier
from congso.domains.lookups.clients.gateway import open_connection
from congso.domains.lookups.enums import CALLED, UNVERIFIED, Service
from congso.domains.lookups.models import KeepingRule, Lookup, ServiceState
from congso.domains.lookups.policies import require_can_ask_of, require_can_manage
from congso.foundation.orgs.epoch import remembered

PAGE = 50


@remembered(largest=1)
def is_connected() -> bool:
    """Whether anything can be asked at all."""
    return open_connection() is not None


def of_dossier(dossier: Dossier) -> Q:
    """Look-ups made for a dossier, those at the counter before it was there too."""
    return Q(dossier_id=dossier.pk) | Q(intake_key=dossier.intake_key)


def lookups_of(dossier: Dossier) -> list[Lookup]:
    """The look-ups of a dossier, the latest first (a hundred at most), without the calls by which it was sent on; rights are the page's."""
    return list(Lookup.objects.filter(of_dossier(dossier)).exclude(service__in=CALLED.values()).defer("answer").order_by("-pk")[:100])


def lookups_at_counter(intake_key: UUID) -> list[Lookup]:
    """What was asked so far for the dossier being taken in, the latest first."""
    return list(Lookup.objects.filter(intake_key=intake_key).defer("answer").order_by("-pk")[:10])


def dossier_to_ask(*, viewer: Actor, dossier_id: UUID) -> Dossier:
    """A dossier for which the viewer may ask, with its papers; raises NotVisible, NotAllowed."""
    found = Dossier.objects.select_related("case").prefetch_related("papers").filter(pk=dossier_id).first()
    if found is None:
        raise NotVisible
    require_can_ask_of(viewer, found.case)
    return found


@dataclass(frozen=True)
class ServiceLine:
    """A service, how it does, for how long its answers are kept."""

    service: Service
    state: ServiceState
    rests: bool
    is_verified: bool
    hours: int
    citation: str

    @property
    def is_down(self) -> bool:
        """Whether it failed last."""
        failed, good = self.state.failed_at, self.state.ok_at
        return failed is not None and (good is None or failed > good)


def service_lines(*, viewer: Actor) -> list[ServiceLine]:
    """Every service, in two statements; raises NotAllowed."""
    require_can_manage(viewer)
    now = clock.now()
    states = {row.service: row for row in ServiceState.objects.all()}
    rules: dict[str, KeepingRule] = {}
    for rule in KeepingRule.objects.filter(valid_from__lte=clock.today()).order_by("service", "valid_from"):
        rules[rule.service] = rule
    return [_line(service, states.get(service), rules.get(service), now) for service in Service]


def _line(service: Service, state: ServiceState | None, rule: KeepingRule | None, now: datetime) -> ServiceLine:
    known = state or ServiceState(service=service)
    rests = known.rests_until is not None and known.rests_until > now
    return ServiceLine(service, known, rests, service not in UNVERIFIED, rule.hours if rule else 0, rule.citation if rule else "")


@dataclass(frozen=True)
class LogLine:
    """A look-up and the number of its dossier, if there is one."""

    lookup: Lookup
    code: str


def log(*, viewer: Actor, service: str = "", without_dossier: bool = False, before: UUID | None = None) -> tuple[list[LogLine], str]:
    """All look-ups, the latest first, and the key of the older ones; raises NotAllowed."""
    require_can_manage(viewer)
    found = Lookup.objects.defer("answer")
    if service:
        found = found.filter(service=service)
    if without_dossier:
        became = Dossier.objects.filter(intake_key=OuterRef("intake_key"))
        found = found.filter(dossier_id=None).exclude(Exists(became))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    shown = rows[:PAGE]
    keys = Dossier.objects.filter(Q(pk__in=[row.dossier_id for row in shown if row.dossier_id]) | Q(intake_key__in=[row.intake_key for row in shown if row.intake_key]))
    codes = {key: code for pk, intake_key, code in keys.values_list("pk", "intake_key", "code") for key in (pk, intake_key)}
    lines = [LogLine(row, codes.get(row.dossier_id or row.intake_key or row.pk, "")) for row in shown]
    return lines, str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""
