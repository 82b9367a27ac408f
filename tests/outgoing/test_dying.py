"""The program is killed between number and seal (kill -9): what was begun goes on with its number, nothing is done twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.db import connection

from congso.domains.documents.models import Document, DocumentNumber, Outgoing
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.signing.facade import Signature, Trust, verify_pdf
from tests.outgoing.conftest import Desk
from tests.outgoing.dying import STOPPED
from tests.outgoing.test_way import content
from tests.signing.conftest import PIN

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[2]


def killed(desk: Desk, document: Document, place: str, settings: LazySettings) -> None:
    """Another process works on the document as far as the place, and is killed there."""
    sealing = place == "between seal and keeping it"
    database = connection.settings_dict
    asked = {
        "place": place, "document": str(document.pk), "pin": PIN, "database": database["NAME"], "host": database["HOST"],
        "key": (desk.seal if sealing else desk.leader_key).pk, "account": desk.office.accounts["vanthu" if sealing else "lanhdao"],
        "files": str(default_storage.location), "CONGSO_TSA_URL": settings.CONGSO_TSA_URL,  # type: ignore[attr-defined]
        "CONGSO_REVOCATION_HOSTS": sorted(settings.CONGSO_REVOCATION_HOSTS),
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "tests.outgoing.dying", json.dumps(asked)], cwd=ROOT, text=True, stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
    ) as dying:  # fmt: skip
        assert dying.stdout is not None
        assert dying.stdout.readline().strip() == STOPPED
        os.kill(dying.pid, signal.SIGKILL)
        assert dying.wait(10) == -signal.SIGKILL


@pytest.mark.parametrize("place", ["between number and signature", "between signature and keeping it", "while the signature is written"])
def test_a_signing_that_was_killed_is_taken_up_with_its_number(place: str, desk: Desk, settings: LazySettings) -> None:
    document, later = desk.bring(desk.draft(), "sign"), desk.bring(desk.draft(subject="Việc sau"), "sign")

    killed(desk, document, place, settings)

    document.refresh_from_db()
    assert (document.number_text, document.state) == ("01/QĐ-UBND", "signing")
    assert Outgoing.objects.get(pk=document.pk).signed_at is None
    assert not Signature.objects.exists()
    desk.sign([later.pk])
    desk.sign([document.pk])
    desk.put_seal([document.pk])
    document.refresh_from_db()
    later.refresh_from_db()
    assert (document.number_text, later.number_text) == ("01/QĐ-UBND", "02/QĐ-UBND")
    assert DocumentNumber.objects.filter(document=document).count() == 1
    assert sorted(NumberEntry.objects.values_list("text", "void_reason")) == [("01/QĐ-UBND", ""), ("02/QĐ-UBND", "")]
    assert [each.trust for each in verify_pdf(content(document))] == [Trust.TRUSTED, Trust.TRUSTED]


def test_a_sealing_that_was_killed_is_taken_up_with_one_seal(desk: Desk, settings: LazySettings) -> None:
    document = desk.bring(desk.draft(), "seal")
    signed = content(document)

    killed(desk, document, "between seal and keeping it", settings)

    assert content(document) == signed
    assert Outgoing.objects.get(pk=document.pk).sealed_at is None
    desk.put_seal([document.pk])
    document.refresh_from_db()
    assert document.number_text == "01/QĐ-UBND"
    assert Signature.objects.filter(kind="seal").count() == 1
    assert [each.trust for each in verify_pdf(content(document))] == [Trust.TRUSTED, Trust.TRUSTED]
