"""Two people press at the same moment: one wins, the other is told, nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from congso.core import clock
from congso.core.errors import DomainError
from congso.domains.dossiers import services
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import receive_dossier
from congso.domains.dossiers.tests.expecting import fresh
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier, make_intake, make_office
from congso.foundation.casework.errors import CaseMoved
from congso.foundation.casework.history import replay, standing
from congso.foundation.casework.models import CaseEvent
from congso.foundation.numbering.models import NumberEntry

pytestmark = pytest.mark.django_db(transaction=True)
Press = Callable[[], Any]


def both(first: Press, second: Press) -> list[Any]:
    """What each of two presses gave, or the refusal it met."""
    gate = Barrier(2)

    def one(press: Press) -> Any:
        try:
            gate.wait()
            return press()
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, (first, second)))


def _later() -> Any:
    return clock.now() + timedelta(days=40)


PRESSES: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "move_dossier": ("assign", "truongphong", "truongphong", {"way_code": "forward"}),
    "assign_dossier": ("work", "truongphong", "lanhdao", {"holder_id": None, "reason": "x"}),
    "propose": ("work", "chuyenvien", "chuyenvien", {"proposal": "result"}),
    "ask_supplement": ("work", "chuyenvien", "chuyenvien", {"items": "x", "reason": "y"}),
    "ask_payment": ("work", "chuyenvien", "chuyenvien", {"name": "x", "amount": 1, "reason": "y"}),
    "collect_fees": ("assign", "motcua", "motcua", {}),
    "consult": ("work", "chuyenvien", "chuyenvien", {"question": "x"}),
    "hand_over": ("work", "chuyenvien", "chuyenvien", {"reason": "x"}),
    "extend_dossier": ("work", "truongphong", "lanhdao", {"reason": "x"}),
    "apologise": ("work", "truongphong", "lanhdao", {"reason": "x"}),
    "return_result": ("return", "motcua", "motcua", {"received_by": "A"}),
    "stop_dossier": ("work", "motcua", "motcua", {"reason": "x"}),
    "undo_move": ("work", "truongphong", "truongphong", {}),
}  # fmt: skip


def test_of_two_presses_one_wins() -> None:
    office = make_office()
    extra: dict[str, Callable[[], dict[str, Any]]] = {
        "consult": lambda: {"unit_id": office.units["phuong-kt"], "due_at": _later()},
        "hand_over": lambda: {"publication_id": office.department_publication_id},
        "extend_dossier": lambda: {"new_due_at": _later()}, "apologise": lambda: {"new_due_at": _later()},
    }  # fmt: skip
    for name, (step, one, other, values) in PRESSES.items():
        dossier = bring_to(office, make_dossier(office), step)
        seq = fresh(dossier).case.seq
        given = values | (extra[name]() if name in extra else {})

        def press(who: str, name: str = name, dossier: Dossier = dossier, seq: int = seq, given: Any = given) -> Press:
            return lambda: getattr(services, name)(actor=office.actor(who), dossier_id=dossier.pk, seen_seq=seq, **given)

        answers = both(press(one), press(other))

        refusals = [answer for answer in answers if isinstance(answer, DomainError)]
        assert [type(each) for each in refusals] == [CaseMoved], (name, answers)
        assert fresh(dossier).case.seq == seq + 1, name
        assert replay(CaseEvent.objects.filter(case_id=dossier.pk)) == standing(fresh(dossier).case)


def test_one_form_sent_twice_at_once_makes_one_dossier(transactional_db: None) -> None:
    office: Office = make_office()
    intake = make_intake(office)

    answers = both(*[lambda: receive_dossier(actor=office.clerk, intake=intake)] * 2)

    assert {answer.pk for answer in answers} == {Dossier.objects.get().pk}
    assert NumberEntry.objects.count() == 2


def test_a_part_called_back_by_two_ends_once() -> None:
    office = make_office()
    dossier = bring_to(office, make_dossier(office), "work")
    part = services.hand_over(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, reason="x",
                              publication_id=office.department_publication_id)  # fmt: skip

    def press() -> Any:
        return services.call_back(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, child_id=part.pk, reason="y")

    results = both(press, press)

    assert sorted(type(each).__name__ for each in results) == ["CaseClosed", "Dossier"]
    assert CaseEvent.objects.filter(case_id=part.pk, action="called_back").count() == 1
    assert CaseEvent.objects.filter(case_id=dossier.pk, action="part_called_back").count() == 1
