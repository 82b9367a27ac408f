"""The one way to write: records, refuses, and leaves nothing half-done."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.db.utils import ProgrammingError

from congso.core.actors import system_actor
from congso.core.errors import NotAllowed
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.audit.writing import AuditMissing, write_action

pytestmark = pytest.mark.django_db
ACTOR = system_actor("tests")


Unit = apps.get_model("orgs", "Unit")  # by name: audit stands below orgs


def _unit() -> Model:
    return Unit.objects.create(kind="department", valid_from="2025-07-01")


def _open_and_be_refused() -> None:
    with write_action("orgs.open_unit", actor=ACTOR) as action:
        action.record(_unit())
        raise NotAllowed


def test_what_is_done_stands_in_the_log_with_its_actor() -> None:
    with write_action("orgs.open_unit", actor=ACTOR) as action:
        unit = _unit()
        action.record(unit, name="Sở Tư pháp")

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.outcome, entry.actor_name) == ("orgs.open_unit", Outcome.DONE, "tests")
    assert (entry.subject_type, entry.subject_id) == ("orgs.unit", str(unit.pk))
    assert entry.details == {"name": "Sở Tư pháp"}
    assert bytes(entry.leaf_hash) == entry.compute_leaf()


def test_a_change_nobody_recorded_is_not_made() -> None:
    with pytest.raises(AuditMissing), write_action("orgs.open_unit", actor=ACTOR):
        _unit()

    assert not Unit.objects.exists()


def test_a_refusal_changes_nothing_and_is_logged() -> None:
    with pytest.raises(NotAllowed):
        _open_and_be_refused()

    assert not Unit.objects.exists()
    entry = AuditEntry.objects.get()
    assert (entry.outcome, entry.details["error"]) == (Outcome.REFUSED, "not_allowed")


@pytest.mark.parametrize("statement", ["UPDATE audit_auditentry SET actor_name='x'", "DELETE FROM audit_auditentry"])
def test_lines_cannot_be_changed_or_removed(statement: str) -> None:
    with write_action("orgs.open_unit", actor=ACTOR) as action:
        action.record(_unit())

    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.get().actor_name == "tests"
