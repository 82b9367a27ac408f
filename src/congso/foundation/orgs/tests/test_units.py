"""Units open, change their names and places, and end, each on its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connections

from congso.core.errors import DomainError, NotAllowed
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.orgs import services
from congso.foundation.orgs.errors import (
    DateOutOfOrder,
    IdentifierUsed,
    NothingChanged,
    ParentBelowItself,
    ParentMissing,
    PartsStillOpen,
    UnitClosed,
)  # fmt: skip
from congso.foundation.orgs.models import Unit, UnitKind, UnitName
from congso.foundation.orgs.queries import tree
from congso.foundation.orgs.tests.makers import NOBODY, SYSTEM, make_units

pytestmark = pytest.mark.django_db
BEFORE, DAY = date(2026, 2, 28), date(2026, 3, 1)


def refusals() -> list[str]:
    return [entry.details["error"] for entry in AuditEntry.objects.filter(outcome=Outcome.REFUSED)]


def test_a_new_unit_stands_in_the_tree_from_its_day_on_only() -> None:
    ids = make_units()

    unit = services.open_unit(actor=SYSTEM, name="Phòng  Văn hóa - Xã hội", kind=UnitKind.DIVISION, valid_from=DAY, parent_id=ids["a"],
                              function="society", identifier="H20.31.03")  # fmt: skip

    assert unit.pk not in tree(BEFORE).nodes
    assert tree(DAY).get(unit.pk).name == "Phòng Văn hóa - Xã hội"
    assert unit.pk in tree(DAY).children[ids["a"]]
    line = AuditEntry.objects.get(action="orgs.open_unit")
    assert (line.subject_id, line.details["name"]) == (str(unit.pk), "Phòng  Văn hóa - Xã hội")


def test_a_renamed_unit_keeps_its_old_name_for_the_days_before() -> None:
    ids = make_units()

    services.rename_unit(actor=SYSTEM, unit_id=ids["so"], name="Sở Tư pháp và Nội vụ", valid_from=DAY)

    assert tree(BEFORE).name(ids["so"]) == "Sở Tư pháp"
    assert tree(DAY).name(ids["so"]) == "Sở Tư pháp và Nội vụ"


def test_a_moved_unit_stands_where_it_stood_on_each_day() -> None:
    ids = make_units()

    services.move_unit(actor=SYSTEM, unit_id=ids["b-kt"], parent_id=ids["a"], valid_from=DAY)

    assert tree(BEFORE).agency_of(ids["b-kt"]).id == ids["b"]
    assert tree(DAY).agency_of(ids["b-kt"]).id == ids["a"]


def test_an_ended_unit_is_there_until_the_day_before() -> None:
    ids = make_units()

    services.close_unit(actor=SYSTEM, unit_id=ids["b-kt"], valid_to=DAY, reason="Sắp xếp lại phòng")

    assert ids["b-kt"] in tree(BEFORE).nodes
    assert ids["b-kt"] not in tree(DAY).nodes


def test_details_are_corrected_and_what_they_were_is_recorded() -> None:
    ids = make_units()

    services.change_details(actor=SYSTEM, unit_id=ids["so"], identifier="H20.03", function="", area_code="", email="stp@dongthap.example",
                            phone="02773851234", address="12 Nguyễn Huệ")  # fmt: skip

    assert Unit.objects.get(pk=ids["so"]).email == "stp@dongthap.example"
    assert AuditEntry.objects.get(action="orgs.change_details").details["phone"] == {
        "before": "",
        "after": "02773851234",
    }


Change = Callable[[dict[str, int]], object]
NONSENSE: list[tuple[Change, type[DomainError], str]] = [
    (lambda ids: services.rename_unit(actor=SYSTEM, unit_id=ids["so"], name="Tên khác", valid_from=date(2025, 7, 1)),
     DateOutOfOrder, "01/07/2025"),
    (lambda ids: services.rename_unit(actor=SYSTEM, unit_id=ids["so"], name="Sở Tư pháp", valid_from=DAY), NothingChanged, "thay đổi"),
    (lambda ids: services.rename_unit(actor=SYSTEM, unit_id=ids["so"], name="Tên khác", valid_from=date(2024, 1, 1)),
     UnitClosed, "Sở Tư pháp"),
    (lambda ids: services.move_unit(actor=SYSTEM, unit_id=ids["a"], parent_id=ids["a-vp"], valid_from=DAY), ParentBelowItself, "cấp trên"),
    (lambda ids: services.move_unit(actor=SYSTEM, unit_id=ids["a"], parent_id=ids["a"], valid_from=DAY), ParentBelowItself, "cấp trên"),
    (lambda ids: services.close_unit(actor=SYSTEM, unit_id=ids["a"], valid_to=DAY, reason="x"), PartsStillOpen, "2 đơn vị"),
    (lambda ids: services.open_unit(actor=SYSTEM, name="Sở mới", kind=UnitKind.DEPARTMENT, valid_from=DAY, parent_id=ids["tinh"],
                                    identifier="H20.03"), IdentifierUsed, "Sở Tư pháp"),
    (lambda ids: services.open_unit(actor=SYSTEM, name="Phòng mới", kind=UnitKind.DIVISION, valid_from=DAY), ParentMissing, "cấp trên"),
    (lambda ids: services.open_unit(actor=SYSTEM, name="Phòng mới", kind=UnitKind.DIVISION, valid_from=date(2025, 1, 1),
                                    parent_id=ids["so"]), UnitClosed, "01/01/2025"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "error", "words"), NONSENSE)
def test_nonsense_is_refused_with_its_reason_and_nothing_moves(
    change: Change, error: type[DomainError], words: str
) -> None:
    ids = make_units()
    names, units = list(UnitName.objects.order_by("pk").values()), list(Unit.objects.order_by("pk").values())

    with pytest.raises(error) as caught:
        change(ids)

    assert words in str(caught.value)
    assert list(UnitName.objects.order_by("pk").values()) == names
    assert list(Unit.objects.order_by("pk").values()) == units
    assert refusals() == [error.code]


def test_who_has_no_right_changes_nothing() -> None:
    ids = make_units()

    with pytest.raises(NotAllowed):
        services.rename_unit(actor=NOBODY, unit_id=ids["so"], name="Tên khác", valid_from=DAY)

    assert tree(DAY).name(ids["so"]) == "Sở Tư pháp"
    assert refusals() == ["not_allowed"]


@pytest.mark.django_db(transaction=True)
def test_of_two_units_opened_at_once_with_one_identifier_one_is_refused() -> None:
    ids = make_units()
    together, outcomes = Barrier(2), list[str]()

    def open_one() -> None:
        together.wait()
        try:
            services.open_unit(
                actor=SYSTEM,
                name="Sở mới",
                kind=UnitKind.DEPARTMENT,
                valid_from=DAY,
                parent_id=ids["tinh"],
                identifier="H20.99",
            )
            outcomes.append("opened")
        except IdentifierUsed:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [Thread(target=open_one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["opened", "refused"]
    assert Unit.objects.filter(identifier="H20.99").count() == 1
