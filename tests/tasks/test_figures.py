"""The statistics: every figure is what its list shows, and they add up."""

from __future__ import annotations

from datetime import timedelta

from pytest_django import DjangoAssertNumQueries

from congso.core import clock
from congso.domains.dossiers.tests.makers import Office
from congso.domains.tasks.enums import Figure, GroupBy
from congso.domains.tasks.periods import Period, span
from congso.domains.tasks.queries.figures import Asked, figure_list, figure_table, leader_counts, slow_steps
from congso.domains.tasks.services import ask_extension, cancel_task, evaluate_task, extend_task, split_task
from tests.tasks.makers import fresh, make_accepted, make_in, make_reported, make_task, working_day


def play(office: Office) -> None:
    """Of the ward's office: one early, one in time, one late, one open, one overdue; of the economic division one open, one taken back."""
    for shift in (timedelta(days=-1), timedelta(), timedelta(hours=1)):
        task = make_accepted(office)
        with clock.at(task.due_at + shift):
            make_reported(office, task)
            evaluate_task(actor=office.leader, task_id=task.pk, seen_seq=None, quality="good")
    open_one = make_accepted(office, due_on=working_day(20))
    extend_task(actor=office.leader, task_id=open_one.pk, seen_seq=None, new_due_on=working_day(25), reason="a")
    extend_task(actor=office.leader, task_id=open_one.pk, seen_seq=None, new_due_on=working_day(30), reason="b")
    make_task(office, due_on=working_day(1))
    make_task(office, main_unit_id=office.units["phuong-kt"], due_on=working_day(20), followed_by=office.accounts["lanhdao"])
    gone = make_task(office)
    cancel_task(actor=office.leader, task_id=gone.pk, seen_seq=None, reason="Bỏ")


def asked(by: str = GroupBy.UNIT, row: int | None = None) -> Asked:
    today = clock.today()
    return Asked(Period(today - timedelta(days=30), today + timedelta(days=90)), by, row=row)


def test_each_unit_has_what_it_did_and_the_figures_add_up(office: Office) -> None:
    play(office)
    with clock.at(clock.now() + timedelta(days=12)):
        table = figure_table(viewer=office.leader, asked=asked())
        rows = {row.key: row for row in table.rows}
        own = rows[office.units["phuong-vp"]]
        assert own.counts == {Figure.TOTAL: 5, Figure.EARLY: 1, Figure.IN_TIME: 1, Figure.DONE_LATE: 1, Figure.OPEN: 1, Figure.OPEN_LATE: 1, Figure.EXTENDED: 1}
        assert (own.extensions, own.percent) == (2, 60)
        assert rows[office.units["phuong-kt"]].counts[Figure.OPEN] == 1
        assert table.total is not None
        assert table.total.counts[Figure.TOTAL] == 6
        for figure in Figure:
            found = figure_list(viewer=office.leader, asked=asked(row=office.units["phuong-vp"]), figure=figure)
            assert len(found.rows) == own.counts[figure], figure


def test_by_leader_it_is_who_follows_else_who_gave(office: Office) -> None:
    play(office)
    table = figure_table(viewer=office.leader, asked=asked(GroupBy.LEADER))
    assert {row.key: row.counts[Figure.TOTAL] for row in table.rows} == {office.accounts["lanhdao"]: 6}
    found = figure_list(viewer=office.leader, asked=asked(GroupBy.LEADER, office.accounts["lanhdao"]), figure=Figure.TOTAL)
    assert len(found.rows) == 6


def test_a_part_inside_the_unit_is_not_counted_beside_the_whole_one_for_another_unit_is(office: Office) -> None:
    whole = make_task(office, helping=[office.units["phuong-kt"]])
    for unit in ("phuong-vp", "phuong-kt"):
        split_task(actor=office.head, parent_id=whole.pk, seen_seq=None, part=make_in(office, main_unit_id=office.units[unit], due_on=working_day(2)))
    table = figure_table(viewer=office.leader, asked=asked())
    assert {row.key: row.counts[Figure.TOTAL] for row in table.rows} == {office.units["phuong-vp"]: 1, office.units["phuong-kt"]: 1}


def test_one_sees_only_the_figures_of_what_one_may_see(office: Office) -> None:
    play(office)
    assert {row.key for row in figure_table(viewer=office.actor("truongkinhte"), asked=asked()).rows} == {office.units["phuong-kt"]}
    assert figure_table(viewer=office.clerk, asked=asked()).rows == []
    assert len(figure_table(viewer=office.actor("theodoi"), asked=asked()).rows) == 2


def test_a_past_period_is_judged_at_its_end(office: Office) -> None:
    task = make_accepted(office)
    with clock.at(task.due_at - timedelta(days=1)):
        make_reported(office, task)
        evaluate_task(actor=office.leader, task_id=task.pk, seen_seq=None, quality="good")
    before = Asked(Period(clock.today(), clock.today()))
    with clock.at(clock.now() + timedelta(days=30)):
        (row,) = figure_table(viewer=office.leader, asked=before).rows
    assert (row.counts[Figure.OPEN], row.counts[Figure.EARLY]) == (1, 0)


def test_slow_steps_are_those_past_their_own_time_or_the_tasks(office: Office) -> None:
    make_task(office)
    make_accepted(office, due_on=working_day(20))
    make_accepted(office, due_on=working_day(1))
    with clock.at(clock.now() + timedelta(days=10)):
        found = {each.name: each.count for each in slow_steps(viewer=office.leader)}
    assert found == {"Nhận, phân công": 1, "Thực hiện (chuyên viên)": 1}


def test_the_leaders_page_counts_due_today_late_to_judge_and_wishes(office: Office) -> None:
    make_reported(office)
    late = make_accepted(office, due_on=working_day(1))
    wished = make_accepted(office, due_on=working_day(3))
    ask_extension(actor=office.officer, task_id=wished.pk, seen_seq=None, new_due_on=working_day(9), reason="x")
    with clock.at(fresh(wished).due_at - timedelta(hours=1)):
        found = leader_counts(viewer=office.leader)
    assert (found.due_today, found.late, found.to_judge, found.wishes) == (1, 1, 1, 1)
    assert leader_counts(viewer=office.actor("truongkinhte")).late == 0
    assert fresh(late).completed_at is None


def test_the_table_costs_the_same_however_much_there_is(office: Office, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    play(office)
    figure_table(viewer=office.leader, asked=asked())
    with django_assert_max_num_queries(2):
        figure_table(viewer=office.leader, asked=asked())
    assert span(clock.today(), 12).first.month == 1
