"""Forms of dossiers that came online: signed by the agency, Mẫu 04 by the head before it, and given out instead of the print."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.layout import LaidOut
from congso.domains.documents.tests.test_layout import one, pieces_of
from congso.domains.dossiers.errors import FormSigned
from congso.domains.dossiers.models import Dossier, SignedForm
from congso.domains.dossiers.queries.signed_forms import signed_form, signed_receipt, waiting_forms
from congso.domains.dossiers.services import (
    accept_application,
    apologise,
    ask_supplement,
    refuse_application,
    stop_dossier,
)
from congso.domains.dossiers.services.signing_forms import leave_unsigned, prepare_forms, store_signed_forms
from congso.domains.dossiers.tests.expecting import fresh, refused
from congso.domains.dossiers.tests.makers import bring_to, make_application, make_citizen, make_dossier
from congso.entry.simulators.authority.serving import Running
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file
from congso.foundation.people.models import Account
from congso.foundation.signing.errors import KeyUnusable, WrongPin
from congso.foundation.signing.facade import Change, SigningKey, Trust, sign_documents, verify_pdf
from tests.judges import need
from tests.outgoing.conftest import Desk
from tests.outgoing.test_way import pdfsig
from tests.signing.conftest import PIN

pytestmark = pytest.mark.django_db(transaction=True)
MM = 25.4 / 72


def accepted(desk: Desk, citizen: Actor | None = None) -> Dossier:
    """A dossier that came online, accepted at the counter."""
    dossier = make_application(desk.office, citizen)
    return accept_application(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=1)


def sign_all(desk: Desk, actor: Actor, key: SigningKey) -> list[SignedForm]:
    """Everything that waits for this person, by one PIN."""
    ids = [row.pk for row in waiting_forms(viewer=actor)]
    signed = sign_documents(actor=actor, key_id=key.pk, pin=PIN, orders=prepare_forms(actor=actor, form_ids=ids))
    return store_signed_forms(actor=actor, signed=signed)


def content(stored: StoredFile | None) -> bytes:
    assert stored is not None
    with open_file(stored) as stream:
        return stream.read()


def fields(pdf: bytes) -> list[list[float]]:
    """Left, bottom, right, top of the signatures of the last page in mm, the widest first."""
    rows = [[float(each) * MM for each in annot.get_object()["/Rect"]] for annot in PdfReader(BytesIO(pdf)).pages[-1].annotations or ()]
    return sorted(rows, key=lambda row: row[0] - row[2])


def waiting(viewer: Actor) -> list[str]:
    return [row.form for row in waiting_forms(viewer=viewer)]


def test_the_receipt_of_what_came_online_is_signed_by_the_agency_and_given_to_the_applicant(desk: Desk, authority: Running, tmp_path: Path) -> None:
    citizen = make_citizen()
    dossier = accepted(desk, citizen)
    assert waiting(desk.office.registry) == ["01"]
    assert signed_receipt(dossier) is None

    (row,) = sign_all(desk, desk.office.registry, desk.seal)

    made = content(signed_receipt(dossier))
    (found,) = verify_pdf(made)
    assert (found.signer, found.trust, found.change) == ("UBND phường Cao Lãnh", Trust.TRUSTED, Change.NONE)
    need("pdfsig", "certutil")
    assert pdfsig(made, authority, tmp_path).count("Signature is Valid.") == 1
    assert waiting(desk.office.registry) == []
    assert row.is_complete
    ((left, bottom, right, top),) = fields(made)
    assert left > 148 / 2
    assert right < 148 - 9
    assert top - bottom == pytest.approx(12, abs=0.1)
    pieces = pieces_of(LaidOut(made, ()))
    heading, clerk = one(pieces, "NGƯỜI TIẾP NHẬN HỒ SƠ"), one(pieces, desk.office.clerk.name)
    assert heading.top < 210 - top
    assert 210 - bottom < clerk.top + 4


@pytest.mark.parametrize("form", ["02", "03", "05"])
def test_what_the_counter_writes_online_is_signed_too(desk: Desk, form: str) -> None:
    dossier = make_application(desk.office)
    if form == "02":
        ask_supplement(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=None, items="Bản sao trích lục", reason="Thiếu")
    elif form == "03":
        refuse_application(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=1, reason="Không thuộc thẩm quyền")
    else:
        dossier = accept_application(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=1)
        sign_all(desk, desk.office.registry, desk.seal)
        stop_dossier(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Theo đề nghị")
    assert waiting(desk.office.registry) == [form]

    sign_all(desk, desk.office.registry, desk.seal)

    (found,) = verify_pdf(content(signed_form(fresh(dossier).forms.get())))
    assert found.trust == Trust.TRUSTED


def test_an_apology_is_signed_by_the_head_who_wrote_it_then_sealed(desk: Desk, authority: Running, tmp_path: Path) -> None:
    dossier = bring_to(desk.office, accepted(desk), "work")
    sign_all(desk, desk.office.registry, desk.seal)
    later = clock.now() + timedelta(days=12)
    issued = apologise(actor=desk.office.leader, dossier_id=dossier.pk, seen_seq=None, new_due_at=later, reason="Chờ xác minh")

    assert waiting(desk.office.registry) == []
    row = SignedForm.objects.get(issued=issued)
    with refused(NotAllowed):
        prepare_forms(actor=desk.office.registry, form_ids=[row.pk])
    assert waiting(desk.office.leader) == ["04"]
    sign_all(desk, desk.office.leader, desk.leader_key)
    assert signed_form(issued) is None
    assert waiting(desk.office.registry) == ["04"]
    sign_all(desk, desk.office.registry, desk.seal)

    made = content(signed_form(issued))
    assert [(each.signer, each.trust, each.change) for each in verify_pdf(made)] == [
        ("Phạm Ngọc Hạnh", Trust.TRUSTED, Change.SIGNATURES), ("UBND phường Cao Lãnh", Trust.TRUSTED, Change.NONE)]  # fmt: skip
    need("pdfsig", "certutil")
    assert pdfsig(made, authority, tmp_path).count("Signature is Valid.") == 2
    hand, seal = fields(made)
    assert (seal[2] - hand[0]) / (hand[2] - hand[0]) == pytest.approx(1 / 3, abs=0.02)


def test_many_are_signed_by_one_pin_and_a_wrong_one_signs_none(desk: Desk) -> None:
    citizen = make_citizen()
    for _each in range(3):
        accepted(desk, citizen)
    ids = [row.pk for row in waiting_forms(viewer=desk.office.registry)]
    orders = prepare_forms(actor=desk.office.registry, form_ids=ids)
    with pytest.raises(WrongPin):
        sign_documents(actor=desk.office.registry, key_id=desk.seal.pk, pin="0000", orders=orders)
    assert waiting(desk.office.registry) == ["01"] * 3

    assert len(sign_all(desk, desk.office.registry, desk.seal)) == 3


def test_two_who_sign_the_same_at_once_leave_one_signature(desk: Desk) -> None:
    dossier = accepted(desk)
    registry = desk.office.registry
    (row,) = waiting_forms(viewer=registry)
    first, second = (sign_documents(actor=registry, key_id=desk.seal.pk, pin=PIN, orders=prepare_forms(actor=registry, form_ids=[row.pk])) for _each in range(2))
    store_signed_forms(actor=registry, signed=first)
    with refused(FormSigned):
        store_signed_forms(actor=registry, signed=second)
    assert len(verify_pdf(content(signed_receipt(dossier)))) == 1


def test_a_key_of_ones_own_is_no_seal(desk: Desk) -> None:
    accepted(desk)
    orders = prepare_forms(actor=desk.office.registry, form_ids=[row.pk for row in waiting_forms(viewer=desk.office.registry)])
    signed = sign_documents(actor=desk.office.leader, key_id=desk.leader_key.pk, pin=PIN, orders=orders)
    with refused(KeyUnusable):
        store_signed_forms(actor=desk.office.registry, signed=signed)


def test_others_neither_see_nor_sign_them(desk: Desk) -> None:
    accepted(desk)
    row = SignedForm.objects.get()
    for name in ("chuyenvien", "motcuaxa"):
        assert waiting(desk.actor(name)) == []
        with refused(NotAllowed):
            prepare_forms(actor=desk.actor(name), form_ids=[row.pk])
    with refused(NotVisible):
        prepare_forms(actor=desk.office.registry, form_ids=[row.pk, row.pk + 99])


def test_what_stays_a_print_says_why(desk: Desk) -> None:
    dossier = accepted(desk)
    (row,) = waiting_forms(viewer=desk.office.registry)
    with refused(ReasonMissing):
        leave_unsigned(actor=desk.office.registry, form_ids=[row.pk], reason=" ")
    leave_unsigned(actor=desk.office.registry, form_ids=[row.pk], reason="Người nộp nhận bản giấy")
    assert waiting(desk.office.registry) == []
    assert signed_receipt(dossier) is None
    with refused(FormSigned):
        prepare_forms(actor=desk.office.registry, form_ids=[row.pk])


def test_paper_at_the_counter_and_agencies_without_a_seal_wait_for_nothing(desk: Desk) -> None:
    make_dossier(desk.office)
    assert not SignedForm.objects.exists()
    SigningKey.objects.filter(pk=desk.seal.pk).update(withdrawn_at=clock.now())
    accepted(desk)
    assert not SignedForm.objects.exists()


def test_on_the_screen_the_registry_ticks_and_signs(desk: Desk) -> None:
    dossier = accepted(desk)
    browser = Client()
    browser.force_login(Account.objects.get(pk=desk.office.accounts["vanthu"]))
    row = SignedForm.objects.get()
    page = browser.get("/ho-so/bieu-mau/dong-dau/")
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in page.text
    assert dossier.code in page.text
    assert browser.get("/ho-so/bieu-mau/dong-dau/so-luong/").text == "1"
    assert browser.get(f"/ho-so/bieu-mau/{row.pk}/").content.startswith(b"%PDF")

    wrong = browser.post("/ho-so/bieu-mau/dong-dau/", {"chosen_forms": [row.pk], "key": desk.seal.pk, "pin": "0000"})
    assert wrong.status_code == 422
    right = browser.post("/ho-so/bieu-mau/dong-dau/", {"chosen_forms": [row.pk], "key": desk.seal.pk, "pin": PIN}, follow=True)
    assert "Đã ký số 1 biểu mẫu." in right.text
    printed = b"".join(browser.get(f"/ho-so/{dossier.pk}/giay-tiep-nhan.pdf").streaming_content)
    assert printed == content(signed_receipt(dossier))
    assert "đã ký số lúc" in browser.get(f"/ho-so/{dossier.pk}/").text
