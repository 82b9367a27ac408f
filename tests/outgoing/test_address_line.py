"""The address line at the foot of letters: dated, kept by the registry, switched on in a draft."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed
from congso.domains.documents.models import AddressLine, Document
from congso.domains.documents.services.outgoing import AddressIn, set_address
from congso.domains.documents.symbols import address_of
from congso.domains.dossiers.tests.expecting import refused
from congso.foundation.people.models import Account
from tests.outgoing.conftest import Desk
from tests.outgoing.test_way import content

pytestmark = pytest.mark.django_db(transaction=True)


def given(desk: Desk, **changes: object) -> AddressIn:
    values: dict[str, object] = {"unit_id": desk.office.units["phuong"], "valid_from": date(2026, 1, 1), "address": "Số 1 đường Lý Thường Kiệt", "phone": "0277 385 1234"}
    return AddressIn(**(values | changes))  # type: ignore[arg-type]


def test_the_line_of_the_day_is_printed_and_a_signed_paper_keeps_it(desk: Desk) -> None:
    set_address(actor=desk.office.registry, given=given(desk))
    document = desk.bring(desk.draft(type_code="", addressees=["Sở Tư pháp"], grounds=[], with_address=True), "sign")
    desk.sign([document.pk])
    set_address(actor=desk.office.registry, given=given(desk, valid_from=clock.today(), address="Số 99"))
    words = " ".join(PdfReader(BytesIO(content(document))).pages[0].extract_text().split())
    assert "Địa chỉ: Số 1 đường Lý Thường Kiệt; Điện thoại: 0277 385 1234" in words
    assert address_of(desk.office.units["phuong"], clock.today()).startswith("Địa chỉ: Số 99")
    assert address_of(desk.office.units["phuong"], clock.today() - timedelta(days=1)).startswith("Địa chỉ: Số 1 ")


def test_without_a_line_it_cannot_be_switched_on_and_others_have_none(desk: Desk) -> None:
    desk.draft()
    with refused(InvalidInput, "văn thư chưa ghi địa chỉ"):
        desk.draft(with_address=True)
    set_address(actor=desk.office.registry, given=given(desk))
    document = desk.bring(desk.draft(), "seal")
    assert "Lý Thường Kiệt" not in PdfReader(BytesIO(content(document))).pages[0].extract_text()
    set_address(actor=desk.office.registry, given=given(desk, valid_from=clock.today(), address="", phone=""))
    with refused(InvalidInput, "văn thư chưa ghi địa chỉ"):
        desk.draft(with_address=True)


def test_only_the_registry_of_the_agency_keeps_it(desk: Desk) -> None:
    for name in ("chuyenvien", "sovanthu"):
        with refused(NotAllowed):
            set_address(actor=desk.actor(name), given=given(desk))
    assert not AddressLine.objects.exists()


def test_by_the_pages(desk: Desk, client: Client) -> None:
    client.force_login(Account.objects.get(username="vanthu"))
    boxes = {"unit_id": desk.office.units["phuong"], "valid_from": "01/01/2026", "address": "Số 1 đường Lý Thường Kiệt", "email": "khong-phai"}
    bad = client.post("/van-ban/di/so/dia-chi/", boxes)
    assert bad.status_code == 422
    assert "khong-phai" in bad.content.decode()
    assert client.post("/van-ban/di/so/dia-chi/", boxes | {"email": "caolanh@dongthap.example"}).status_code == 302
    assert "Địa chỉ: Số 1 đường Lý Thường Kiệt; Thư điện tử: caolanh@dongthap.example" in client.get("/van-ban/di/so/ky-hieu/").content.decode()
    client.force_login(Account.objects.get(username="chuyenvien"))
    assert client.post("/van-ban/di/so/dia-chi/", boxes).status_code == 403
    assert client.post("/van-ban/di/moi/", {"type_code": "", "subject": "Trả lời", "body": "x", "with_address": "on"}).status_code == 302
    made = Document.objects.get()
    box = client.get(f"/van-ban/di/{made.pk}/soan/").content.decode().partition('name="with_address"')[2]
    assert "checked" in box[:200]
    pdf = client.get(f"/van-ban/di/{made.pk}/van-ban.pdf").content
    assert "caolanh@dongthap.example" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
