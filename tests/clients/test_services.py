"""Programs: registered, given and taken back; keys, limits, webhooks; what is refused, who may not, two at once."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar
from uuid import uuid4

import pytest

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.domains.clients.delivering import signature_of
from congso.domains.clients.errors import (
    ClientClosed,
    HookUrlWrong,
    NotAClient,
    ScopeMissing,
    TokenWrong,
    TooOften,
)
from congso.domains.clients.models import Client, Hook, Reach, Token, Use
from congso.domains.clients.queries import client_page, clients
from congso.domains.clients.services import hooks, registering
from congso.domains.clients.services.entering import enter, issue_token
from congso.domains.clients.services.reading import note_people_read
from congso.domains.clients.subscribers import tell_changed, tell_issued, tell_received
from congso.domains.documents.events import DocumentIssued
from congso.domains.documents.models import Document
from congso.domains.dossiers.facade import DossierChanged, DossierReceived
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.outbox.models import Sending
from congso.foundation.outbox.services import carry
from tests.axis.conftest import both
from tests.clients.conftest import GIVEN, NOBODY, RUNS, Program
from tests.clients.told import require_described
from tests.incoming.makers import make_incoming

pytestmark = pytest.mark.django_db
URL = "https://tin.soyte.example/cong-so"


def refused(name: str) -> int:
    return AuditEntry.objects.filter(action=f"clients.{name}", outcome=Outcome.REFUSED).count()


def add(program: Program, url: str = URL, events: tuple[str, ...] = ("dossier.received", "dossier.changed")) -> tuple[Hook, str]:
    return hooks.add_hook(caller=program.caller(), agency_id=program.ward, url=url, events=events)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("register", lambda program: registering.register_client(actor=NOBODY, given=GIVEN)),
        ("change", lambda program: registering.change_client(actor=NOBODY, client_pk=program.client.pk, given=GIVEN)),
        ("renew_secret", lambda program: registering.renew_secret(actor=NOBODY, client_pk=program.client.pk)),
        ("close", lambda program: registering.close_client(actor=NOBODY, client_pk=program.client.pk, reason="x")),
        ("set_reach", lambda program: registering.set_reach(actor=NOBODY, client_pk=program.client.pk, agency_id=program.ward, scopes=[])),
    ],
)
def test_only_administrators_look_after_programs(program: Program, name: str, call: Callable[[Program], object]) -> None:
    before = list(Client.objects.values()), list(Reach.objects.values())
    with pytest.raises(NotAllowed):
        call(program)
    assert (list(Client.objects.values()), list(Reach.objects.values())) == before
    assert refused(name) == 1
    for ask in (lambda: clients(viewer=NOBODY), lambda: client_page(viewer=NOBODY, client_pk=program.client.pk)):
        with pytest.raises(NotAllowed):
            ask()


def test_a_key_lasts_a_quarter_of_an_hour_and_only_its_hash_is_kept(program: Program) -> None:
    token, scopes = issue_token(client_id=program.client.client_id, secret=program.secret)
    assert scopes == sorted(["dossiers:read", "documents:read", "statistics:read", "webhooks:write"])
    assert token not in json.dumps(list(Token.objects.values()), default=str)
    assert program.secret not in json.dumps(list(Client.objects.values()), default=str)
    assert enter(token=token).client == program.client
    with clock.at(clock.now() + timedelta(minutes=14)):
        enter(token=token)
    with clock.at(clock.now() + timedelta(minutes=16)), pytest.raises(TokenWrong):
        enter(token=token)
    for wrong in ("", "x", token + "x", token[:-1]):
        with pytest.raises(TokenWrong):
            enter(token=wrong)


def test_wrong_secrets_get_no_key_and_the_try_is_logged(program: Program) -> None:
    with pytest.raises(NotAClient):
        issue_token(client_id=program.client.client_id, secret="x")
    with pytest.raises(NotAClient):
        issue_token(client_id="cs-0", secret=program.secret)
    assert refused("issue_token") == 2
    assert not Token.objects.exists()


def test_a_key_may_be_asked_for_less_but_not_for_more(program: Program) -> None:
    caller = program.caller("dossiers:read")
    assert caller.actor.may("cases.see", program.ward)
    assert not caller.actor.may("documents.see_all")
    assert not caller.actor.may("cases.see", program.office.units["xa"])
    with pytest.raises(ScopeMissing):
        program.caller("dossiers:people")


def test_what_is_taken_back_counts_at_once(program: Program) -> None:
    token, _scopes = issue_token(client_id=program.client.client_id, secret=program.secret)
    add(program)
    program.may("dossiers:read")
    assert not enter(token=token).actor.may("statistics:read")
    assert not Hook.objects.filter(removed_at=None).exists()
    program.may()
    assert not enter(token=token).actor.grants
    new = registering.renew_secret(actor=RUNS, client_pk=program.client.pk)
    with pytest.raises(TokenWrong):
        enter(token=token)
    with pytest.raises(NotAClient):
        issue_token(client_id=program.client.client_id, secret=program.secret)
    token, _scopes = issue_token(client_id=program.client.client_id, secret=new)
    registering.close_client(actor=RUNS, client_pk=program.client.pk, reason="Hết hợp đồng")
    with pytest.raises(TokenWrong):
        enter(token=token)
    with pytest.raises(NotAClient):
        issue_token(client_id=program.client.client_id, secret=new)


def test_what_may_not_be_registered_or_given(program: Program) -> None:
    pk = program.client.pk
    no_purpose = registering.ClientIn("X", " ", "x")
    with pytest.raises(InvalidInput):
        registering.register_client(actor=RUNS, given=no_purpose)
    with pytest.raises(InvalidInput):
        registering.change_client(actor=RUNS, client_pk=pk, given=no_purpose)
    with pytest.raises(InvalidInput):
        registering.set_reach(actor=RUNS, client_pk=pk, agency_id=program.ward, scopes=["dossiers:people"])
    with pytest.raises(NotVisible):
        registering.set_reach(actor=RUNS, client_pk=pk, agency_id=10**9, scopes=["dossiers:read"])
    with pytest.raises(InvalidInput):
        registering.close_client(actor=RUNS, client_pk=pk, reason=" ")
    with pytest.raises(NotVisible):
        registering.renew_secret(actor=RUNS, client_pk=0)
    registering.close_client(actor=RUNS, client_pk=pk, reason="x")
    for call in (lambda: registering.close_client(actor=RUNS, client_pk=pk, reason="x"), lambda: registering.renew_secret(actor=RUNS, client_pk=pk),
                 lambda: registering.change_client(actor=RUNS, client_pk=pk, given=GIVEN), lambda: program.may("dossiers:read")):  # fmt: skip
        with pytest.raises(ClientClosed):
            call()
    assert [refused(name) for name in ("register", "change", "set_reach", "close", "renew_secret")] == [1, 2, 3, 2, 2]


def test_more_calls_than_agreed_are_refused_until_the_next_minute(program: Program) -> None:
    Client.objects.update(per_minute=3)
    moment = clock.now().replace(second=10)
    with clock.at(moment):
        token, _scopes = issue_token(client_id=program.client.client_id, secret=program.secret)
        for _call in range(2):
            enter(token=token)
        for _call in range(2):
            with pytest.raises(TooOften):
                enter(token=token)
    with clock.at(moment + timedelta(minutes=1)):
        enter(token=token)
    use = Use.objects.get()
    assert (use.calls, use.refused) == (6, 2)
    assert clients(viewer=RUNS) == [(program.client, 6)]


def test_who_reads_people_is_written_down_with_the_purpose(program: Program) -> None:
    with pytest.raises(ScopeMissing):
        note_people_read(caller=program.caller(), codes=["x"])
    program.may("dossiers:read", "dossiers:people")
    note_people_read(caller=program.caller(), codes=[program.dossier.code])
    line = AuditEntry.objects.get(action="clients.read_people", outcome=Outcome.DONE)
    assert (line.actor_name, line.details["purpose"], line.details["dossiers"]) == (f"Ứng dụng: {GIVEN.name}", GIVEN.purpose, [program.dossier.code])


@pytest.mark.parametrize("url", ["http://tin.soyte.example/", "https://tin.soyte.example.evil.test/", "https://127.0.0.1/", "https://a@tin.soyte.example/",
                                 "https://tin.soyte.example:8443/", "https://[::1", "ftp://tin.soyte.example", "", "https://tin.soyte.example/ x",
                                 "https://tin.soyte.example/\x00", "https://tin.soyte.example/" + "a" * 500])  # fmt: skip
def test_webhooks_lead_only_where_the_administrator_said(program: Program, url: str) -> None:
    with pytest.raises(HookUrlWrong):
        add(program, url)
    assert not Hook.objects.exists()
    assert refused("add_hook") == 1


def test_webhooks_need_their_scopes_and_known_events(program: Program) -> None:
    for events in ((), ("dossier.deleted",), ("dossier.received", "x")):
        with pytest.raises(InvalidInput):
            add(program, events=events)
    with pytest.raises(ScopeMissing):
        hooks.add_hook(caller=program.caller(), agency_id=program.office.units["xa"], url=URL, events=["dossier.received"])
    program.may("documents:read", "webhooks:write")
    with pytest.raises(ScopeMissing):
        add(program)
    for _hook in range(hooks.MOST):
        add(program, events=("document.issued",))
    with pytest.raises(InvalidInput):
        add(program, events=("document.issued",))
    assert Hook.objects.count() == hooks.MOST


def test_a_webhook_of_another_program_is_not_there(program: Program) -> None:
    hook, _secret = add(program)
    other, secret = registering.register_client(actor=RUNS, given=GIVEN)
    stranger = Program(program.office, other, secret, program.dossier)
    stranger.may("webhooks:write")
    for call in (hooks.remove_hook, hooks.try_hook):
        with pytest.raises(NotVisible):
            call(caller=stranger.caller(), hook_id=hook.pk)
        with pytest.raises(NotVisible):
            call(caller=program.caller(), hook_id=uuid4())
    hooks.remove_hook(caller=program.caller(), hook_id=hook.pk)
    with pytest.raises(NotVisible):
        hooks.remove_hook(caller=program.caller(), hook_id=hook.pk)
    assert not Sending.objects.filter(channel="webhooks").exists()


class Listener(BaseHTTPRequestHandler):
    """Somebody who hears what is told."""

    heard: ClassVar[list[tuple[dict[str, str], bytes]]] = []
    says: ClassVar[list[int]] = [200]

    def do_POST(self) -> None:
        """Hear, and answer as told."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append((dict(self.headers.items()), body))
        self.send_response(self.says[-1])
        self.end_headers()

    def log_message(self, *_given: Any) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[str]:
    """Its address."""
    Listener.heard, Listener.says = [], [200]
    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/tin"
    server.shutdown()
    server.server_close()


