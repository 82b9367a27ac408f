"""What today brings: the tasks that somebody gave stand on that page, and only theirs."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.domains.dossiers.tests.makers import Office, make_office
from congso.foundation.people.models import Account
from tests.tasks.makers import make_task

pytestmark = pytest.mark.django_db
TODAY = "/lich-cong-tac/hom-nay/"


@pytest.fixture
def office() -> Office:
    """A ward with its divisions and people."""
    return make_office()


def test_the_tasks_one_gave_stand_on_the_page_of_today(office: Office, client: Client) -> None:
    task = make_task(office)
    type(task).objects.filter(pk=task.pk).update(due_at=task.given_at)
    client.force_login(Account.objects.get(username="lanhdao"))

    page = client.get(TODAY).content.decode()

    assert "Nhiệm vụ tôi giao, theo dõi" in page
    client.force_login(Account.objects.get(username="motcua"))
    assert "Nhiệm vụ tôi giao, theo dõi" not in client.get(TODAY).content.decode()
