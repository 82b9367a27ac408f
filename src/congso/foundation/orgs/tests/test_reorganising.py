"""Reorganisations: what ends, what begins, what becomes of the parts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from congso.core.errors import NotAllowed
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.orgs.errors import ReorganisationFaulty, UnitClosed
from congso.foundation.orgs.models import Succession, SuccessionKind, Unit
from congso.foundation.orgs.queries import predecessors, successors, tree
from congso.foundation.orgs.services import NewUnit, Reorganisation, reorganise
from congso.foundation.orgs.tests.makers import NOBODY, SYSTEM, make_units

pytestmark = pytest.mark.django_db
BEFORE, DAY = date(2026, 2, 28), date(2026, 3, 1)
BASIS = "Nghị quyết 99/2026/UBTVQH15"


def plan(kind: str, ends: list[int], **changes: Any) -> Reorganisation:
    return Reorganisation(kind=kind, on=DAY, legal_basis=BASIS, predecessor_ids=ends, **changes)


def test_a_merger_into_an_existing_unit_ends_the_other_and_joins_offices_of_one_function() -> None:
    ids = make_units()

    assert reorganise(
        actor=SYSTEM, plan=plan(SuccessionKind.MERGE, [ids["b"]], successor_ids=[ids["a"]])
    ) == [ids["a"]]

    before, after = tree(BEFORE), tree(DAY)
    assert before.agency_of(ids["b-vp"]).id == ids["b"]
    assert {ids["b"], ids["b-vp"], ids["b-mc"]} & after.nodes.keys() == set()
    assert after.agency_of(ids["b-kt"]).id == ids["a"]
    assert [successors(ids[key], DAY) for key in ("b", "b-vp", "b-mc")] == [
        [ids["a"]],
        [ids["a-vp"]],
        [ids["a-mc"]],
    ]
    assert predecessors(ids["a"]) == {ids["a"], ids["b"]}
    assert Succession.objects.get(predecessor_id=ids["b"]).legal_basis == BASIS


def test_two_units_become_a_new_one_that_may_take_the_identifier_of_the_first() -> None:
    ids = make_units()
    new = [NewUnit("Ủy ban nhân dân phường Tháp Lãnh", "H20.31")]

    made = reorganise(actor=SYSTEM, plan=plan(SuccessionKind.MERGE, [ids["a"], ids["b"]], new_units=new))

    after = tree(DAY)
    assert after.get(made[0]).name == "Ủy ban nhân dân phường Tháp Lãnh"
    assert (after.get(made[0]).kind, after.get(made[0]).parent_id) == ("commune", ids["tinh"])
    assert set(after.children[made[0]]) == {ids["a-vp"], ids["a-mc"], ids["b-kt"]}
    assert successors(ids["b-vp"], DAY) == [ids["a-vp"]]


def test_a_split_unit_is_followed_by_all_and_its_work_by_the_main_one() -> None:
    ids = make_units()
    new = [NewUnit("Ủy ban nhân dân xã Một"), NewUnit("Ủy ban nhân dân xã Hai")]

    made = reorganise(actor=SYSTEM, plan=plan(SuccessionKind.SPLIT, [ids["b"]], new_units=new))

    assert successors(ids["b"], DAY) == made
    assert list(
        Succession.objects.filter(predecessor_id=ids["b"]).order_by("id").values_list("is_main", flat=True)
    ) == [True, False]


def test_specialist_divisions_are_never_taken_for_one_another() -> None:
    ids = make_units()
    new = [NewUnit("Sở Tư pháp và Nội vụ")]

    made = reorganise(actor=SYSTEM, plan=plan(SuccessionKind.RENAME, [ids["so"]], new_units=new))

    assert set(tree(DAY).children[made[0]]) == {ids["so-1"], ids["so-2"]}


@pytest.mark.parametrize(
    ("kind", "ends", "changes", "words"),
    [
        ("merge", [], {"successor_ids": ["a"]}, "chưa chọn đơn vị kết thúc"),
        ("merge", ["b"], {}, "chưa có đơn vị tiếp nhận"),
        ("merge", ["a"], {"successor_ids": ["a"]}, "vừa kết thúc vừa tiếp nhận"),
        ("split", ["a"], {"successor_ids": ["b"]}, "từ hai đơn vị tiếp nhận"),
        ("rename", ["a"], {"successor_ids": ["b"]}, "một đơn vị mới"),
        ("merge", ["b"], {"successor_ids": ["a", "so"]}, "đúng một đơn vị"),
        ("dissolve", ["so"], {"successor_ids": ["so-1"]}, "trực thuộc đơn vị kết thúc"),
        ("merge", ["b"], {"successor_ids": ["a"], "legal_basis": " "}, "căn cứ pháp lý"),
    ],
)
def test_what_makes_no_reorganisation_is_refused_and_nothing_moves(
    kind: str, ends: list[str], changes: dict[str, Any], words: str
) -> None:
    ids = make_units()
    wanted: dict[str, Any] = {
        "kind": kind,
        "on": DAY,
        "legal_basis": BASIS,
        "predecessor_ids": [ids[key] for key in ends],
    } | changes
    wanted["successor_ids"] = [ids[key] for key in changes.get("successor_ids", [])]

    with pytest.raises(ReorganisationFaulty, match=words):
        reorganise(actor=SYSTEM, plan=Reorganisation(**wanted))

    assert not Succession.objects.exists()
    assert not Unit.objects.exclude(valid_to=None).exists()
    assert AuditEntry.objects.filter(outcome=Outcome.REFUSED).count() == 1


def test_a_unit_ends_only_once() -> None:
    ids = make_units()
    reorganise(actor=SYSTEM, plan=plan(SuccessionKind.MERGE, [ids["b"]], successor_ids=[ids["a"]]))

    with pytest.raises(UnitClosed, match="Tháp Mười"):
        reorganise(actor=SYSTEM, plan=plan(SuccessionKind.MERGE, [ids["b"]], successor_ids=[ids["so"]]))

    assert Succession.objects.filter(predecessor_id=ids["b"]).count() == 1


def test_who_has_no_right_reorganises_nothing() -> None:
    ids = make_units()

    with pytest.raises(NotAllowed):
        reorganise(actor=NOBODY, plan=plan(SuccessionKind.MERGE, [ids["b"]], successor_ids=[ids["a"]]))

    assert ids["b"] in tree(DAY).nodes
