"""Note what went to the post."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.documents.enums_outgoing import DeliveryState, DeliveryWay
from congso.domains.documents.errors_registers import NotByPost
from congso.domains.documents.models import Delivery, Posting
from congso.domains.documents.policies_outgoing import require_registry
from congso.foundation.audit.writing import write_action


def note_posting(*, actor: Actor, delivery_id: int, posted_on: date, envelopes: int, receipt_on: date | None = None, note: str = "") -> Posting:
    """Write a receiver's envelopes into the post book, or the post's receipt into a line that is there; the sheet then says «sent on paper».

    Raises NotVisible, NotAllowed, NotByPost, InvalidInput for no envelopes or a day ahead.
    """
    with write_action("documents.note_posting", actor=actor) as action:
        found = Delivery.objects.select_for_update(no_key=True, of=("self",)).select_related("document").filter(pk=delivery_id).first()
        if found is None:
            raise NotVisible
        require_registry(actor, found.document.agency_id)
        if found.way not in {DeliveryWay.OUTSIDE, DeliveryWay.PAPER} or found.state not in {DeliveryState.WAITING, DeliveryState.HANDED}:
            raise NotByPost
        today = clock.local(action.at).date()
        if envelopes < 1:
            raise InvalidInput(field="envelopes", reason=_("số lượng bì ít nhất là 1."))
        if posted_on > today or (receipt_on is not None and not posted_on <= receipt_on <= today):
            raise InvalidInput(field="posted_on", reason=_("ngày chuyển, ngày ký nhận không hợp lý."))
        row, _made = Posting.objects.update_or_create(
            delivery=found,
            defaults={"agency_id": found.document.agency_id, "posted_on": posted_on, "envelopes": envelopes, "receipt_on": receipt_on,
                      "note": nfc(note, collapse=True), "noted_by_name": actor.name},
        )  # fmt: skip
        if found.state == DeliveryState.WAITING:
            found.state, found.answered_at, found.handed_on = DeliveryState.HANDED, action.at, posted_on
            found.save(update_fields=["state", "answered_at", "handed_on"])
        action.record(row, document=found.document_id, envelopes=envelopes, posted_on=posted_on, receipt_on=receipt_on)
    return row
