"""Keys are not given without end, wrong secrets are not heard without end, ended keys go; the feed reads an index of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser

from congso.core import clock
from congso.core.actors import system_actor
from congso.domains.clients.errors import NotAClient, TooManyWrong, TooOften
from congso.domains.clients.models import Client, Token, Use
from congso.domains.clients.services.entering import enter, issue_token, sweep_tokens
from congso.domains.clients.tasks import sweep_client_tokens
from congso.domains.clients.throttling import MOST
from congso.domains.dossiers.queries.changes import agency_events
from congso.domains.dossiers.tests.makers import make_dossier
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.casework.models import CaseEvent
from tests.axis.conftest import both
from tests.clients.conftest import Program

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 14, 5, 0, 30, tzinfo=UTC)
HERE, THERE = "203.0.113.7", "203.0.113.8"


def refusals() -> list[str]:
    return list(AuditEntry.objects.filter(action="clients.issue_token", outcome=Outcome.REFUSED).order_by("pk").values_list("details__error", flat=True))


def ask(client: Browser, program: Program, secret: str, address: str = HERE) -> tuple[int, str]:
    given = {"grant_type": "client_credentials", "client_id": program.client.client_id, "client_secret": secret}
    answer = client.post("/api/v1/token", given, REMOTE_ADDR=address)
    return answer.status_code, answer.get("Retry-After", "")


def test_keys_count_as_calls(program: Program, client: Browser) -> None:
    Client.objects.update(per_minute=2)
    with clock.at(NOON):
        assert [ask(client, program, program.secret) for _key in range(3)] == [(200, ""), (200, ""), (429, "30")]
        assert Token.objects.count() == 2
        with pytest.raises(TooOften):
            issue_token(client_id=program.client.client_id, secret=program.secret)
    with clock.at(NOON + timedelta(minutes=1)):
        assert ask(client, program, program.secret)[0] == 200
    assert [(use.calls, use.refused) for use in Use.objects.all()] == [(5, 2)]


def test_wrong_secrets_of_an_address_are_soon_not_heard_and_not_logged_for_ever(program: Program, client: Browser) -> None:
    with clock.at(NOON):  # half a minute into ten minutes
        assert [ask(client, program, "sai") for _try in range(MOST)] == [(401, "")] * MOST
        assert [ask(client, program, "sai") for _try in range(3)] == [(429, "570")] * 3
        assert refusals() == ["invalid_client"] * MOST + ["too_many_wrong_secrets"]
        assert ask(client, program, program.secret)[0] == 200  # who knows the secret is let in
        assert ask(client, program, "sai", THERE)[0] == 401
    with clock.at(NOON + timedelta(minutes=10)):
        assert ask(client, program, "sai")[0] == 401
    assert not Use.objects.exclude(calls=1).exists()  # wrong ones are nobody's calls


def test_unknown_programs_are_counted_too(program: Program) -> None:
    with clock.at(NOON):
        for _try in range(MOST):
            with pytest.raises(NotAClient):
                issue_token(client_id="cs-khong-co", secret="", address=HERE)
        with pytest.raises(TooManyWrong):
            issue_token(client_id=program.client.client_id, secret="sai", address=HERE)


def test_ended_keys_are_swept_and_the_living_stay(program: Program) -> None:
    with clock.at(NOON):
        old, _scopes = issue_token(client_id=program.client.client_id, secret=program.secret)
    with clock.at(NOON + timedelta(minutes=10)):
        young, _scopes = issue_token(client_id=program.client.client_id, secret=program.secret)
    with clock.at(NOON + timedelta(minutes=15)):
        assert sweep_tokens(actor=system_actor("tests")) == 1
        assert enter(token=young).client == program.client
    assert old not in Token.objects.values_list("digest", flat=True)
    line = AuditEntry.objects.get(action="clients.sweep_tokens")
    assert (line.outcome, line.details) == (Outcome.DONE, {"count": 1})
    sweep_client_tokens(timestamp=0)
    assert not Token.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_and_two_keys_at_once(program: Program) -> None:
    with clock.at(NOON):
        issue_token(client_id=program.client.client_id, secret=program.secret)
    assert both(lambda: sweep_tokens(actor=system_actor("tests"))) == ["done", "done"]
    assert not Token.objects.exists()
    Client.objects.update(per_minute=1)
    Use.objects.all().delete()

    def one() -> None:
        with clock.at(NOON):
            issue_token(client_id=program.client.client_id, secret=program.secret)

    assert both(one) == ["done", "too_many_requests"]


def _fill(program: Program, agencies: int, each: int) -> None:
    """Events of other agencies, and of other work at the program's own."""
    case = program.dossier.case
    rows = [
        CaseEvent(case=case, seq=1000 + number, kind="dossier" if number % agencies else "document", agency_id=10**6 + number % agencies if number % agencies
                  else program.ward, at=NOON, action="noted", actor_name="x", state="open")
        for number in range(agencies * each)
    ]  # fmt: skip
    CaseEvent.objects.bulk_create(rows)


def test_the_feed_of_an_agency_reads_its_own_index(program: Program) -> None:
    _fill(program, agencies=100, each=60)
    make_dossier(program.office)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE casework_caseevent")
    with clock.at(clock.now() + timedelta(minutes=1)):
        found = agency_events(agency_id=program.ward, after=0)
        plan = found[:100].explain()
        codes = [row["code"] for row in program.ask("dossiers/", agency=program.ward).json()["dossiers"]]
        assert found.count() == 2  # two dossiers taken in; what else happened is others' or other work
    assert "case_event_feed" in plan, plan
    assert "Seq Scan" not in plan, plan
    assert len(codes) == 2
    assert program.dossier.code in codes


def test_a_dossier_that_moved_stands_in_the_line_of_its_new_agency(program: Program) -> None:
    from congso.foundation.casework.models import Case

    there = program.office.units["xa"]
    program.may("dossiers:read", unit="xa")
    Case.objects.filter(pk=program.dossier.pk).update(agency_id=there)
    assert program.ask("dossiers/", agency=program.ward).json()["dossiers"] == []
    CaseEvent.objects.create(case_id=program.dossier.pk, seq=2, kind="dossier", agency_id=there, at=clock.now(), action="moved_by_reorganisation",
                             actor_name="x", state="open")  # fmt: skip
    assert [row["code"] for row in program.ask("dossiers/", agency=there).json()["dossiers"]] == [program.dossier.code]
