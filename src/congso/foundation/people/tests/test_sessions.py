"""Sessions: read with their account, ended with it, cleared away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from congso.foundation.people.models import Account, Session
from congso.foundation.people.sessions import SessionStore
from congso.foundation.people.tasks import clear_ended_sessions
from congso.foundation.people.tests.makers import make_people

pytestmark = pytest.mark.django_db


def _enter(client: Client) -> Account:
    account = Account.objects.get(pk=make_people().accounts["khoa"])
    client.force_login(account)
    return account


def test_a_session_names_its_account_and_both_are_read_at_once(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    account = _enter(client)
    assert Session.objects.get().account_id == account.pk
    client.get("/viec/so-luong/")
    with django_assert_num_queries(2):  # session with account and version; the count
        assert client.get("/viec/so-luong/").status_code == 200


def test_an_account_that_is_closed_is_out_at_the_next_page(client: Client) -> None:
    account = _enter(client)
    assert client.get("/viec/so-luong/").status_code == 200
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert client.get("/viec/so-luong/").status_code == 302


def test_a_changed_password_ends_the_sessions_made_with_the_old_one(client: Client) -> None:
    account = _enter(client)
    account.set_password("mot-mat-khau-khac-2026")
    account.save()
    assert client.get("/viec/so-luong/").status_code == 302


def test_the_account_of_one_request_never_serves_the_next(client: Client) -> None:
    _enter(client)
    client.get("/viec/so-luong/")
    assert Client().get("/viec/so-luong/").status_code == 302


def test_ended_sessions_are_cleared_away(client: Client) -> None:
    _enter(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))  # noqa: TID251 - cookies live in real time
    assert client.get("/viec/so-luong/").status_code == 302
    clear_ended_sessions(timestamp=0)
    assert not SessionStore.get_model_class().objects.exists()
