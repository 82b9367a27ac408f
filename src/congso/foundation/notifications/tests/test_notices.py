"""Notices: one's own, counted, opened, read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from congso.core.actors import system_actor
from congso.foundation.audit.writing import write_action
from congso.foundation.notifications.models import Notice
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.notifications.tests.makers import Office, make_office
from congso.foundation.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def tell(account_id: int, title: str = "Nhắc việc", url: str = "/viec/") -> Notice:
    with write_action("tests.tell", actor=system_actor("tests")) as action:
        action.record(("tests", title))
        return write_notices(action, [NoticeIn(account_id, "test", title, url=url)])[0]


def test_a_notice_is_counted_shown_opened_and_no_longer_counted(office: Office, client: Client) -> None:
    notice = tell(office.accounts["chuyenvien"])
    client.force_login(Account.objects.get(username="chuyenvien"))
    assert client.get("/thong-bao/so-luong/").content == b"1"
    assert "Nhắc việc" in client.get("/thong-bao/").content.decode()

    assert client.post(f"/thong-bao/{notice.pk}/mo/")["Location"] == "/viec/"

    assert client.get("/thong-bao/so-luong/").content == b""


def test_somebody_elses_notice_does_not_exist(office: Office, client: Client) -> None:
    notice = tell(office.accounts["chuyenvien"], "Riêng tư")
    client.force_login(Account.objects.get(username="truongphong"))

    assert client.post(f"/thong-bao/{notice.pk}/mo/").status_code == 404
    assert "Riêng tư" not in client.get("/thong-bao/").content.decode()
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_notice_never_leads_to_another_site(office: Office, client: Client) -> None:
    notice = tell(office.accounts["chuyenvien"], url="//evil.example/")
    client.force_login(Account.objects.get(username="chuyenvien"))

    assert client.post(f"/thong-bao/{notice.pk}/mo/")["Location"] == "/thong-bao/"


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_thirty(
    office: Office, client: Client, django_assert_num_queries: Any
) -> None:
    tell(office.accounts["chuyenvien"])
    client.force_login(Account.objects.get(username="chuyenvien"))
    client.get("/thong-bao/")
    for number in range(40):
        tell(office.accounts["chuyenvien"], f"Tin {number}")

    with django_assert_num_queries(2):
        page = client.get("/thong-bao/").content.decode()
    assert "Tin 39" in page
    assert "Tin 5<" not in page
    assert "Cũ hơn" in page