def test_what_happens_is_told_signed_and_once(program: Program, listener: str) -> None:
    hook, secret = add(program)
    Hook.objects.update(url=listener)
    for _twice in range(2):
        tell_received(DossierReceived(dossier_id=str(program.dossier.pk)))
        tell_changed(DossierChanged(dossier_id=str(program.dossier.pk), what="supplement", seq=3))
    assert carry("webhooks") == 2
    (headers, body), (_headers, second) = Listener.heard
    said, _second = (require_described(*each) for each in Listener.heard)
    assert (said["event"], said["agency"], said["data"]) == ("dossier.received", program.ward, {"code": program.dossier.code, "status": 2, "what": "received"})
    assert json.loads(second)["data"]["what"] == "supplement"
    stamp = int(headers["X-CongSo-Signature"].split(",")[0].removeprefix("t="))
    assert headers["X-CongSo-Signature"] == signature_of(secret, stamp, body)
    assert abs(stamp - clock.now().timestamp()) < 60
    assert headers["X-CongSo-Delivery"] == said["id"]
    assert secret.encode() not in bytes(Hook.objects.get(pk=hook.pk).secret)


def test_who_does_not_hear_is_told_again_who_has_gone_is_not(program: Program, listener: str) -> None:
    hook, _secret = add(program)
    Hook.objects.update(url=listener)
    Listener.says.append(503)
    hooks.try_hook(caller=program.caller(), hook_id=hook.pk)
    carry("webhooks")
    row = Sending.objects.get()
    assert require_described(*Listener.heard[0])["data"] == {"test": True}
    assert (row.state, row.error) == ("waiting", "HTTP 503")
    Listener.says.append(410)
    with clock.at(clock.now() + timedelta(minutes=2)):
        carry("webhooks")
    row.refresh_from_db()
    assert (row.state, row.error_code) == ("dead", "410")
    hooks.try_hook(caller=program.caller(), hook_id=hook.pk)
    hooks.remove_hook(caller=program.caller(), hook_id=hook.pk)
    carry("webhooks")
    assert len(Listener.heard) == 2
    assert set(Sending.objects.values_list("state", flat=True)) == {"dead"}


