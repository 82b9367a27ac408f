"""Documents that came in at the small province's ward."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from congso.core import clock
from congso.domains.documents.layout import Content, lay_out
from congso.domains.documents.models import Channel, Document
from congso.domains.documents.services.incoming_registering import Arrival, register_incoming
from congso.domains.documents.services.incoming_routing import Routing, distribute
from congso.domains.dossiers.tests.makers import Office


def make_arrival(office: Office, **changes: Any) -> Arrival:
    """What the registry clerk's screen sends for a letter of the department of justice."""
    values: dict[str, Any] = {
        "key": uuid4(), "agency_id": office.units["phuong"], "channel": Channel.PAPER, "arrived_at": clock.now(),
        "number_text": "215/STP-HCTP", "issued_on": clock.today() - timedelta(days=2), "issuer_name": "Sở Tư pháp",
        "subject": "rà soát việc đăng ký khai sinh quá hạn trên địa bàn",
    }  # fmt: skip
    return Arrival(**(values | changes))


def make_incoming(office: Office, **changes: Any) -> Document:
    """A letter just registered, before the ward's leader."""
    return register_incoming(actor=office.registry, arrival=make_arrival(office, **changes))


def make_given(office: Office, document: Document | None = None, **changes: Any) -> Document:
    """A letter given to the ward's office, with the economic division helping."""
    document = document or make_incoming(office)
    values: dict[str, Any] = {
        "text": "Giao Văn phòng tham mưu, báo cáo.", "main_unit_id": office.units["phuong-vp"],
        "helping": [office.units["phuong-kt"]], "due_on": clock.today() + timedelta(days=7),
    }  # fmt: skip
    return distribute(
        actor=office.leader, document_id=document.pk, seen_seq=None, routing=Routing(**(values | changes))
    )


def letter_pdf(office: Office, **changes: Any) -> SimpleUploadedFile:
    """A decision of the province as PDF with its text layer, laid out after NĐ 30."""
    values: dict[str, Any] = {
        "unit_id": office.units["tinh"], "type_code": "QĐ", "subject": "Về việc ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2026",
        "body": "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch kiểm soát thủ tục hành chính.\n\nĐiều 2. Quyết định có hiệu lực.",
        "signer_name": "Nguyễn Văn Hai", "signer_position": "Chủ tịch", "number": 1234, "symbol": "QĐ-UBND", "on": date(2026, 1, 9),
        "grounds": ["Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"], "recipients": ["Như Điều 2", "Lưu: VT"],
    }  # fmt: skip
    return SimpleUploadedFile(
        "quyet-dinh.pdf", lay_out(Content(**(values | changes)), today=clock.today()).pdf, "application/pdf"
    )
