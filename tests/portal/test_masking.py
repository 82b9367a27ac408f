"""Personal numbers stand in full on no page of the portal and in no message, beside the boxes they are typed into."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.services import add_helper
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import accept_application
from congso.domains.dossiers.tests.makers import SYSTEM, Office
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Message
from congso.foundation.people.models import Account
from tests.portal.test_applying import begin, fill

pytestmark = pytest.mark.django_db


def test_no_page_and_no_message_shows_a_personal_number(citizen: Client, office: Office, account: CitizenAccount) -> None:
    number = account.party.identity_number
    draft = begin(citizen, office)
    fill(citizen, draft, applicant_email="an@example.vn")
    citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})
    dossier = Dossier.objects.get()
    accept_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None)
    run_pending_jobs()
    own = ("tai-khoan/", "ho-so/", f"ho-so/{dossier.pk}/", f"ho-so/{dossier.pk}/lien-he/", f"ho-so/{dossier.pk}/rut/",
           "giay-to/", "thong-bao/", "du-lieu/", "du-lieu/ai-da-xem/")  # fmt: skip
    for path in own:
        page = citizen.get(f"/cong-dan/{path}")
        assert page.status_code == 200, path
        assert number not in page.content.decode(), path
    assert f"*{number[-3:]}" in citizen.get(f"/cong-dan/ho-so/{dossier.pk}/").content.decode(), "covered, not left out"
    assert number not in Client().get(f"/tra-cuu/{dossier.public_token}/").content.decode()
    assert mail.outbox
    sent = [str(each.message()) + each.body for each in mail.outbox]
    sent += [f"{subject} {body}" for subject, body in Message.objects.values_list("subject", "body")]
    assert not any(number in each for each in sent)


def test_the_offices_list_of_helpers_is_masked(office: Office) -> None:
    add_helper(actor=SYSTEM, identity_number="087290004321", name="Lê Văn Bảy", unit_id=office.units["phuong"])
    admin = Client()
    admin.force_login(Account.objects.get(pk=office.accounts["quantri"]))

    page = admin.get("/quan-tri/to-cong-nghe-so/").content.decode()

    assert "087290004321" not in page
    assert "Lê Văn Bảy" in page