def test_issued_documents_are_told_save_those_for_inside(program: Program, listener: str) -> None:
    add(program, events=("document.issued",))
    Hook.objects.update(url=listener)
    document = make_incoming(program.office)
    Document.objects.filter(pk=document.pk).update(circulation="LƯU HÀNH NỘI BỘ")
    tell_issued(DocumentIssued(document_id=str(document.pk), unit_ids=()))
    assert not Sending.objects.filter(channel="webhooks").exists()
    Document.objects.filter(pk=document.pk).update(circulation="")
    tell_issued(DocumentIssued(document_id=str(document.pk), unit_ids=()))
    assert carry("webhooks") == 1
    said = require_described(*Listener.heard[0])
    assert (said["event"], said["agency"]) == ("document.issued", program.ward)
    assert said["data"] == {"id": str(document.pk), "number": document.number_text, "issued_on": document.issued_on.isoformat() if document.issued_on else None}


@pytest.mark.django_db(transaction=True)
def test_two_at_once(program: Program) -> None:
    pk, ward = program.client.pk, program.ward
    hook, _secret = add(program)
    caller = program.caller()
    assert both(lambda: hooks.remove_hook(caller=caller, hook_id=hook.pk)) == ["done", "not_found"]
    assert both(lambda: registering.set_reach(actor=RUNS, client_pk=pk, agency_id=ward, scopes=["dossiers:read"])) == ["done", "done"]
    assert Reach.objects.get().scopes == ["dossiers:read"]
    Client.objects.update(per_minute=2)
    Use.objects.all().delete()
    with_fixed = clock.now()
    with clock.at(with_fixed):
        token, _scopes = issue_token(client_id=program.client.client_id, secret=program.secret)
    assert sorted(both(lambda: _enter_at(token, with_fixed))) == ["done", "too_many_requests"]
    assert both(lambda: registering.close_client(actor=RUNS, client_pk=pk, reason="x")) == ["client_closed", "done"]


def _enter_at(token: str, moment: Any) -> None:
    with clock.at(moment):
        enter(token=token)
