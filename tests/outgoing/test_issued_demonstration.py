"""The demonstration's two decisions are really signed and sealed, and go nowhere without keys."""

from __future__ import annotations

import pytest

from congso.domains.documents.models import Document
from congso.domains.dossiers.tests.makers import make_office
from congso.flows.demonstration.issuing import DECISIONS, issue_decisions
from congso.foundation.files.services import open_file
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


def test_without_keys_nothing_is_begun() -> None:
    make_office()
    assert issue_decisions(pin=PIN) == 0
    assert not Document.objects.exists()
