"""Sealed lines: what was written can be proved, what was touched is found."""

import pytest
from django.db import connection

from congso.core.actors import system_actor
from congso.foundation.audit import merkle
from congso.foundation.audit.models import AuditEntry
from congso.foundation.audit.sealing import proof_of, seal_new_entries, verify_seals
from congso.foundation.audit.writing import write_action

pytestmark = pytest.mark.django_db(transaction=True)
ACTOR = system_actor("tests")


def _write(count: int) -> None:
    for number in range(count):
        with write_action("tests.write", actor=ACTOR) as action:
            action.record(("tests.thing", number), note="đã ghi")


def test_sealed_lines_verify_and_can_be_proved_singly() -> None:
    _write(5)
    first = seal_new_entries()
    _write(3)
    second = seal_new_entries()

    assert first
    assert second
    assert (first.size, second.size, seal_new_entries()) == (5, 3, None)
    assert verify_seals() == []
    entry = AuditEntry.objects.order_by("id")[3]
    found = proof_of(entry)
    assert found
    seal, index, proof = found
    assert merkle.proves_inclusion(entry.compute_leaf(), index, seal.size, proof, bytes(seal.root))


def test_a_changed_line_is_found() -> None:
    _write(4)
    seal_new_entries()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER append_only")
        cursor.execute("UPDATE audit_auditentry SET actor_name = 'ai đó' WHERE subject_id = '2'")
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER append_only")

    sentences = [problem.sentence for problem in verify_seals()]

    assert any("was changed" in sentence for sentence in sentences)
    assert "the lines do not give the sealed root" in sentences


def test_a_removed_line_is_found() -> None:
    _write(4)
    seal_new_entries()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER append_only")
        cursor.execute("DELETE FROM audit_auditentry WHERE subject_id = '1'")
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER append_only")

    assert any("lines were sealed" in problem.sentence for problem in verify_seals())
