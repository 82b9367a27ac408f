"""Random processes and random actions by random people: no case is stuck, none in two steps, history tells all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from congso.core import clock
from congso.core.errors import DomainError
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.authoring import ProcessFaulty, StepSpec, WaySpec, _ways, check_steps
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.history import replay, standing
from congso.foundation.casework.models import (
    Case,
    CaseEvent,
    CasePause,
    CaseState,
    PauseKind,
    Place,
    StepKind,
)
from congso.foundation.casework.policies import may_see, seat_at
from congso.foundation.casework.services import (
    Happening,
    answer,
    ask,
    assign,
    close,
    extend,
    follow,
    lock_case,
    lock_with_parent,
    note_event,
    pause,
    require_allowed,
    require_open,
    resume,
    undo,
    withdraw_question,
)  # fmt: skip
from congso.foundation.casework.specs import actions_of
from congso.foundation.casework.tests.makers import PEOPLE, Agency, make_agency, make_case

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 9, 8, 0, tzinfo=clock.VIETNAM)
MIDDLE = [
    (StepKind.ASSIGN, "head", Place.DIVISION), (StepKind.WORK, "officer", Place.DIVISION),
    (StepKind.REVIEW, "head", Place.DIVISION), (StepKind.SIGN, "leader", Place.LEADERSHIP),
    (StepKind.REGISTRY, "registry", Place.OFFICE),
]  # fmt: skip
CONDITIONS: list[list[dict[str, object]]] = [
    [], [{"fact": "proposal", "is": ["result"]}], [{"fact": "proposal", "is": ["refusal"]}],
    [{"fact": "fee", "is": [0]}], [{"fact": "fee", "is": [8000, 0]}],
]  # fmt: skip


@pytest.fixture
def agency() -> Agency:
    return make_agency()


@st.composite
def processes(draw: st.DrawFn) -> list[StepSpec]:
    """Steps with branches, ways back and conditions, some of them faulty."""
    middle = draw(st.lists(st.sampled_from(MIDDLE), min_size=1, max_size=4))
    kinds = [(StepKind.INTAKE, "clerk", Place.RECEIVING), *middle, (StepKind.RETURN, "clerk", Place.RECEIVING)]
    codes = [f"b{place}" for place in range(len(kinds))]
    steps = []
    for place, (kind, role, where) in enumerate(kinds):
        ways = None
        if place < len(kinds) - 1 and draw(st.integers(0, 3)) == 0:
            wanted = draw(st.lists(st.tuples(st.sampled_from(codes), st.sampled_from(CONDITIONS)), min_size=1, max_size=3))
            ways = [WaySpec(f"w{order}", "Chuyển", target, codes.index(target) < place, condition)
                    for order, (target, condition) in enumerate(wanted)]  # fmt: skip
        minutes = draw(st.sampled_from([0, 120, 480]))
        steps.append(StepSpec(codes[place], f"Bước {place}", kind, role, where, minutes, ways=ways))
    return steps


class Play:
    """One case in the hands of everybody."""

    def __init__(self, agency: Agency, case: Case) -> None:
        self.agency, self.case_id, self.minute = agency, case.pk, 0

    def fresh(self) -> Case:
        return Case.objects.get(pk=self.case_id)

    def press(self, who: str, what: Callable[[WriteAction, Case], Any]) -> bool:
        """Whether it was done; what was refused must have moved nothing."""
        before = self.snapshot()
        self.minute += 17
        with clock.at(MONDAY + timedelta(minutes=self.minute)):
            try:
                with write_action("tests.press", actor=self.agency.actor(who)) as action:
                    what(action, lock_case(self.case_id))
            except DomainError:
                assert self.snapshot() == before
                return False
        return True

    def snapshot(self) -> tuple[Any, ...]:
        rows = Case.objects.order_by("pk").values_list("pk", "seq", "state", "step_id", "holder_id", "due_at", "facts")
        return tuple(rows), CaseEvent.objects.count(), CasePause.objects.filter(ended_at=None).count()


def propose(value: str) -> Callable[[WriteAction, Case], Any]:
    def act(action: WriteAction, case: Case) -> None:
        require_open(case)
        require_allowed(case, "propose")
        if seat_at(action.actor, case) is None:
            raise DomainError
        case.facts = {**case.facts, "proposal": value}
        note_event(action, case, Happening("proposed"))

    return act


def _child(case: Case) -> Case:
    found = Case.objects.filter(parent_id=case.pk).exclude(state=CaseState.CLOSED).first()
    if found is None:
        raise DomainError
    return lock_case(found.pk)


def _answer(action: WriteAction, case: Case) -> None:
    child, parent = lock_with_parent(_child(case).pk)
    answer(action, child, parent, opinion="Thống nhất.")


def go(way: str, holder: int | None = None, note: str = "Làm tiếp.") -> Callable[[WriteAction, Case], Any]:
    """Along a way; a step of work goes up only with a proposal, as with dossiers."""

    def act(action: WriteAction, case: Case) -> None:
        step = definition(case.version_id).steps.get(case.step_id or 0)
        up = step is not None and any(each.code == way and not each.is_return for each in step.ways)
        if step is not None and step.kind == StepKind.WORK and up and "proposal" not in case.facts:
            raise DomainError
        follow(action, case, way_code=way, holder_id=holder, note=note)

    return act


def actions_on(agency: Agency) -> st.SearchStrategy[Callable[[WriteAction, Case], Any]]:
    """Everything that anybody could try, sensible or not."""
    ways, people = st.sampled_from(["forward", "return", "w0", "w1", "w2"]), st.sampled_from([*agency.accounts.values()])
    reasons = st.sampled_from(["", "Thiếu giấy tờ."])

    def later(action: WriteAction) -> datetime:
        return action.at + timedelta(days=9)

    return st.one_of(
        st.builds(go, ways, st.one_of(st.none(), st.none(), people), reasons), st.builds(go, ways),
        st.builds(propose, st.sampled_from(["result", "refusal"])),
        st.builds(lambda holder, note: lambda a, c: assign(a, c, holder_id=holder, reason=note), people, reasons),
        st.builds(lambda note: lambda a, c: pause(a, c, kind=PauseKind.SUPPLEMENT, reason=note, name="supplement_asked"), reasons),
        st.just(lambda a, c: resume(a, c, name="supplement_completed")),
        st.just(lambda a, c: extend(a, c, new_due_at=later(a), reason="Cần thêm thời gian.")),
        st.just(lambda a, c: ask(a, c, unit_id=agency.units["economy"], question="Ý kiến?", due_at=later(a))),
        st.just(_answer),
        st.just(lambda a, c: withdraw_question(a, c, _child(c), reason="Không cần nữa.")),
        st.just(undo),
    )  # fmt: skip


def require_not_stuck(agency: Agency, case: Case) -> None:
    """Somebody can act on an open case, or it waits for others who can."""
    actors = [agency.actor(name) for name in PEOPLE]
    if case.state == CaseState.PAUSED:
        assert any(may_see(actor, case) for actor in actors)
        return
    step = definition(case.version_id).step(case.step_id)
    assert any(seat_at(actor, case) for actor in actors), f"nobody for {step.name}"
    children = Case.objects.filter(parent_id=case.pk).exclude(state=CaseState.CLOSED)
    last = step.kind == StepKind.RETURN
    assert last or step.ways_for(case.facts) or "propose" in step.actions or children.exists(), step.name


def require_consistent(play: Play) -> None:
    for case in Case.objects.all():
        events = list(CaseEvent.objects.filter(case=case))
        assert [event.seq for event in events] == list(range(1, case.seq + 1))
        assert replay(events) == standing(case)
        assert (case.step_id is None) == (case.state == CaseState.CLOSED)
        assert CasePause.objects.filter(case=case, ended_at=None).count() == (case.state == CaseState.PAUSED)


def bring_home(play: Play) -> None:
    """Whatever happened, the case can still be worked to its end."""
    agency = play.agency
    if play.fresh().state == CaseState.PAUSED:
        assert play.press("clerk", lambda a, c: resume(a, c, name="supplement_completed"))
    while Case.objects.filter(parent_id=play.case_id).exclude(state=CaseState.CLOSED).exists():
        assert play.press("economist", _answer)
    for what, value in _way_home(play.fresh()):
        case = play.fresh()
        who = next(name for name in PEOPLE if seat_at(agency.actor(name), case))
        assert play.press(who, propose(value) if what == "propose" else go(value)), (what, value)
    assert play.press("clerk", lambda a, c: close(a, c, outcome="returned", name="returned_result"))


def _way_home(case: Case) -> list[tuple[str, str]]:
    """The shortest list of presses that leads to the last step, proposals included."""
    process = definition(case.version_id)
    start = (case.step_id, case.facts.get("proposal"))
    found: dict[Any, list[tuple[str, str]]] = {start: []}
    queue = [start]
    for here in queue:
        step = process.step(here[0])
        if step.kind == StepKind.RETURN:
            return found[here]
        ready = step.kind != StepKind.WORK or here[1]
        moves = [("way", way.code, (way.target_id, here[1])) for way in step.ways_for({**case.facts, "proposal": here[1]})
                 if ready or way.is_return]  # fmt: skip
        if "propose" in step.actions:
            moves += [("propose", value, (here[0], value)) for value in ("result", "refusal")]
        for what, value, there in moves:
            if there not in found:
                found[there] = [*found[here], (what, value)]
                queue.append(there)
    raise AssertionError(f"stuck in {process.step(case.step_id).name}")


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(steps=processes(), fee=st.sampled_from([0, 8000]), data=st.data())
def test_whatever_people_press_a_case_is_in_one_step_tells_its_story_and_comes_home(
    agency: Agency, steps: list[StepSpec], fee: int, data: st.DataObject
) -> None:
    try:
        check_steps(steps)
    except ProcessFaulty:
        assume(False)
    with transaction.atomic():
        with clock.at(MONDAY):
            play = Play(agency, make_case(agency, steps, facts={"fee": fee}, due_at=MONDAY + timedelta(days=7)))
        presses = data.draw(st.lists(st.tuples(st.sampled_from([*PEOPLE]), actions_on(agency)), max_size=14))
        for who, what in presses:
            in_hand = [name for name in PEOPLE if seat_at(agency.actor(name), play.fresh())]
            told = list(CaseEvent.objects.order_by("pk").values())
            play.press(data.draw(st.sampled_from([who, *in_hand])), what)
            assert list(CaseEvent.objects.order_by("pk").values())[: len(told)] == told
            case = play.fresh()
            if case.state != CaseState.CLOSED:
                require_not_stuck(agency, case)
        require_consistent(play)
        bring_home(play)
        require_consistent(play)
        transaction.set_rollback(True)


@settings(max_examples=300, deadline=None)
@given(steps=processes(), fee=st.sampled_from([0, 8000, 5]), proposals=st.lists(st.sampled_from(["result", "refusal"])))
def test_a_walk_through_an_accepted_process_never_ends_before_the_last_step(
    steps: list[StepSpec], fee: int, proposals: list[str]
) -> None:
    try:
        check_steps(steps)
    except ProcessFaulty:
        return
    by_code = {step.code: (step, _ways(steps, place)) for place, step in enumerate(steps)}
    facts: dict[str, object] = {"fee": fee}
    code, choices = steps[0].code, iter(proposals)
    for _turn in range(40):
        step, ways = by_code[code]
        if code == steps[-1].code:
            return
        if "propose" in actions_of(step):
            facts["proposal"] = next(choices, "result")
        going = _open_ways(ways, facts)
        if not going and "propose" in actions_of(step):  # this proposal leads nowhere from here: the officer makes the other
            facts["proposal"] = "refusal" if facts["proposal"] == "result" else "result"
            going = _open_ways(ways, facts)
        assert going, f"{step.name} with {facts} has no way"
        code = going[_turn % len(going)].target


def _open_ways(ways: Sequence[WaySpec], facts: dict[str, object]) -> list[WaySpec]:
    return [way for way in ways if all(facts.get(str(part["fact"])) in part["is"] for part in way.condition)]  # type: ignore[operator]


def _step(code: str, kind: str = StepKind.WORK, ways: list[WaySpec] | None = None) -> StepSpec:
    return StepSpec(code, f"Bước {code}", kind, "officer", Place.DIVISION, ways=ways)


LAST = StepSpec("cuoi", "Trả kết quả", StepKind.RETURN, "clerk", Place.RECEIVING)
ONLY_FREE = [WaySpec("w", "Đi", "cuoi", condition=[{"fact": "fee", "is": [0]}])]
ONLY_RESULT = [WaySpec("w", "Đi", "cuoi", condition=[{"fact": "proposal", "is": ["result"]}])]
BOTH = [*ONLY_RESULT, WaySpec("v", "Từ chối", "cuoi", condition=[{"fact": "proposal", "is": ["refusal"]}])]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([], "chưa có bước nào"),
        ([_step("a"), _step("a"), LAST], "trùng mã"),
        ([_step("a"), _step("b")], "bước cuối"),
        ([_step("a", ways=[WaySpec("w", "Đi", "nowhere")]), LAST], "bước không có"),
        ([_step("a", ways=[WaySpec("w", "Đi", "a")]), LAST], "không tới được bước cuối"),
        ([_step("a", ways=[WaySpec("w", "Đi", "cuoi")]), _step("b"), LAST], "không tới được bước: Bước b"),
        ([_step("a", "dance"), LAST], "loại hoặc nơi làm"),
        ([_step("a", ways=[*ONLY_FREE, *ONLY_FREE]), LAST], "hai hướng chuyển trùng mã"),
        ([_step("a", ways=ONLY_FREE), LAST], "mắc lại"),
        ([_step("a", StepKind.REVIEW, ways=BOTH), LAST], "mắc lại"),
        ([_step("a", StepKind.WORK), _step("b", StepKind.SIGN, ways=ONLY_RESULT), LAST], "mắc lại"),
    ],
)
def test_faulty_steps_are_refused_with_the_reason(steps: list[StepSpec], said: str) -> None:
    with pytest.raises(ProcessFaulty, match=said):
        check_steps(steps)


def test_a_branch_on_the_proposal_behind_the_proposing_step_is_accepted() -> None:
    check_steps([_step("a", StepKind.WORK), _step("b", StepKind.SIGN, ways=BOTH), LAST])


def test_a_process_that_could_hold_a_case_fast_is_not_published(agency: Agency) -> None:
    with pytest.raises(ProcessFaulty):
        make_case(agency, [_step("a", ways=ONLY_FREE), LAST])
    assert not Case.objects.exists()
