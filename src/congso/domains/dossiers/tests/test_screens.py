"""The screens of the counter and of a dossier."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier, make_office
from congso.foundation.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def sign_in(client: Client, username: str) -> Client:
    client.force_login(Account.objects.get(username=username))
    return client


def intake_values(office: Office, **changes: str) -> dict[str, str]:
    values = {
        "publication": str(office.publication_id), "key": str(uuid4()), "identity_number": "087190001234",
        "name": "Trần Thị Ngọc Ẩn", "address": "12 Nguyễn Huệ, phường Cao Lãnh", "phone": "0912345678", "email": "",
        "channel": "1", "sets": "1", "return_method": "counter", "x0-on": "on", "x0-name": "Đơn đề nghị", "x0-kind": "0",
        "x0-quantity": "2", "do": "receive",
    }  # fmt: skip
    return values | changes


def test_the_counter_shows_the_due_date_with_its_reasons_before_saving(office: Office, client: Client) -> None:
    page = sign_in(client, "motcua").get("/ho-so/tiep-nhan/", {"thu-tuc": office.publication_id}).content.decode()

    assert "Thủ tục đăng ký lại khai sinh" in page
    assert "Vì sao là ngày này?" in page
    assert "Điều 147" in page


def test_saving_receives_the_dossier_and_leads_to_its_number(office: Office, client: Client) -> None:
    answer = sign_in(client, "motcua").post("/ho-so/tiep-nhan/", intake_values(office), follow=True)

    dossier = Dossier.objects.get()
    assert dossier.code in answer.content.decode()
    assert [(paper.name, paper.quantity) for paper in dossier.papers.all()] == [("Đơn đề nghị", 2)]


def test_a_wrong_number_is_said_beside_the_field_and_what_was_typed_stays(office: Office, client: Client) -> None:
    values = intake_values(office, identity_number="12345", name="Lê Văn Tám")
    answer = sign_in(client, "motcua").post("/ho-so/tiep-nhan/", values)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "phải có 12 chữ số" in page
    assert 'value="Lê Văn Tám"' in page
    assert 'value="Đơn đề nghị"' in page
    assert not Dossier.objects.exists()


def test_without_papers_nothing_is_received(office: Office, client: Client) -> None:
    values = intake_values(office)
    for name in ("x0-on", "x0-name"):
        values.pop(name)
    answer = sign_in(client, "motcua").post("/ho-so/tiep-nhan/", values)

    assert answer.status_code == 422
    assert "Chưa nhận giấy tờ nào" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_an_officer_finds_no_counter(office: Office, client: Client) -> None:
    assert sign_in(client, "chuyenvien").get("/ho-so/tiep-nhan/").status_code == 403


def test_a_dossier_of_another_commune_is_as_if_it_did_not_exist(office: Office, client: Client) -> None:
    dossier = make_dossier(office)

    assert sign_in(client, "motcuaxa").get(f"/ho-so/{dossier.pk}/").status_code == 404


def test_the_inbox_shows_what_waits_for_my_unit(office: Office, client: Client) -> None:
    dossier = make_dossier(office)

    page = sign_in(client, "truongphong").get("/viec/").content.decode()

    assert dossier.code in page
    assert "Phân công xử lý" in page


def test_pressing_on_a_page_that_is_no_longer_true_is_refused_and_said(office: Office, client: Client) -> None:
    dossier = make_dossier(office)
    seen = dossier.case.seq
    bring_to(office, dossier, "work")

    answer = sign_in(client, "truongphong").post(f"/ho-so/{dossier.pk}/phan-cong/", {"seq": seen, "holder": "", "reason": "x"})

    assert answer.status_code == 409
    assert "vừa được Lê Hoàng Phúc xử lý" in answer.content.decode()


def test_a_return_without_a_reason_keeps_the_page_and_moves_nothing(office: Office, client: Client) -> None:
    dossier = bring_to(office, make_dossier(office), "review")
    seq = dossier.case.seq

    answer = sign_in(client, "truongphong").post(
        f"/ho-so/{dossier.pk}/chuyen/", {"seq": seq, "way": "return", "note": ""}
    )

    dossier.case.refresh_from_db()
    assert answer.status_code == 422
    assert dossier.case.seq == seq
