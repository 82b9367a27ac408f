"""What follows from issuing and recalling: letters with the document to agencies outside, notices to registries inside."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core.actors import system_actor
from congso.core.text import filename_safe
from congso.domains.documents.enums_outgoing import DeliveryState, DeliveryWay
from congso.domains.documents.events import (
    ArrivalAnswered,
    DocumentIssued,
    DocumentRecalled,
    DocumentReplaced,
)
from congso.domains.documents.letters_outgoing import ISSUED, RECALLED
from congso.domains.documents.models import Delivery, Document
from congso.domains.documents.queries_files import going_along
from congso.domains.documents.services.outgoing_giving import own_units, people_of
from congso.domains.documents.services.outgoing_issuing import answer_delivery
from congso.foundation.audit.writing import write_action
from congso.foundation.notifications.services import Letter, NoticeIn, write_letters, write_notices
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders
from congso.foundation.printing.wording import in_vietnamese


def send_letters(event: DocumentIssued) -> None:
    """Send the signed PDF with its annexes and further files to receivers with an e-mail address; each once, however often the job runs."""
    document = Document.objects.select_related("file").filter(pk=UUID(event.document_id)).first()
    if document is None or document.file is None:
        return
    rows = Delivery.objects.filter(document=document, way=DeliveryWay.EMAIL).exclude(email="")
    further = going_along(document.pk)
    letters = [
        Letter(row.email, ISSUED.key, f"document-issued-{row.pk}", _fields(document), attachment=document.file,
               attachment_name=filename_safe(f"{document.number_text}.pdf"), further=further)
        for row in rows
    ]  # fmt: skip
    if letters:
        with (
            epoch.known(),
            write_action("documents.send_letters", actor=system_actor("Gửi văn bản")) as action,
        ):
            action.record(document, letters=len(write_letters(action, letters)))


def tell_recalled(event: DocumentRecalled) -> None:
    """Tell every receiver that a document was recalled, and why (NĐ 30/2020, Điều 18 khoản 4)."""
    document = Document.objects.filter(pk=UUID(event.document_id)).first()
    if document is None:
        return
    rows = Delivery.objects.filter(document=document, way=DeliveryWay.EMAIL, state=DeliveryState.RECALL).exclude(email="")
    fields = _fields(document) | {"reason": event.reason}
    letters = [Letter(row.email, RECALLED.key, f"document-recalled-{row.pk}", fields) for row in rows]
    with epoch.known(), in_vietnamese():
        notices = [
            NoticeIn(account, "document-recalled", _("Thu hồi văn bản %(number)s của %(agency)s") % {
                "number": document.number_text, "agency": document.issuer_name}, event.reason, reverse("notifications:list"))
            for account in _people(document, event.unit_ids)
        ]  # fmt: skip
        with write_action("documents.tell_recalled", actor=system_actor("Gửi văn bản")) as action:
            write_notices(action, notices)
            action.record(document, letters=len(write_letters(action, letters)), notices=len(notices))


def tell_replaced(event: DocumentReplaced) -> None:
    """Tell the registries of this system that a document they have was replaced; the new one comes to them as any other."""
    document = Document.objects.filter(pk=UUID(event.document_id)).first()
    if document is None:
        return
    with epoch.known(), in_vietnamese():
        title = _("Văn bản %(number)s của %(agency)s được thay thế bởi %(new)s") % {
            "number": document.number_text, "agency": document.issuer_name, "new": event.by_number}  # fmt: skip
        notices = [
            NoticeIn(account, "document-replaced", title, document.subject, reverse("notifications:list"))
            for account in _people(document, event.unit_ids)
        ]
        if notices:
            with write_action("documents.tell_replaced", actor=system_actor("Gửi văn bản")) as action:
                write_notices(action, notices)
                action.record(document, notices=len(notices))


def note_arrival(event: ArrivalAnswered) -> None:
    """Write on the delivery sheet what a receiving agency of this system answered; its units count as it."""
    document_id, units = UUID(event.source_document_id), tree()
    wanted = [
        unit_id
        for unit_id in Delivery.objects.filter(document_id=document_id, unit_id__isnull=False).values_list("unit_id", flat=True)
        if unit_id in units.nodes and units.agency_of(unit_id).id == event.agency_id
    ]
    for unit_id in wanted:
        answer_delivery(
            actor=system_actor("Gửi văn bản"), document_id=document_id, unit_id=unit_id,
            state=DeliveryState.RECEIVED if event.taken else DeliveryState.REFUSED, reason=event.reason,
        )  # fmt: skip


def _people(document: Document, unit_ids: Iterable[int]) -> list[int]:
    """Who hears for these units: of its own agency the people of the unit, of others the registry."""
    wanted = list(unit_ids)
    own = own_units(document.agency_id, wanted)
    return list(dict.fromkeys([*registries(each for each in wanted if each not in own), *people_of(own)]))


def registries(unit_ids: Iterable[int]) -> list[int]:
    """Accounts of those who keep the registry of these units today."""
    units, found = tree(), []
    for unit_id in unit_ids:
        if unit_id in units.nodes:
            agency = units.agency_of(unit_id).id
            office = units.with_function(agency, UnitFunction.OFFICE)
            found += [
                account
                for account, _name in holders(role="registry", unit_id=office.id if office else agency)
            ]
    return list(dict.fromkeys(found))


def _fields(document: Document) -> dict[str, str]:
    day = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    return {
        "number": document.number_text,
        "day": day,
        "agency": document.issuer_name,
        "subject": document.subject,
    }
