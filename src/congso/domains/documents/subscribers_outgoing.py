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
from congso.domains.documents.models import Delivery, DemandKind, Document
from congso.domains.documents.queries_files import going_along
from congso.domains.documents.services.demanding import demand_back
from congso.domains.documents.services.noting_steps import StepTold, note_step
from congso.domains.documents.services.outgoing_giving import own_units, people_of
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
    """Tell every receiver that a document was recalled, and why (NĐ 30/2020, Điều 18 khoản 4).

    Registries of this system find the demand on the page of what came to them, to agree or to refuse; a second run asks nobody twice.
    """
    document = Document.objects.filter(pk=UUID(event.document_id)).first()
    if document is None:
        return
    rows = Delivery.objects.filter(document=document, way=DeliveryWay.EMAIL, state=DeliveryState.RECALL).exclude(email="")
    fields = _fields(document) | {"reason": event.reason}
    letters = [Letter(row.email, RECALLED.key, f"document-recalled-{row.pk}", fields) for row in rows]
    with epoch.known(), in_vietnamese():
        title = _("Thu hồi văn bản %(number)s của %(agency)s") % {"number": document.number_text, "agency": document.issuer_name}
        notices = [
            NoticeIn(account, "document-recalled", title, event.reason, address)
            for account, address in _hearing(document, event.unit_ids)
        ]
        with write_action("documents.tell_recalled", actor=system_actor("Gửi văn bản")) as action:
            for arrival in _arrivals(document, event.unit_ids):
                demand_back(action, document=arrival, kind=DemandKind.RECALL, source=document.pk, reason=event.reason)
            write_notices(action, notices)
            action.record(document, letters=len(write_letters(action, letters)), notices=len(notices))


def tell_replaced(event: DocumentReplaced) -> None:
    """Tell the registries of this system that a document they have was replaced; what to do comes with the new one."""
    document = Document.objects.filter(pk=UUID(event.document_id)).first()
    if document is None:
        return
    with epoch.known(), in_vietnamese():
        title = _("Văn bản %(number)s của %(agency)s được thay thế bởi %(new)s") % {
            "number": document.number_text, "agency": document.issuer_name, "new": event.by_number}  # fmt: skip
        notices = [
            NoticeIn(account, "document-replaced", title, document.subject, address)
            for account, address in _hearing(document, event.unit_ids)
        ]
        if notices:
            with write_action("documents.tell_replaced", actor=system_actor("Gửi văn bản")) as action:
                write_notices(action, notices)
                action.record(document, notices=len(notices))


def _agencies(unit_ids: Iterable[int]) -> dict[int, list[int]]:
    """The units by their agencies of today."""
    units = tree()
    found: dict[int, list[int]] = {}
    for unit_id in unit_ids:
        if unit_id in units.nodes:
            found.setdefault(units.agency_of(unit_id).id, []).append(unit_id)
    return found


def _arrivals(document: Document, unit_ids: Iterable[int]) -> list[Document]:
    """What came of the document to the agencies of these units."""
    rows = Document.objects.filter(incoming__source_document_id=document.pk, agency_id__in=list(_agencies(unit_ids)))
    return list(rows.order_by("pk"))


def _hearing(document: Document, unit_ids: Iterable[int]) -> list[tuple[int, str]]:
    """Who hears for these units: of its own agency the people of the unit, who have the document itself, of others the registry."""
    own = own_units(document.agency_id, list(unit_ids))
    itself = reverse("documents:out_page", args=[document.pk])
    return [*_registries_with(document, [each for each in unit_ids if each not in own]), *((account, itself) for account in people_of(own))]


def _registries_with(document: Document, unit_ids: Iterable[int]) -> list[tuple[int, str]]:
    """Accounts of the registries of these units, each with the address of what came to it."""
    came = {arrival.agency_id: reverse("documents:incoming_page", args=[arrival.pk]) for arrival in _arrivals(document, unit_ids)}
    return [
        (account, came.get(agency, reverse("notifications:list")))
        for agency, ids in _agencies(unit_ids).items()
        for account in registries(ids)
    ]


def note_arrival(event: ArrivalAnswered) -> None:
    """Write on the delivery sheet what a receiving agency of this system did with the document; its units count as it."""
    document_id, units = UUID(event.source_document_id), tree()
    step = event.step or ("03" if event.taken else "02")
    wanted = [
        unit_id
        for unit_id in Delivery.objects.filter(document_id=document_id, unit_id__isnull=False).values_list("unit_id", flat=True)
        if unit_id in units.nodes and units.agency_of(unit_id).id == event.agency_id
    ]
    for unit_id in wanted:
        note_step(actor=system_actor("Gửi văn bản"), document_id=document_id, unit_id=unit_id, told=StepTold(step, event.reason, event.by_name, event.at))


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
