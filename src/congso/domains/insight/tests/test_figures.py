"""Figures equal an independent count, whatever happened to the dossiers; the list behind each figure equals it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotAllowed
from congso.domains.dossiers.facade import (
    Dossier,
    NationalStatus,
    apologise,
    ask_payment,
    ask_supplement,
    complete_supplement,
    confirm_payment,
    judge_dossier,
    move_dossier,
    propose,
    return_result,
    stop_dossier,
)  # fmt: skip
from congso.domains.dossiers.tests.makers import Office, bring_to, make_applicant, make_dossier, make_office
from congso.domains.insight.enums import Figure, GroupBy
from congso.domains.insight.periods import Period, parts, preset, span
from congso.domains.insight.queries.figures import Wanted
from congso.domains.insight.queries.listing import listing
from congso.domains.insight.queries.stuck import stuck_steps
from congso.domains.insight.queries.table import report_table
from congso.foundation.orgs.models import Succession, Unit, UnitName

pytestmark = pytest.mark.django_db
FIRST = date(2026, 9, 1)
SEPTEMBER, OCTOBER = span(FIRST, 1), span(date(2026, 10, 1), 1)
AT = time(9, 0)


@pytest.fixture
def office() -> Office:
    return make_office()


def at(day: date) -> Any:
    return clock.at(datetime.combine(day, AT, tzinfo=clock.VIETNAM))


class Play:
    """A dossier that something happens to on later and later days."""

    def __init__(self, office: Office, random: Random) -> None:
        self.office, self.random, self.day = office, random, FIRST + timedelta(days=random.randrange(50))

    def later(self) -> Any:
        self.day += timedelta(days=self.random.randrange(5))
        return at(self.day)

    def run(self) -> None:
        office = self.office
        with at(self.day):
            self.dossier = make_dossier(office, applicant=make_applicant(email=""))
        if self.random.random() < 0.15:
            return
        with self.later():
            bring_to(office, self.dossier, "work")
        for _round in range(self.random.choice([0, 0, 1, 1, 2])):
            if not self.wait():
                return
        if self.random.random() < 0.2:
            with self.later():
                due = Dossier.objects.select_related("case").get(pk=self.dossier.pk).case.due_at
                if due and due < clock.now() + timedelta(days=5):
                    apologise(
                        actor=office.leader,
                        new_due_at=clock.now() + timedelta(days=6),
                        reason="Chậm",
                        **self.which,
                    )
        self.end(self.random.choice(["stay", "stop", "result", "result", "refusal", "returned"]))

    @property
    def which(self) -> dict[str, Any]:
        return {"dossier_id": self.dossier.pk, "seen_seq": None}

    def wait(self) -> bool:
        """A request, perhaps answered; whether work goes on."""
        office = self.office
        with self.later():
            if self.random.random() < 0.25:
                ask_payment(actor=office.officer, name="Thuế", amount=1000, reason="Thuế", **self.which)
                confirm_payment(actor=office.clerk, note="", **self.which)
                return True
            ask_supplement(actor=office.officer, items="A", reason="B", repeat_reason="C", **self.which)
        if self.random.random() < 0.3:
            return False
        with self.later():
            complete_supplement(actor=office.clerk, papers=["A"], **self.which)
        return True

    def end(self, how: str) -> None:
        office = self.office
        if how == "stay":
            return
        with self.later():
            if how == "stop":
                stop_dossier(actor=office.clerk, reason="Rút", **self.which)
                return
            kind = "refusal" if how == "refusal" else "result"
            propose(actor=office.officer, proposal=kind, summary="Căn cứ", **self.which)
            for person in (office.officer, office.head, office.leader, office.registry):
                move_dossier(actor=person, way_code="forward", **self.which)
        if how == "returned":
            with self.later():
                return_result(actor=office.clerk, received_by="A", **self.which)


def expected(dossiers: list[Dossier], period: Period) -> Counter[str]:
    """Count as a person with a calculator would, one dossier after another, by the one rule."""
    counts: Counter[str] = Counter()
    for row in dossiers:
        if row.arrived_at >= period.ends or (row.finished_at and row.finished_at < period.begins):
            continue
        good = judge_dossier(row, list(row.supplements.all()), period.judged_at).on_time
        counts[Figure.TOTAL] += 1
        counts[Figure.CARRIED if row.arrived_at < period.begins else Figure.RECEIVED] += 1
        counts[Figure.APOLOGISED] += row.apology_count > 0
        counts[Figure.SUPPLEMENTS] += row.supplement_count > 1
        if row.status == NationalStatus.WITHDRAWN:
            counts[Figure.WITHDRAWN] += 1
        elif row.finished_at:
            counts[Figure.ON_TIME if good else Figure.LATE] += 1
            counts[Figure.REFUSED] += row.status == NationalStatus.STOPPED
        elif row.status in {NationalStatus.SUPPLEMENT, NationalStatus.PAYMENT}:
            counts[Figure.PAUSED] += 1
        else:
            counts[Figure.OPEN_WITHIN if good else Figure.OPEN_LATE] += 1
    return counts


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_and_lists_equal_an_independent_count(office: Office, seed: int) -> None:
    random = Random(seed)
    for _number in range(25):
        Play(office, random).run()
    dossiers = list(Dossier.objects.prefetch_related("supplements"))
    viewer = office.actor("theodoi")

    with at(date(2026, 12, 20)):
        for period in (Period(FIRST, date(2026, 12, 31)), Period(date(2026, 10, 5), date(2026, 12, 19))):
            wanted = Wanted(period=period)
            total = report_table(viewer=viewer, wanted=wanted).total.counts
            assert {key: value for key, value in total.items() if value} == {
                str(key): value for key, value in expected(dossiers, period).items() if value}  # fmt: skip
            for figure in Figure:
                assert len(listing(viewer=viewer, wanted=wanted, figure=figure).lines) == min(
                    total[figure], 50
                )
            parts_of_total = [
                Figure.ON_TIME,
                Figure.LATE,
                Figure.OPEN_WITHIN,
                Figure.OPEN_LATE,
                Figure.PAUSED,
                Figure.WITHDRAWN,
            ]
            assert sum(total[figure] for figure in parts_of_total) == total[Figure.TOTAL]


@pytest.mark.parametrize("by", [GroupBy.RECEIVING, GroupBy.PROCEDURE, GroupBy.OFFICER])
def test_every_way_of_grouping_adds_up_to_the_same_total(office: Office, by: str) -> None:
    random = Random(9)
    for _number in range(8):
        Play(office, random).run()
    period = Period(FIRST, date(2026, 12, 31))
    viewer = office.actor("theodoi")

    table, plain = (
        report_table(viewer=viewer, wanted=Wanted(period=period, by=each)) for each in (by, GroupBy.AGENCY)
    )

    assert table.total.counts == plain.total.counts
    assert all(row.label for row in table.rows)


def test_a_past_month_counts_what_was_open_then(office: Office) -> None:
    with at(date(2026, 9, 1)):
        dossier = make_dossier(office)  # due 8 September
    with at(date(2026, 10, 12)):
        bring_to(office, dossier, "return")
    viewer = office.actor("theodoi")

    september = report_table(viewer=viewer, wanted=Wanted(period=SEPTEMBER)).total.counts
    october = report_table(viewer=viewer, wanted=Wanted(period=OCTOBER)).total.counts

    assert (september[Figure.OPEN_LATE], september[Figure.LATE]) == (1, 0)
    assert (october[Figure.CARRIED], october[Figure.LATE], october[Figure.OPEN_LATE]) == (1, 1, 0)


def test_months_stand_in_their_order_with_what_was_carried(office: Office) -> None:
    with at(date(2026, 9, 1)):
        make_dossier(office)
    table = report_table(
        viewer=office.actor("theodoi"), wanted=Wanted(Period(FIRST, date(2026, 10, 31)), GroupBy.MONTH)
    )

    assert [(row.label, row.counts[Figure.RECEIVED], row.counts[Figure.CARRIED]) for row in table.rows] == [
        ("09/2026", 1, 0), ("10/2026", 0, 1)]  # fmt: skip


def test_units_count_under_the_name_of_that_month_or_with_their_successor(office: Office) -> None:
    with at(date(2026, 9, 1)):
        make_dossier(office)
    old, change = office.units["phuong"], date(2026, 10, 15)
    Unit.objects.filter(pk=old).update(valid_to=change)
    UnitName.objects.filter(unit_id=old).update(valid_to=change)
    Succession.objects.create(
        predecessor_id=old, successor_id=office.units["xa"], on=change, kind="merge", is_main=True
    )
    viewer = office.actor("theodoi")
    from congso.foundation.orgs import epoch

    epoch.forget_all()

    with at(date(2026, 11, 2)):
        plain = report_table(viewer=viewer, wanted=Wanted(SEPTEMBER)).rows[0]
        merged = report_table(viewer=viewer, wanted=Wanted(SEPTEMBER, merged=True)).rows[0]

    assert plain.label == "Ủy ban nhân dân phường Cao Lãnh"
    assert merged.label == "Ủy ban nhân dân xã Tháp Mười"
    assert merged.keys == [str(old)]


def test_everybody_counts_only_what_is_theirs(office: Office) -> None:
    with at(date(2026, 9, 1)):
        make_dossier(office)
        make_dossier(office, actor=office.actor("motcuaxa"), receiving_unit_id=office.units["xa-mc"],
                     publication_id=office.department_publication_id)  # fmt: skip

    def total(actor: Actor) -> int:
        return report_table(viewer=actor, wanted=Wanted(SEPTEMBER)).total.counts[Figure.TOTAL]

    assert total(office.actor("theodoi")) == 2
    assert total(office.leader) == 1
    assert total(office.actor("motcuaxa")) == 1
    assert total(office.officer) == 0
    with pytest.raises(NotAllowed):
        total(Actor(account_id=1, name="Ai đó"))


def test_who_may_count_but_not_open_sees_no_name(office: Office) -> None:
    with at(date(2026, 9, 1)):
        make_dossier(office)
    line = listing(viewer=office.actor("quantri"), wanted=Wanted(SEPTEMBER), figure=Figure.TOTAL).lines[0]

    assert not line.may_open
    assert line.name == "Trần T** N** Ẩ**"


def test_the_list_turns_pages_without_losing_or_repeating(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("congso.domains.insight.queries.listing.PAGE", 3)
    with at(date(2026, 9, 1)):
        made = {make_dossier(office).pk for _number in range(7)}
    seen, after = [], ""
    while True:
        page = listing(
            viewer=office.actor("theodoi"), wanted=Wanted(SEPTEMBER), figure=Figure.TOTAL, after=after
        )
        seen += [line.id for line in page.lines]
        after = page.next_key
        if not after:
            break

    assert len(seen) == 7
    assert set(seen) == made


def test_stuck_steps_name_the_step_its_overdue_and_the_longest(office: Office) -> None:
    with at(date(2026, 9, 1)):
        bring_to(office, make_dossier(office), "work")
    with at(date(2026, 9, 11)):
        step = stuck_steps(viewer=office.leader)[0]
        assert (step.count, step.overdue, step.longest_days) == (1, 1, 10)


def test_the_questions_do_not_grow_with_the_rows(office: Office, django_assert_num_queries: Any) -> None:
    from congso.foundation.orgs import epoch

    with at(date(2026, 9, 1)):
        for _number in range(6):
            make_dossier(office)
    viewer = office.actor("theodoi")
    with epoch.known():
        report_table(viewer=viewer, wanted=Wanted(SEPTEMBER))
        listing(viewer=viewer, wanted=Wanted(SEPTEMBER), figure=Figure.TOTAL)
        with django_assert_num_queries(1):
            report_table(viewer=viewer, wanted=Wanted(SEPTEMBER))
        with django_assert_num_queries(2):
            listing(viewer=viewer, wanted=Wanted(SEPTEMBER), figure=Figure.TOTAL)


def test_periods_at_hand() -> None:
    today = date(2026, 1, 15)

    def days(name: str) -> tuple[date, date]:
        found = preset(name, today)
        assert found is not None
        return found.first, found.last

    assert days("thang-truoc") == (date(2025, 12, 1), date(2025, 12, 31))
    assert days("quy-nay") == (date(2026, 1, 1), date(2026, 3, 31))
    assert days("quy-truoc") == (date(2025, 10, 1), date(2025, 12, 31))
    assert days("nam-truoc") == (date(2025, 1, 1), date(2025, 12, 31))
    cut = list(parts(Period(date(2026, 1, 20), date(2026, 3, 5)), GroupBy.MONTH))
    assert [(part.first.day, part.last.day) for part in cut] == [(20, 31), (1, 28), (1, 5)]
