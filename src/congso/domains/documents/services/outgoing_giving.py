"""Give an issued document to units of its own agency: the document itself, not an arrival in the agency's own book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.domains.documents.enums_outgoing import DeliveryState, DeliveryWay
from congso.domains.documents.models import Delivery, Document, Outgoing
from congso.domains.documents.policies_outgoing import is_registry_of
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders
from congso.foundation.printing.wording import in_vietnamese


def own_units(agency_id: int, unit_ids: Iterable[int]) -> list[int]:
    """Those of the units that are parts of the agency itself."""
    mine = tree().part_of_agency(agency_id)
    return [each for each in unit_ids if each in mine]


def people_of(unit_ids: Iterable[int]) -> list[int]:
    """Who hears for units: their heads, everybody where there is none."""
    found: list[int] = []
    for unit_id in unit_ids:
        heads = holders(role="head", unit_id=unit_id) or holders(role="", unit_id=unit_id)
        found += [account for account, _name in heads]
    return list(dict.fromkeys(found))


def give_own_units(action: WriteAction, document: Document, unit_ids: Sequence[int]) -> None:
    """Inside the open action: let the units see it and tell them (NĐ 30/2020, Điều 18 khoản 1)."""
    outgoing = Outgoing.objects.get(pk=document.pk)
    outgoing.given_units = sorted({*outgoing.given_units, *unit_ids})
    outgoing.save(update_fields=["given_units"])
    with in_vietnamese():
        title = _("Văn bản %(number)s phát hành đến đơn vị") % {"number": document.number_text}
    address = reverse("documents:out_page", args=[document.pk])
    write_notices(action, [NoticeIn(account, "document-given", title, document.subject, address) for account in people_of(unit_ids)])


def note_opened(*, actor: Actor, outgoing: Outgoing) -> bool:
    """Note on the delivery sheet that a unit of one's own agency has opened the document; whether that was the first time.

    Who drafted it, and the registry that sent it, know it already. A second look asks nothing and writes nothing.
    """
    units = {seat.unit_id for seat in actor.seats if seat.on_behalf_of is None} & set(outgoing.given_units)
    if not units or actor.account_id is None or outgoing.drafter_id in actor.accounts or is_registry_of(actor, outgoing.document.agency_id):
        return False
    rows = Delivery.objects.filter(document_id=outgoing.pk, unit_id__in=units, way=DeliveryWay.INTERNAL, state=DeliveryState.SENT)
    if not rows.exists():
        return False
    with write_action("documents.note_opened", actor=actor) as action:
        with in_vietnamese():
            words = _("%(name)s đã xem") % {"name": actor.name}
        count = rows.update(state=DeliveryState.RECEIVED, answered_at=action.at, reason=words[:500])
        action.record(outgoing.document, number=outgoing.document.number_text, opened_by=sorted(units))
    return bool(count)
