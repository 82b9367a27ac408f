"""One of everything that an address can name, and a person in every role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from congso.core import clock
from congso.core.ids import uuid7
from congso.domains.citizens.models import CommunityHelper
from congso.domains.citizens.tests.makers import actor_of, make_account
from congso.domains.documents.finding import Asked
from congso.domains.documents.models import (
    CopyKind,
    CopyMedium,
    Delivery,
    Document,
    IncomingFile,
    LongKeeping,
    Phrase,
)
from congso.domains.documents.services import outgoing as documents
from congso.domains.documents.services.copying import CopyIn, make_copy
from congso.domains.documents.services.finding import save_search
from congso.domains.documents.services.incoming_holding import hold_file
from congso.domains.documents.services.outgoing_files import FileIn, add_file
from congso.domains.documents.services.outgoing_opinions import AskIn, ask_opinions
from congso.domains.documents.services.registers_lending import ask_copy
from congso.domains.dossiers.models import (
    Dossier,
    DossierResult,
    FilledForm,
    IssuedForm,
    PaperFile,
    ResultPaper,
    SignedForm,
)
from congso.domains.dossiers.services import (
    PaperIn,
    ask_supplement,
    collect_fees,
    complete_supplement,
    consult,
    move_dossier,
    propose,
    send_message,
)
from congso.domains.dossiers.tests.makers import SYSTEM, Office, bring_to, make_dossier, make_office
from congso.domains.fees.models import PaymentRequest, Receipt
from congso.domains.fees.tests.makers import pay
from congso.domains.national.models import CatalogueDifference, CataloguePull, DeclaredFigure
from congso.domains.portal.models import DataExport
from congso.domains.portal.services.drafting import start_draft
from congso.domains.portal.services.erasing import ask_erasure
from congso.domains.portal.services.keeping_events import EventWording, save_life_event
from congso.domains.portal.services.keeping_notices import publish_notice
from congso.domains.procedures.models import Abbreviation
from congso.domains.ratings.services import make_tablet
from congso.domains.ratings.tests.makers import make_rating
from congso.domains.records.enums import PERMANENT
from congso.domains.records.services.filing import add_paper
from congso.domains.records.services.handing import make_handover
from congso.domains.records.services.keeping import ask_keeping
from congso.domains.records.services.sharing import grant
from congso.domains.schedules.services import make_feed, set_public_calendar
from congso.domains.tasks.services import ReportIn, ask_extension, report_progress
from congso.foundation.audit.models import AuditEntry
from congso.foundation.calendar.services import add_day_off
from congso.foundation.casework.models import ProcessVersion
from congso.foundation.files.services import store_file
from congso.foundation.forms.facade import generated_definition
from congso.foundation.forms.services import create_form
from congso.foundation.notifications.models import Message, Notice
from congso.foundation.notifications.wordings import kinds
from congso.foundation.numbering.models import NumberBook, NumberEntry
from congso.foundation.people.models import Appointment, Delegation, Position, Role
from congso.foundation.signing.models import SigningKey, TrustAnchor
from tests.frame.exchanged import make_exchanged
from tests.incoming.makers import letter_pdf, make_given, make_incoming
from tests.records.makers import make_closed, make_list, make_outside, paper_in
from tests.schedules.makers import make_entry, publish
from tests.tasks.makers import make_accepted, working_day

ROLES = {
    "anonymous": "", "clerk": "motcua", "officer": "chuyenvien", "head": "truongphong", "leader": "lanhdao",
    "registry": "vanthu", "admin": "quantri", "inspector": "theodoi", "citizen": "",
}  # fmt: skip
A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


@dataclass(frozen=True)
class Address:
    """A URL name with its pattern."""

    name: str
    pattern: str
    module: str


def addresses() -> Iterator[Address]:
    """Every address the program answers."""
    yield from _walk(get_resolver("congso.entry.urls"), "", "")


def _walk(resolver: URLResolver, space: str, before: str) -> Iterator[Address]:
    for found in resolver.url_patterns:
        pattern = before + str(found.pattern)
        if isinstance(found, URLPattern):
            yield Address(space + (found.name or pattern), pattern, found.callback.__module__)
        else:
            yield from _walk(found, f"{space}{found.namespace}:" if found.namespace else space, pattern)


def _applying(office: Office) -> dict[str, Any]:
    """A citizen's draft for the ward's procedure."""
    account = make_account(number="087190001234")
    draft = start_draft(account=account, publication_id=office.publication_id, receiving_unit_id=office.units["phuong-mc"],
                        kind="self", party_id=account.party_id)  # fmt: skip
    return {"draft_id": draft.pk, "step_key": "nguoi-nop", "held_id": draft.pk, "upload_id": draft.pk}


def _own_data() -> dict[str, Any]:
    """A copy of her data that the same citizen asked for, and her request to delete something."""
    account = make_account(number="087190001234")
    export = DataExport.objects.create(account=account, asked_at=clock.now())
    erasure = ask_erasure(actor=actor_of(account), account=account, what="drafts")
    return {"export_id": export.pk, "erasure_id": erasure.pk}


def _paying(office: Office) -> dict[str, Any]:
    """A request of the ward's centre, paid at the counter, and a second payment of it."""
    dossier = make_dossier(office)
    collect_fees(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None)
    asked = PaymentRequest.objects.get(reference=dossier.code)
    receipt, double = Receipt.objects.get(payment__request=asked), pay(asked)
    return {"pay_token": asked.token, "pay_id": asked.pk, "receipt_token": receipt.token, "receipt_id": receipt.pk,
            "payment_id": double.pk, "adapter": "hong"}  # fmt: skip


