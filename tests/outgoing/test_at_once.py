"""Two sign the same document at the same time: one signature counts, the other person is told, the number is used once."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections

from congso.core.actors import Actor
from congso.core.errors import DomainError
from congso.domains.documents.errors_outgoing import PaperChanged
from congso.domains.documents.models import Document, DocumentNumber, Outgoing
from congso.domains.documents.services import outgoing_batches
from congso.domains.documents.services.outgoing import sign_outgoing
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.serving import Running
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.models import Case
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.orgs.tests.makers import START
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.queries import actor_for
from congso.foundation.signing.facade import (
    Order,
    Signature,
    Signed,
    SigningKey,
    Trust,
    sign_documents,
    verify_pdf,
)
from congso.foundation.signing.services.keeping import Owner, add_file_key
from tests.outgoing.conftest import Desk
from tests.outgoing.test_way import content
from tests.signing.conftest import PIN, SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


def deputy_of(desk: Desk, authority: Running) -> tuple[Actor, SigningKey]:
    """A second leader of the ward with a key of their own."""
    spec = OfficialSpec("phochutich", "Lê Thị Thu", desk.office.units["phuong"], "leader", "Phó Chủ tịch", START)
    account = load_officials(actor=SYSTEM, officials=[spec], password_hash="!")["phochutich"]
    actor = actor_for(account)
    made = authority.authority.issue(Subject("Lê Thị Thu", "UBND phường Cao Lãnh"), PIN)
    return actor, add_file_key(actor=actor, owner=Owner(account_id=account), container=made, pin=PIN)


def at_once(document: Document, signers: Sequence[tuple[Actor, SigningKey]], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Both have signed the paper they prepared before either is kept; what each then hears."""
    gate, heard = Barrier(len(signers)), []

    def sign_and_wait(*, orders: Sequence[Order], **how: Any) -> list[Signed]:
        made = sign_documents(orders=orders, **how)
        if orders:
            gate.wait(30)
        return made

    def press(actor: Actor, key: SigningKey) -> None:
        try:
            outcome = sign_outgoing(actor=actor, document_ids=[document.pk], key_id=key.pk, pin=PIN)
            heard.append(f"done {len(outcome.done)}")
        except DomainError as refused:
            heard.append(type(refused).__name__ + ": " + str(refused))
        finally:
            connections.close_all()

    monkeypatch.setattr(outgoing_batches, "sign_documents", sign_and_wait)
    threads = [Thread(target=press, args=each) for each in signers]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return sorted(heard)


@pytest.mark.parametrize("two_leaders", [True, False])
def test_one_wins_and_the_other_is_told(
    two_leaders: bool, desk: Desk, authority: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, first = desk.bring(desk.draft(), "sign"), (desk.office.leader, desk.leader_key)
    second = first
    if two_leaders:  # a paper that names nobody yet, in front of all leaders
        second = deputy_of(desk, authority)
        Outgoing.objects.filter(pk=document.pk).update(signer_id=None)
        Case.objects.filter(pk=document.case_id).update(holder_id=None)

    heard = at_once(document, [first, second], monkeypatch)

    told = str(PaperChanged(subject=document.subject))
    assert heard == [f"PaperChanged: {told}", "done 1"]
    document.refresh_from_db()
    assert document.number_text == "01/QĐ-UBND"
    assert DocumentNumber.objects.filter(document=document).count() == 1
    assert NumberEntry.objects.filter(text="01/QĐ-UBND").count() == 1
    row = Signature.objects.get()
    (found,) = verify_pdf(content(document))
    assert found.trust == Trust.TRUSTED
    assert row.key.subject.count(found.signer) == 1, "the signature that counts is the one in the file"
    assert AuditEntry.objects.filter(action="documents.sign", outcome="refused").count() == 1


def test_another_leader_does_not_sign_what_lies_before_the_one_it_names(desk: Desk, authority: Running) -> None:
    document, (deputy, key) = desk.bring(desk.draft(), "sign"), deputy_of(desk, authority)
    with pytest.raises(DomainError):
        sign_outgoing(actor=deputy, document_ids=[document.pk], key_id=key.pk, pin=PIN)
    document.refresh_from_db()
    assert (document.number, Signature.objects.count()) == (None, 0)
    assert AuditEntry.objects.filter(action="documents.prepare_paper", outcome="refused").count() == 1
