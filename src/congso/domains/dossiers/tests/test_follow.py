"""What the public sees of a dossier, and what never leaves the office."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.test import Client

from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import ask_supplement, complete_supplement, return_result
from congso.domains.dossiers.services.looking_up import PER_CODE
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier, make_office
from congso.foundation.audit.merkle import proves_inclusion
from congso.foundation.audit.models import AuditEntry
from congso.foundation.audit.tests.makers import seal_all

pytestmark = pytest.mark.django_db
SECRETS = (
    "Trần Thị Ngọc Ẩn", "Ngọc Ẩn", "087190001234", "Nguyễn Huệ", "0912345678", "ngocan@example.vn", "Nguyễn Thị Thanh Mai",
    "Trần Minh Khoa", "Lê Hoàng Phúc", "Phạm Ngọc Hạnh", "Huỳnh Kim Liên", "Chánh Văn phòng",
)  # fmt: skip


@pytest.fixture
def office() -> Office:
    return make_office()


def follow(client: Client, dossier: Dossier) -> str:
    answer = client.get(f"/tra-cuu/{dossier.public_token}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_tells_where_the_dossier_stands_without_login(office: Office, client: Client) -> None:
    dossier = make_dossier(office)
    page = follow(client, dossier)

    assert dossier.code in page
    assert "Được tiếp nhận" in page
    assert "Trần T** N** Ẩ**" in page
    assert "Ủy ban nhân dân phường Cao Lãnh" in page
    assert "Trung tâm Phục vụ hành chính công phường Cao Lãnh" in page
    assert "Điều 147" in page


def test_an_open_supplement_is_spelt_out_and_gone_when_done(office: Office, client: Client) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items="Bản sao hộ chiếu", reason="Thiếu",
                   contact="Trần Minh Khoa, 0277 3851 000")  # fmt: skip
    page = follow(client, dossier)
    assert "Bản sao hộ chiếu" in page
    assert "đang tạm dừng" in page
    assert "0277" not in page

    complete_supplement(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, papers=["Hộ chiếu"])

    assert "Ông/bà cần bổ sung" not in follow(client, dossier)


def test_nothing_personal_and_no_official_is_on_the_page_at_any_stage(office: Office, client: Client) -> None:
    dossier = make_dossier(office, note="Ghi chú nội bộ")
    pages = [follow(client, dossier)]
    bring_to(office, dossier, "work")
    ask_supplement(
        actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items="Hộ chiếu", reason="Thiếu"
    )
    pages.append(follow(client, dossier))
    complete_supplement(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, papers=["Hộ chiếu"])
    other = bring_to(office, make_dossier(office), "return")
    pages.append(follow(client, other))
    return_result(actor=office.clerk, dossier_id=other.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn")
    pages.append(follow(client, other))

    assert [secret for secret in (*SECRETS, "Ghi chú nội bộ") if any(secret in page for page in pages)] == []
    assert "Đã trả kết quả" in pages[-1]
    assert "Đã giải quyết xong" in pages[2]


def test_the_page_is_kept_by_nobody(office: Office, client: Client) -> None:
    answer = client.get(f"/tra-cuu/{make_dossier(office).public_token}/")

    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Cache-Control"] == "no-store"


def test_an_unknown_token_is_nothing(office: Office, client: Client) -> None:
    assert client.get("/tra-cuu/khong-co-ma-nay/").status_code == 404
    assert client.get("/tra-cuu/khong-co-ma-nay/kiem-chung.json").status_code == 404
    assert client.get(f"/tra-cuu/{make_dossier(office).public_token}/kiem-chung.json").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_proof_can_be_computed_anew(office: Office, client: Client) -> None:
    dossier = make_dossier(office)
    seal_all()
    answer = client.get(f"/tra-cuu/{dossier.public_token}/kiem-chung.json")
    proof = answer.json()

    entry = AuditEntry.objects.get(action="dossiers.receive_dossier", subject_type="dossiers.dossier")
    assert proof["leaf_hash"] == hashlib.sha256(b"\x00" + entry.content()).hexdigest()
    assert proves_inclusion(
        bytes.fromhex(proof["leaf_hash"]), proof["leaf_index"], proof["tree_size"],
        [bytes.fromhex(step) for step in proof["inclusion_path"]], bytes.fromhex(proof["root_hash"]),
    )  # fmt: skip
    assert proof["root_hash"] in follow(client, dossier)
    assert not [secret for secret in SECRETS if secret in answer.content.decode()]


def test_code_and_four_digits_lead_to_the_page(office: Office, client: Client) -> None:
    dossier = make_dossier(office)
    answer = client.post("/tra-cuu/", {"code": f" {dossier.code.lower()} ", "last_digits": "1234"})

    assert answer["Location"] == f"/tra-cuu/{dossier.public_token}/"


def test_wrong_digits_and_wrong_codes_get_one_answer(office: Office, client: Client) -> None:
    dossier = make_dossier(office)
    digits = client.post("/tra-cuu/", {"code": dossier.code, "last_digits": "9999"})
    code = client.post("/tra-cuu/", {"code": "H20.31-261122-9999", "last_digits": "9999"})
    shown = [
        answer.content.decode().replace(dossier.code, "X").replace("H20.31-261122-9999", "X")
        for answer in (digits, code)
    ]

    assert digits.status_code == code.status_code == 422
    assert "Không tìm thấy hồ sơ khớp" in shown[0]
    assert _without_tokens(shown[0]) == _without_tokens(shown[1])


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf" not in line)


def test_trying_digits_ends_soon(office: Office, client: Client) -> None:
    dossier = make_dossier(office)
    for number in range(PER_CODE):
        client.post("/tra-cuu/", {"code": dossier.code, "last_digits": f"{number:04}"})
    answer = client.post("/tra-cuu/", {"code": dossier.code, "last_digits": "1234"})

    assert answer.status_code == 429
    assert "quét mã QR" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_number_of_questions_does_not_grow(
    office: Office, client: Client, django_assert_num_queries: Any
) -> None:
    dossier = bring_to(office, make_dossier(office), "work")
    for round_ in range(3):
        ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items="A", reason="B",
                       repeat_reason="C" if round_ else "")  # fmt: skip
        complete_supplement(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, papers=["A"])
    seal_all()
    follow(client, dossier)

    with django_assert_num_queries(10):
        follow(client, dossier)
