"""The procedure is replaced while a draft is open: the citizen hears what changed and goes on under what is in force."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.core import clock
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.tests.makers import SYSTEM, Office
from congso.domains.portal.models import Draft, DraftFile
from congso.domains.procedures.facade import (
    FeeItem,
    Limit,
    Terms,
    revise_publication,
    service,
    withdraw_publication,
)
from congso.domains.procedures.models import ProcedureVersion, VersionPaper
from congso.foundation.orgs import epoch
from tests.portal.test_applying import A_PDF, begin, fill

pytestmark = pytest.mark.django_db


def replace(office: Office) -> int:
    """A new version from today: another paper and fee, a shorter time; gives the new publication."""
    old = service(office.publication_id)
    before = ProcedureVersion.objects.get(pk=old.version_id)
    ProcedureVersion.objects.filter(pk=before.pk).update(valid_to=clock.today())
    version = ProcedureVersion.objects.create(
        procedure_id=before.procedure_id, number=2, valid_from=clock.today(), name=before.name, field=before.field,
        sort_key=before.sort_key, search_key=before.search_key, levels=before.levels,
    )  # fmt: skip
    for order, name in enumerate(["Bản sao hộ chiếu", "Tờ khai theo mẫu"], 1):
        VersionPaper.objects.create(version=version, order=order, name=name, originals=1, copies=0)
    epoch.bump()
    terms = Terms(
        process_version_id=old.process_version_id, legal_limit=Limit(Decimal(7), "working_day"), service_level="full",
        division_function=old.division_function, fees=[FeeItem("Lệ phí hộ tịch", 2, 15000)],
    )  # fmt: skip
    return revise_publication(
        actor=SYSTEM, publication_id=office.publication_id, terms=terms, version_id=version.pk
    ).pk


def test_what_changed_is_told_and_the_answers_that_fit_are_kept(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft)
    draft.refresh_from_db()
    declaration = draft.answers["paper_1"][0]["id"]
    new = replace(office)

    answer = citizen.get(f"/cong-dan/nhap/{draft.pk}/")
    assert answer["Location"] == f"/cong-dan/nhap/{draft.pk}/thay-doi/"
    page = citizen.get(answer["Location"]).content.decode()
    for said in ("Bản sao hộ chiếu", "Giấy tờ chứng minh nơi cư trú", "15.000", "8.000", "7 ngày làm việc", "5 ngày làm việc"):
        assert said in page
    citizen.post(answer["Location"])

    draft.refresh_from_db()
    assert draft.publication_id == new
    assert draft.answers["request"] == "Đăng ký lại khai sinh cho tôi"
    assert draft.answers["paper_2"][0]["id"] == declaration, "a file follows its paper, not the number of its box"
    assert "paper_1" not in draft.answers, "nothing stands in the new paper's box"
    assert citizen.get(f"/cong-dan/nhap/{draft.pk}/").status_code == 200


def test_a_draft_on_replaced_terms_is_not_sent_in(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft)
    replace(office)

    answer = citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})

    assert answer["Location"] == f"/cong-dan/nhap/{draft.pk}/thay-doi/"
    assert not Dossier.objects.exists()
    assert Draft.objects.get().submitted_at is None


def test_after_taking_over_and_filling_in_the_rest_it_is_sent_in(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft)
    new = replace(office)
    citizen.post(f"/cong-dan/nhap/{draft.pk}/thay-doi/")
    passport = SimpleUploadedFile("ho-chieu.pdf", A_PDF + b"%3\n")
    citizen.post(f"/cong-dan/nhap/{draft.pk}/buoc/giay-to/", {"paper_1": passport, "_do": "next"})

    citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})

    dossier = Dossier.objects.get()
    assert (dossier.publication_id, dossier.fee_total) == (new, 15000)
    assert DraftFile.objects.filter(draft=draft).count() == 3


def test_what_is_typed_on_the_old_form_is_still_saved(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    replace(office)

    citizen.post(f"/cong-dan/nhap/{draft.pk}/buoc/noi-dung/", {"request": "Vừa viết xong", "_do": "save"})

    draft.refresh_from_db()
    assert draft.answers["request"] == "Vừa viết xong"


def test_a_procedure_that_is_gone_says_so_and_takes_nothing(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft)
    withdraw_publication(actor=SYSTEM, publication_id=office.publication_id, reason="Bãi bỏ")

    page = citizen.get(f"/cong-dan/nhap/{draft.pk}/thay-doi/").content.decode()
    assert "không còn tiếp nhận" in page
    assert "Khai tiếp" not in page
    assert citizen.post(f"/cong-dan/nhap/{draft.pk}/thay-doi/").status_code == 409
    assert citizen.get(f"/nop/{office.publication_id}/").status_code == 404
    assert not Dossier.objects.exists()


def test_an_old_link_leads_to_what_is_in_force(citizen: Client, office: Office) -> None:
    new = replace(office)

    assert citizen.get(f"/nop/{office.publication_id}/")["Location"] == f"/nop/{new}/"