def _following(office: Office, dossier: Dossier) -> dict[str, Any]:
    """What a citizen follows: the filled form, a message with a file, a result with its code."""
    form = generated_definition("Tờ khai", [])
    FilledForm.objects.create(dossier=dossier, title="Tờ khai", definition=dict(form.source), answers={})
    picture = SimpleUploadedFile("anh.pdf", A_PDF)
    message = send_message(actor=office.clerk, dossier_id=dossier.pk, text="Mời xem", uploads=[picture])
    DossierResult.objects.filter(dossier=dossier).update(approved_at=clock.now(), verify_token="ma-xac-minh")
    return {"message_file_id": message.files.get().pk, "vtoken": "ma-xac-minh"}


def _result_paper(dossier: Dossier) -> dict[str, Any]:
    """What corrects the dossier's result."""
    stored = store_file(SimpleUploadedFile("dinh-chinh.pdf", A_PDF), name="dinh-chinh.pdf")
    row = ResultPaper.objects.create(dossier=dossier, standing="corrects", document_id=uuid7(), name="Đính chính", number="02/UBND-VP",
                                     stored=stored, file_name="dinh-chinh.pdf", noted_at=clock.now())  # fmt: skip
    return {"result_paper_id": row.pk}


def _form_to_sign(office: Office, dossier: Dossier) -> dict[str, Any]:
    """The receipt of the dossier, as if it had come online: it waits for the ward's signature."""
    row = SignedForm.objects.create(dossier=dossier, form="01", agency_id=office.units["phuong"], asked_at=clock.now())
    return {"signed_form_id": row.pk}


def _rating(office: Office) -> dict[str, Any]:
    """A rating with words, and a tablet at the ward's counter."""
    rating = make_rating(office, comment="Tốt")
    unit = office.units["phuong-mc"]
    tablet, key = make_tablet(actor=office.clerk, unit_id=unit, name="Quầy 1", valid_to=clock.today() + timedelta(days=9))
    _machine, shared = make_tablet(actor=office.clerk, unit_id=unit, name="Sảnh", valid_to=clock.today() + timedelta(days=9), use="shared")
    return {"rating_id": rating.pk, "tablet_id": tablet.pk, "kiosk_unit": unit, "kiosk_key": key, "shared_key": shared}


