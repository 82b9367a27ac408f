"""Lists and dossiers of the small province's ward."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from congso.core import clock
from congso.domains.documents.models import Document
from congso.domains.dossiers.tests.makers import Office
from congso.domains.records.models import FileList, ListEntry, WorkDossier
from congso.domains.records.services.closing import close_dossier
from congso.domains.records.services.filing import PaperIn, add_paper, file_document
from congso.domains.records.services.lists import EntryIn, add_entry, issue_list, start_list
from congso.domains.records.services.opening import DossierIn, open_listed, open_outside
from tests.incoming.makers import make_incoming

A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


def entry_in(office: Office, **changes: Any) -> EntryIn:
    """A line of the ward's list for its officer."""
    values: dict[str, Any] = {
        "heading": "Tư pháp - Hộ tịch", "code": "01.HT", "title": "Hồ sơ rà soát đăng ký khai sinh quá hạn", "years": 20,
        "unit_id": office.units["phuong-vp"], "keeper_id": office.accounts["chuyenvien"],
    }  # fmt: skip
    return EntryIn(**(values | changes))


def make_list(office: Office, *entries: EntryIn, year: int | None = None) -> FileList:
    """A draft of the ward's list."""
    found = start_list(actor=office.registry, agency_id=office.units["phuong"], year=year or clock.today().year)
    for each in entries or (entry_in(office),):
        add_entry(actor=office.registry, list_id=found.pk, entry=each)
    return found


def issued(office: Office, *entries: EntryIn) -> FileList:
    """The ward's list of this year, issued."""
    found = make_list(office, *entries)
    return issue_list(actor=office.leader, list_id=found.pk, decision="05/QĐ-UBND", issued_on=date(clock.today().year, 1, 5))


def make_record(office: Office, **changes: Any) -> WorkDossier:
    """The officer's dossier of the list."""
    found = FileList.objects.filter(agency_id=office.units["phuong"], state="issued").first() or issued(office)
    entry = ListEntry.objects.filter(list=found, dossier=None).first()
    assert entry is not None
    return open_listed(actor=office.officer, entry_id=entry.pk, **changes)


def make_outside(office: Office, code: str = "99.HT", **changes: Any) -> WorkDossier:
    """The officer's dossier outside the list."""
    values: dict[str, Any] = {"title": "Hồ sơ đột xuất", "years": 10}
    return open_outside(actor=office.officer, unit_id=office.units["phuong-vp"], code=code, said=DossierIn(**(values | changes)), reason="Việc đột xuất")


def seen_document(office: Office, **changes: Any) -> Document:
    """A document that came in and was given to the ward's officer personally."""
    from congso.domains.documents.services.incoming_routing import Routing, distribute

    document = make_incoming(office, **changes)
    routing = Routing(text="Giao xử lý.", main_unit_id=office.units["phuong-vp"], main_account_id=office.accounts["chuyenvien"])
    return distribute(actor=office.leader, document_id=document.pk, seen_seq=None, routing=routing)


def paper_in(**changes: Any) -> PaperIn:
    """Minutes of a meeting as a file."""
    values: dict[str, Any] = {
        "upload": SimpleUploadedFile("bien-ban.pdf", A_PDF), "subject": "Biên bản họp", "dated_on": clock.today() - timedelta(days=3), "pages": 4,
    }  # fmt: skip
    return PaperIn(**(values | changes))


def make_closed(office: Office, dossier: WorkDossier | None = None, **paper: Any) -> WorkDossier:
    """A dossier with one paper, ended today."""
    dossier = dossier or make_outside(office)
    add_paper(actor=office.officer, dossier_id=dossier.pk, paper=paper_in(**paper))
    return close_dossier(actor=office.officer, dossier_id=dossier.pk, work_ended_on=clock.today())


def file(office: Office, dossier: WorkDossier, document: Document, **changes: Any) -> Any:
    """The officer files a document."""
    return file_document(actor=office.officer, document_id=document.pk, dossier_id=dossier.pk, **changes)
