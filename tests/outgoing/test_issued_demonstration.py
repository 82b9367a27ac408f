"""The demonstration's two decisions are really signed and sealed, and go nowhere without keys."""

from __future__ import annotations

import pytest

from congso.domains.documents.models import Document
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.models import Dossier, DossierResult
from congso.domains.dossiers.tests.makers import bring_to, make_dossier, make_office
from congso.flows.demonstration.deciding import HOW_MANY, issue_results
from congso.flows.demonstration.issuing import DECISIONS, issue_decisions
from congso.foundation.files.services import open_file
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.signing.facade import Trust, verify_pdf
from tests.outgoing.conftest import Desk
from tests.signing.conftest import PIN

pytestmark = pytest.mark.django_db


def test_two_decisions_are_issued_by_the_wards_people(desk: Desk) -> None:
    assert issue_decisions(pin=PIN) == len(DECISIONS)
    for document in Document.objects.order_by("number"):
        assert document.state == "issued"
        assert document.file is not None
        with open_file(document.file) as stream:
            assert [each.trust for each in verify_pdf(stream.read())] == [Trust.TRUSTED, Trust.TRUSTED]
    assert set(Document.objects.values_list("number_text", flat=True)) == {"01/QĐ-UBND", "02/QĐ-UBND"}


@pytest.mark.django_db(transaction=True)
def test_two_dossiers_are_decided_by_signed_documents(desk: Desk) -> None:
    dossiers = [bring_to(desk.office, make_dossier(desk.office), "work") for _ in range(3)]
    assert issue_results(pin=PIN) == HOW_MANY
    run_pending_jobs()
    assert DossierResult.objects.filter(document_id__isnull=False, approved_by_title="Chủ tịch").count() == HOW_MANY
    states = [Dossier.objects.get(pk=each.pk).status for each in dossiers]
    assert states == [NationalStatus.FINISHED, NationalStatus.FINISHED, NationalStatus.PROCESSING]


@pytest.mark.django_db(transaction=True)
def test_what_waits_for_the_head_is_given_to_the_officer_first(desk: Desk) -> None:
    dossier = bring_to(desk.office, make_dossier(desk.office), "assign")
    assert issue_results(pin=PIN) == 1
    run_pending_jobs()
    assert list(DossierResult.objects.values_list("dossier_id", flat=True)) == [dossier.pk]


def test_without_keys_nothing_is_begun() -> None:
    make_office()
    assert issue_decisions(pin=PIN) == issue_results(pin=PIN) == 0
    assert not Document.objects.exists()