def _signing(office: Office) -> dict[str, Any]:
    """The leader's key, and a root."""
    now = clock.now()
    certificate = _certificate()
    key = SigningKey.objects.create(
        account_id=office.accounts["lanhdao"], store="file", certificate=certificate, serial="1", subject="Common Name: A", issuer="B",
        valid_from=now, valid_to=now + timedelta(days=99), added_at=now, picture=store_file(SimpleUploadedFile("a.pdf", A_PDF), name="a.pdf"),
    )  # fmt: skip
    anchor = TrustAnchor.objects.create(name="Gốc", certificate=certificate, sha256="0" * 64, valid_from=clock.today())
    return {"key_id": key.pk, "anchor_id": anchor.pk, "key_store": "file", "run": uuid7()}


def _certificate() -> bytes:
    """A certificate of its own, quickly made."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A")])
    start = clock.now() - timedelta(days=1)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    made = builder.not_valid_before(start).not_valid_after(start + timedelta(days=99)).sign(key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)


def _incoming(office: Office) -> dict[str, Any]:
    """A decision that came to the ward with a further file and was given to its office; another file just brought in."""
    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=letter_pdf(office))
    document = make_given(office, make_incoming(office, held=held))
    row = IncomingFile.objects.create(incoming=document.incoming, stored_id=held.stored_id, name="phu-luc.pdf")
    copy = make_copy(actor=office.registry, document_id=document.pk, asked=CopyIn(CopyKind.WHOLE, CopyMedium.ELECTRONIC))
    return {"copied_id": document.pk, "copy_id": copy.pk, "incoming_id": document.pk, "phrase_id": Phrase.objects.create(account_id=office.accounts["lanhdao"], text="Giao Văn phòng.").pk, "incoming_case_id": document.case_id, "incoming_action": "tra-lai", "arrival_key": held.pk,
            "page_number": 1, "incoming_file_id": row.pk}  # fmt: skip


def _outgoing(office: Office) -> dict[str, Any]:
    """A draft of the ward's officer, with a remark, and a line of a delivery sheet."""
    document = documents.start_draft(actor=office.officer, draft=documents.DraftIn(type_code="QĐ", subject="Về việc khen thưởng"))
    remark = documents.add_comment(actor=office.officer, document_id=document.pk, text="Bổ sung căn cứ")
    annex = add_file(actor=office.officer, document_id=document.pk, seen_seq=None, given=FileIn("other", "Danh sách", upload=SimpleUploadedFile("a.csv", b"a,b")))
    (asked,) = ask_opinions(actor=office.officer, document_id=document.pk, seen_seq=None, asked=AskIn(clock.today(), [office.units["phuong-kt"]]))
    line = Delivery.objects.create(document=document, name="Công ty Cấp nước", way="outside", state="waiting", sent_at=clock.now())
    return {"out_id": document.pk, "check_token": "khong-co", "out_case_id": document.case_id, "comment_id": remark.pk, "delivery_id": line.pk, "posting_delivery_id": line.pk, "version_no": 1,
            "relation_id": 0, "authority_id": 0, "out_file_id": annex.pk, "out_slug": "gop-y", "opinion_id": asked.pk, "opinion_case_id": asked.case_id, "lasting_id": document.pk, "keeping_row_id": _kept_long(document).pk}  # fmt: skip


def _kept_long(document: Document) -> LongKeeping:
    """The document's file as it was before something was added to it."""
    former = store_file(SimpleUploadedFile("truoc.pdf", A_PDF), name="truoc.pdf")
    return LongKeeping.objects.create(document=document, state="done", former=former, asked_at=clock.now(), asked_by_name="Văn thư")


def _tasks(office: Office) -> dict[str, Any]:
    """A task of the ward's office in its officer's hands, with a report, a piece of evidence, and a wish for more time."""
    task = make_accepted(office)
    scan = SimpleUploadedFile("bang.pdf", A_PDF)
    row = report_progress(actor=office.officer, task_id=task.pk, seen_seq=None, report=ReportIn("Được nửa.", 50, [scan]))
    wish = ask_extension(actor=office.officer, task_id=task.pk, seen_seq=None, new_due_on=working_day(9), reason="Chờ số liệu")
    return {"task_id": task.pk, "task_case_id": task.case_id, "task_action": "tien-do", "task_file_id": row.files.get().pk, "extension_id": wish.pk}
