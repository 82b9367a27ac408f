"""Sealed lines: what was written can be proved, what was touched is found."""

import time

import pytest
from django.db import connection

from congso.core.actors import system_actor
from congso.foundation.audit import merkle
from congso.foundation.audit.models import AuditEntry, AuditSeal
from congso.foundation.audit.sealing import proof_of, seal_new_entries, verify_seals
from congso.foundation.audit.writing import write_action

pytestmark = pytest.mark.django_db(transaction=True)
ACTOR = system_actor("tests")


def _write(count: int) -> None:
    for number in range(count):
        with write_action("tests.write", actor=ACTOR) as action:
            action.record(("tests.thing", number), note="đã ghi")


def _seal(lines: int) -> AuditSeal:
    """Seal so many new lines, once no open transaction of another test's database holds the horizon back."""
    sizes = 0
    for _attempt in range(1200):
        seal = seal_new_entries()
        sizes += seal.size if seal else 0
        if seal and sizes >= lines:
            return seal
        time.sleep(0.05)
    raise AssertionError(f"{sizes} of {lines} lines were sealed")


def test_sealed_lines_verify_and_can_be_proved_singly() -> None:
    _write(5)
    _seal(5)
    _write(3)
    _seal(3)

    chain = list(AuditSeal.objects.order_by("id"))
    assert [seal.transaction_from for seal in chain[1:]] == [seal.transaction_to for seal in chain[:-1]]
    assert sum(AuditSeal.objects.values_list("size", flat=True)) == 8
    assert seal_new_entries() is None
    assert verify_seals() == []
    entry = AuditEntry.objects.order_by("id")[3]
    found = proof_of(entry)
    assert found
    seal, index, proof = found
    assert merkle.proves_inclusion(entry.compute_leaf(), index, seal.size, proof, bytes(seal.root))


def test_a_changed_line_is_found() -> None:
    _write(4)
    _seal(4)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER append_only")
        cursor.execute("UPDATE audit_auditentry SET actor_name = 'ai đó' WHERE subject_id = '2'")
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER append_only")

    sentences = [problem.sentence for problem in verify_seals()]

    assert any("was changed" in sentence for sentence in sentences)
    assert "the lines do not give the sealed root" in sentences


def test_a_removed_line_is_found() -> None:
    _write(4)
    _seal(4)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER append_only")
        cursor.execute("DELETE FROM audit_auditentry WHERE subject_id = '1'")
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER append_only")

    assert any("lines were sealed" in problem.sentence for problem in verify_seals())
