"""Dossiers sent on, and the rules by which they go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.facade import Dossier
from congso.domains.lookups.enums import AGAIN, ForwardState
from congso.domains.lookups.models import Forwarded, ForwardRule
from congso.domains.lookups.policies import require_can_ask_of, require_can_manage
from congso.foundation.orgs.epoch import remembered

PAGE = 50


@remembered(largest=1)
def _rules() -> dict[str, list[ForwardRule]]:
    """Every rule by its procedure, the newest first."""
    found: dict[str, list[ForwardRule]] = {}
    for rule in ForwardRule.objects.order_by("procedure_code", "-valid_from"):
        found.setdefault(rule.procedure_code, []).append(rule)
    return found


def has_rules() -> bool:
    """Whether anything is or was sent on at all; without a statement once it is known."""
    return bool(_rules())


def rule_for(procedure_code: str, on: date) -> ForwardRule | None:
    """The rule for a procedure on a day. A code with the agency's ending follows the rule of the public code."""
    for code in (procedure_code, ".".join(procedure_code.split(".")[:2])):
        rule = next((each for each in _rules().get(code, []) if each.valid_from <= on), None)
        if rule is not None:
            return rule if rule.ended_on is None or on < rule.ended_on else None
    return None


def rules(*, viewer: Actor) -> list[ForwardRule]:
    """Every rule; raises NotAllowed."""
    require_can_manage(viewer)
    return list(ForwardRule.objects.all())


@dataclass(frozen=True)
class OnPage:
    """What the page of a dossier shows of it: every sending, the latest first; whether it may be sent on now."""

    rows: list[Forwarded]
    rule: ForwardRule | None

    @property
    def may_send(self) -> bool:
        """Not while one is on its way or has arrived."""
        last = self.rows[0] if self.rows else None
        return self.rule is not None and (last is None or last.state in AGAIN)


def of_page(dossier: Dossier, on: date) -> OnPage:
    """What was sent on of a dossier; rights are the page's."""
    rows = list(Forwarded.objects.filter(dossier_id=dossier.pk).defer("body").order_by("-pk")[:20])
    is_open = dossier.received_at is not None and dossier.finished_at is None
    return OnPage(rows, rule_for(dossier.procedure_code, on) if is_open else None)


def forwarded_to_follow(*, viewer: Actor, forwarded_id: UUID) -> Forwarded:
    """A dossier sent on that the viewer may ask after; raises NotVisible, NotAllowed."""
    found = Forwarded.objects.filter(pk=forwarded_id).first()
    dossier = Dossier.objects.select_related("case").filter(pk=found.dossier_id).first() if found else None
    if found is None or dossier is None:
        raise NotVisible
    require_can_ask_of(viewer, dossier.case)
    return found


def all_forwarded(*, viewer: Actor, state: str = "", before: UUID | None = None) -> tuple[list[Forwarded], str]:
    """Everything that was sent on, the latest first, and the key of the older; raises NotAllowed."""
    require_can_manage(viewer)
    found = Forwarded.objects.defer("body").filter(Q(state=state) if state in ForwardState.values else Q())
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""