def _keeping(office: Office) -> dict[str, Any]:
    """An ended dossier of the ward's officer that is asked to be kept back."""
    ended = make_closed(office, make_outside(office, "97.HT"))
    row = ask_keeping(actor=office.officer, dossier_id=ended.pk, reason="x", until=clock.today() + timedelta(days=99))
    return {"keeping_id": row.pk}


def _records(office: Office, document_id: Any) -> dict[str, Any]:
    """Next year's list in draft; a dossier of the ward's officer with a paper and leave to read; another on its way to the archive."""
    draft = make_list(office, year=clock.today().year + 1)
    dossier = make_outside(office)
    paper = add_paper(actor=office.officer, dossier_id=dossier.pk, paper=paper_in())
    leave = grant(actor=office.officer, dossier_id=dossier.pk, account_id=office.accounts["truongkinhte"], reason="x", until=clock.today())
    ended = make_closed(office, make_outside(office, "98.HT", years=PERMANENT))
    sent = make_handover(actor=office.head, unit_id=office.units["phuong-vp"], dossier_ids=[ended.pk])
    return {"list_id": draft.pk, "list_entry_id": draft.entries.get().pk, "record_id": dossier.pk, "record_item_id": paper.pk,
            "record_grant_id": leave.pk, "handover_id": sent.pk, "handover_line_id": sent.lines.get().pk, "handover_paper": "vinh-vien",
            "record_act": "cho-xem", "record_paper": "bia", "record_document_id": document_id, "loan_document_id": document_id,
            "loan_id": ask_copy(actor=office.officer, document_id=document_id, purpose="x").pk,
            "register_name": "so-khuyet", "register_kind": "pdf", "secret_book": "di"}  # fmt: skip
def _finding(office: Office, found_id: Any) -> dict[str, Any]:
    """A search that the ward's officer keeps, and the draft whose family is looked at."""
    saved = save_search(actor=office.officer, name="Khen thưởng", asked=Asked(text="khen thưởng"))
    return {"saved_id": saved.pk, "found_id": found_id}
def _schedule(office: Office) -> dict[str, Any]:
    """A published week of the ward with an entry, and the address of the clerk's own calendar."""
    entry = make_entry(office)
    week = publish(office)
    _feed, key = make_feed(actor=office.clerk)
    set_public_calendar(actor=office.registry, agency_id=office.units["phuong"], is_open=True)
    return {"schedule_id": entry.pk, "schedule_action": "hoan", "week_monday": str(week.monday), "feed_key": key, "agency_code": "H20.31"}


def _national() -> dict[str, Any]:
    """A procedure that the national portal has and we do not."""
    pull = CataloguePull.objects.create(state="done", asked_at=clock.now(), asked_by_name="x")
    row = CatalogueDifference.objects.create(pull=pull, code="1.999999", name="Thủ tục mới", kind="new", found_at=clock.now())
    figure = DeclaredFigure.objects.create(first_day=clock.today(), last_day=clock.today(), received=1, source="Báo cáo", declared_at=clock.now(), declared_by_name="x")
    return {"difference_id": row.pk, "figure_id": figure.pk}


def make_world() -> dict[str, Any]:
    """The arguments of all addresses: one dossier of the ward in its officer's hands, with everything around it."""
    office = make_office()
    scan = SimpleUploadedFile("to-khai.pdf", A_PDF)
    draft = SimpleUploadedFile("du-thao.pdf", A_PDF)
    dossier = bring_to(office, make_dossier(office, papers=[PaperIn("Tờ khai", 0, uploads=(scan,))]), "work")
    officer = office.officer
    ask_supplement(actor=officer, dossier_id=dossier.pk, seen_seq=None, items="CCCD", reason="Thiếu")
    complete_supplement(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, papers=["CCCD"])
    propose(actor=officer, dossier_id=dossier.pk, seen_seq=None, proposal="result", upload=draft)
    child = consult(actor=officer, dossier_id=dossier.pk, seen_seq=None, unit_id=office.units["phuong-kt"], question="?",
                    due_at=clock.now() + timedelta(days=2))  # fmt: skip
    move_dossier(actor=officer, dossier_id=dossier.pk, seen_seq=None, way_code="return", note="Phân công lại")
    day = add_day_off(actor=SYSTEM, day=clock.today() + timedelta(days=30), name="Nghỉ bù", source="QĐ 1")
    today = clock.today()
    delegation = Delegation.objects.create(
        from_account_id=office.accounts["chuyenvien"], to_account_id=office.accounts["chuyenvien2"], kind="absence",
        starts_on=today, ends_on=today, reason="Đi học",
    )  # fmt: skip
    appointment = Appointment.objects.get(account_id=office.accounts["chuyenvien"])
    notice = Notice.objects.create(
        account_id=office.accounts["chuyenvien"],
        kind="due",
        title="Sắp đến hạn",
        url="/viec/",
        created_at=clock.now(),
    )
    message = Message.objects.create(
        to_address="a@dongthap.example", subject="x", body="x", wording="x", occasion="x", state="failed",
        created_at=clock.now(),
    )  # fmt: skip
    helper = CommunityHelper.objects.create(identity_number="087290004321", name="Lê Văn Bảy", unit_id=1, valid_from=today)
    draft = create_form(actor=SYSTEM, subject="procedure:1.000001", title="Tờ khai")
    event = save_life_event(
        actor=SYSTEM, wording=EventWording("chuyen", "Chuyển nhà", "home", [dossier.procedure_code])
    )
    stop = publish_notice(actor=SYSTEM, kind="incident", title="Mất điện", text="Chờ", starts_at=clock.now(),
                          ends_at=clock.now() + timedelta(hours=1))  # fmt: skip
    incoming = _incoming(office)
    return {
        **_tasks(office), **make_exchanged(office, Document.objects.get(pk=incoming["incoming_id"])),
        **_national(),
        **_records(office, incoming["incoming_id"]),
        **_result_paper(dossier), **_keeping(office), **_form_to_sign(office, dossier),
        "helper_id": helper.pk, "mandate_id": 1, **_signing(office), **_applying(office), **_own_data(), **_paying(office), **_following(office, dossier), **_rating(office), **incoming, **(going := _outgoing(office)), **_finding(office, going["out_id"]), **_schedule(office),
        "eform_id": draft.form_id, "eversion_id": draft.pk, "part": "0.0",
        "event_id": event.pk, "kind": "csv", "abbreviation_id": Abbreviation.objects.latest("pk").pk, "stop_id": stop.pk,
        "dossier_id": dossier.pk, "slug": "chuyen", "token": dossier.public_token, "case_id": child.pk,
        "form_id": IssuedForm.objects.filter(dossier=dossier).latest("pk").pk, "file_id": PaperFile.objects.latest("pk").pk,
        "account_id": office.accounts["chuyenvien"], "appointment_id": appointment.pk,
        "unit_id": office.units["phuong-vp"], "position_id": Position.objects.latest("pk").pk,
        "role_id": Role.objects.get(code="officer").pk, "delegation_id": delegation.pk, "day_id": day.pk,
        "version_id": ProcessVersion.objects.latest("pk").pk, "publication_id": office.publication_id,
        "book_id": NumberBook.objects.filter(unit_id=office.units["phuong-mc"]).latest("pk").pk,
        "entry_id": AuditEntry.objects.latest("pk").pk, "number_id": NumberEntry.objects.latest("pk").pk,
        "notice_id": notice.pk, "message_id": message.pk, "key": next(iter(kinds())), "code": dossier.procedure_code,
        "procedure_code": dossier.procedure_code, "answer_upload": "khong-co",
    }  # fmt: skip
