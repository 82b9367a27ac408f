"""Six months of invented dossiers, worked by the same services that real work uses, the same for the same seed."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from uuid import NAMESPACE_URL, UUID, uuid5

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import DomainError
from congso.domains.dossiers import facade as dossiers
from congso.domains.parties.facade import Applicant
from congso.domains.procedures.facade import Service, service
from congso.flows.demonstration.officials import invented_name
from congso.flows.demonstration.opinions import give_opinion, opinion_of
from congso.foundation.casework.deadlines import schedule_of
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case, CaseState, StepKind
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import actor_for, holders

MONTHS_BACK = 182
RECENT = 0.3
"""Share of the arrivals in the last nine days, so that inboxes are alive."""
STREETS = ("Nguyễn Huệ", "Trần Hưng Đạo", "Lê Lợi", "30 Tháng 4", "Nguyễn Trãi", "Lý Thường Kiệt", "Phạm Hữu Lầu",
           "Hùng Vương", "Tôn Đức Thắng", "Ngô Quyền")  # fmt: skip
REASONS = ("Bản sao giấy tờ chưa được chứng thực.", "Tờ khai chưa ghi đủ thông tin nơi cư trú.",
           "Thiếu chữ ký của người yêu cầu.", "Thông tin trên giấy tờ không thống nhất.")  # fmt: skip


@dataclass
class Plan:
    """What will happen to one dossier besides the usual."""

    pace: float
    supplements: int = 0
    consult: bool = False
    hand_over: int = 0
    refuse: bool = False
    apologise: bool = False
    stop: bool = False
    send_back: bool = False
    pay: bool = False
    collect: bool = True
    part: bool = False


@dataclass(order=True)
class Turn:
    """Something to do at a moment."""

    at: datetime
    order: int
    act: Callable[[], None] = field(compare=False)


def _plan(rng: random.Random, parts: Sequence[int]) -> Plan:
    pace = rng.choice([0.3, 0.4, 0.5, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.9])
    roll = rng.random()
    return Plan(
        pace=pace, supplements=0 if roll > 0.1 else (2 if roll < 0.015 else 1), consult=rng.random() < 0.05,
        hand_over=rng.choice(parts) if parts and rng.random() < 0.04 else 0, refuse=rng.random() < 0.05,
        apologise=pace > 1 and rng.random() < 0.5, stop=rng.random() < 0.025, send_back=rng.random() < 0.06,
        pay=rng.random() < 0.03, collect=rng.random() < 0.94,
    )  # fmt: skip


class Simulator:
    """Plays the office through the past months, in the order of time."""

    def __init__(self, *, seed: int, until: datetime, on_progress: Callable[[], None] | None = None) -> None:
        self.seed, self.rng = seed, random.Random(seed)
        self.until, self.on_progress = until, on_progress
        self.turns: list[Turn] = []
        self.plans: dict[UUID, Plan] = {}
        self.count = 0

    def at(self, moment: datetime, act: Callable[[], None]) -> None:
        """Plan something; what lies in the future does not happen."""
        if moment < self.until:
            self.count += 1
            heapq.heappush(self.turns, Turn(moment, self.count, act))

    def plan_intakes(self, *, centre_id: int, publications: Sequence[int], parts: Sequence[int], how_many: int) -> None:
        """Spread ``how_many`` arrivals at a centre over the months, more of them lately."""
        for place in range(how_many):
            key = uuid5(NAMESPACE_URL, f"urn:congso:demo:{self.seed}:{place}")
            days = self.rng.uniform(0, 9) if self.rng.random() < RECENT else MONTHS_BACK * self.rng.random()
            day = self.until - timedelta(days=days)
            moment = day.replace(hour=self.rng.choice([7, 8, 8, 9, 9, 10, 13, 14, 15]), minute=self.rng.randrange(60))
            moment = self._in_office_hours(centre_id, moment)
            publication = self.rng.choice(publications)
            plan = _plan(self.rng, parts)
            self.at(moment, partial(self._receive, key, centre_id, publication, plan))

    def _in_office_hours(self, centre_id: int, moment: datetime) -> datetime:
        """The next working moment; from the days before today when that would lie ahead."""
        schedule = schedule_of(centre_id, moment)
        found = schedule.next_working_moment(moment)
        while found >= self.until:
            moment -= timedelta(days=1)
            found = schedule.next_working_moment(moment)
        return found + timedelta(seconds=self.rng.randrange(50))

    def run(self) -> None:
        """Carry out everything planned until now."""
        while self.turns:
            turn = heapq.heappop(self.turns)
            with clock.at(turn.at):
                turn.act()

    def _actor(self, role: str, unit_id: int) -> Actor:
        return actor_for(self.rng.choice(holders(role=role, unit_id=unit_id))[0])

    def _applicant(self, rng: random.Random, centre_id: int) -> Applicant:
        born = rng.randrange(1955, 2006)
        sex = rng.randrange(2)
        number = f"{rng.choice(['082', '087'])}{sex + (2 if born >= 2000 else 0)}{born % 100:02}{rng.randrange(10**6):06}"
        place = tree().agency_of(centre_id).name.replace("Ủy ban nhân dân ", "")
        name = invented_name(rng)
        return Applicant(
            kind="citizen", identity_number=number, name=name,
            address=f"{rng.randrange(1, 400)} {rng.choice(STREETS)}, {place}, tỉnh Đồng Tháp",
            phone=f"09{rng.randrange(10**8):08}", email="" if rng.random() < 0.6 else f"dan{number[-6:]}@example.vn",
        )  # fmt: skip

    def _receive(self, key: UUID, centre_id: int, publication_id: int, plan: Plan) -> None:
        """The same key gives the same form whatever happened in between, so that a start after a stop finds its own."""
        offered, dice = service(publication_id), random.Random(key.int)
        intake = dossiers.Intake(
            key=key, publication_id=publication_id, receiving_unit_id=centre_id, applicant=self._applicant(dice, centre_id),
            papers=self._papers(offered), channel=dice.choices([1, 2, 3], [80, 15, 5])[0],
            return_method=dice.choices(["counter", "post"], [85, 15])[0],
        )  # fmt: skip
        dossier = dossiers.receive_dossier(actor=self._actor("clerk", centre_id), intake=intake)
        if dossier.received_at == clock.now() and dossier.case.seq == 1:  # else it is there from an earlier start, and stays
            self._follow(dossier.pk, plan)
        if self.on_progress:
            self.on_progress()

    def _papers(self, offered: Service) -> list[dossiers.PaperIn]:
        required = [paper for paper in offered.papers if not paper.is_note][:6]
        names = [(paper.id, paper.name, 0 if paper.originals else 1) for paper in required]
        names = names or [(None, "Đơn đề nghị", 0)]  # type: ignore[list-item]
        return [dossiers.PaperIn(name=name[:1900], kind=kind, requirement_id=key) for key, name, kind in names]

    def _follow(self, case_id: UUID, plan: Plan) -> None:
        self.plans[case_id] = plan
        case = Case.objects.get(pk=case_id)
        step = definition(case.version_id).step(case.step_id)
        minutes = max(4, int((step.allotted_minutes or 60) * plan.pace * self.rng.uniform(0.6, 1.1)))
        self._later(case, minutes)

    def _later(self, case: Case, minutes: int) -> None:
        moment = schedule_of(case.holder_unit_id, clock.now()).add_minutes(clock.now(), minutes)
        moment += timedelta(seconds=self.rng.randrange(1, 59))
        self.at(moment, lambda: self._act(case.pk))

    def _act(self, case_id: UUID) -> None:
        """Whoever has the dossier does what is next."""
        case, plan = Case.objects.get(pk=case_id), self.plans[case_id]
        if case.state == CaseState.CLOSED:
            return
        try:
            if case.state == CaseState.PAUSED:
                self._applicant_comes(case)
            elif not self._something_special(case, plan):
                self._usual(case, plan)
        except DomainError as error:
            if error.code != "waiting_for_others":
                raise
            self._later(case, 240)
            return
        case.refresh_from_db()
        if case.state == CaseState.CLOSED:
            return
        self._follow(case_id, plan)

    def _clerk(self, case: Case) -> Actor:
        return self._actor("clerk", case.receiving_unit_id)

    def _applicant_comes(self, case: Case) -> None:
        if case.facts.get("pause") == "payment":
            dossiers.confirm_payment(actor=self._clerk(case), dossier_id=case.pk, seen_seq=None, note="Đã nộp")
            return
        dossiers.complete_supplement(
            actor=self._clerk(case), dossier_id=case.pk, seen_seq=None, papers=["Giấy tờ bổ sung theo phiếu yêu cầu"]
        )

    def _something_special(self, case: Case, plan: Plan) -> bool:
        """Things that move nothing, or stop everything; whether one of them was done."""
        step = definition(case.version_id).step(case.step_id)
        if plan.apologise and case.due_at and step.kind in {StepKind.WORK, StepKind.REVIEW}:
            plan.apologise = False
            self._apologise(case)
            return True
        if plan.stop and step.kind in {StepKind.ASSIGN, StepKind.WORK} and case.parent_id is None:
            dossiers.stop_dossier(actor=self._clerk(case), dossier_id=case.pk, seen_seq=None,
                                  reason="Công dân đề nghị rút hồ sơ để chuẩn bị lại.")  # fmt: skip
            return True
        return step.kind == StepKind.WORK and case.parent_id is None and self._ask_somebody(case, plan)

    def _ask_somebody(self, case: Case, plan: Plan) -> bool:
        officer = self._holder(case)
        if plan.supplements:
            plan.supplements -= 1
            again = "Phát hiện thêm khi thẩm tra thực tế." if case.facts.get("was_paused") else ""
            dossiers.ask_supplement(
                actor=officer, dossier_id=case.pk, seen_seq=None, items="Bản chính giấy tờ chứng minh nơi cư trú",
                reason=self.rng.choice(REASONS), repeat_reason=again)  # fmt: skip
            return True
        if plan.pay:
            plan.pay = False
            dossiers.ask_payment(actor=officer, dossier_id=case.pk, seen_seq=None, name="Phí thẩm định",
                                 amount=50_000, reason="Nộp phí thẩm định theo quy định.")  # fmt: skip
            return True
        if plan.hand_over:
            part, plan.hand_over = plan.hand_over, 0
            child = dossiers.hand_over(actor=officer, dossier_id=case.pk, seen_seq=None, publication_id=part,
                                       reason="Đề nghị cơ quan chuyên môn giải quyết phần việc liên thông.")  # fmt: skip
            self._follow(child.pk, Plan(pace=0.6, part=True))
            return True
        return plan.consult and self._consult(case, plan, officer)

    def _consult(self, case: Case, plan: Plan, officer: Actor) -> bool:
        plan.consult = False
        heads = [unit for unit in tree().part_of_agency(case.agency_id)
                 if unit != case.holder_unit_id and holders(role="head", unit_id=unit)]  # fmt: skip
        if not heads:
            return False
        asked = self.rng.choice(sorted(heads))
        answer_by = schedule_of(asked, clock.now()).add_minutes(clock.now(), 960)
        child = dossiers.consult(actor=officer, dossier_id=case.pk, seen_seq=None, unit_id=asked,
                                 question="Đề nghị cho ý kiến về hiện trạng, nguồn gốc hồ sơ.", due_at=answer_by)  # fmt: skip
        moment = schedule_of(asked, clock.now()).add_minutes(clock.now(), self.rng.randrange(60, 1200))
        self.at(moment, lambda: self._answer(child.pk, asked))
        return True

    def _answer(self, child_id: UUID, unit_id: int) -> None:
        if Case.objects.get(pk=child_id).state == CaseState.OPEN:
            dossiers.answer_consultation(actor=self._actor("head", unit_id), case_id=child_id, seen_seq=None,
                                         opinion="Thống nhất với nội dung đề nghị.")  # fmt: skip

    def _apologise(self, case: Case) -> None:
        if case.due_at is None:
            return
        base = max(case.due_at, clock.now())
        later = schedule_of(case.receiving_unit_id, base).add_minutes(base, 480 * self.rng.randrange(2, 6))
        dossiers.apologise(actor=self._actor("leader", case.agency_id), dossier_id=case.pk, seen_seq=None,
                           new_due_at=later, reason="Cần thêm thời gian xác minh thực tế.")  # fmt: skip

    def _holder(self, case: Case) -> Actor:
        role = definition(case.version_id).step(case.step_id).role
        return actor_for(case.holder_id) if case.holder_id else self._actor(role, case.holder_unit_id)

    def _usual(self, case: Case, plan: Plan) -> None:
        step, actor = definition(case.version_id).step(case.step_id), self._holder(case)
        if step.kind == StepKind.RETURN:
            if plan.collect:
                dossiers.return_result(actor=self._clerk(case), dossier_id=case.pk, seen_seq=None, received_by=case.subject)
                self._perhaps_rated(case)
            else:
                plan.collect = self.rng.random() < 0.05
            return
        if step.kind == StepKind.WORK and not case.facts.get("proposal"):
            dossiers.propose(actor=actor, dossier_id=case.pk, seen_seq=None,
                             proposal="refusal" if plan.refuse else "result",
                             summary="Không đủ điều kiện theo quy định." if plan.refuse else "Đủ điều kiện giải quyết.")  # fmt: skip
        if step.kind == StepKind.SIGN and plan.send_back:
            plan.send_back = False
            dossiers.move_dossier(actor=actor, dossier_id=case.pk, seen_seq=None, way_code="return",
                                  note="Đề nghị rà soát lại căn cứ pháp lý.")  # fmt: skip
            return
        holder = None
        if step.kind == StepKind.ASSIGN:
            holder = self.rng.choice(holders(role="officer", unit_id=case.holder_unit_id))[0]
        dossiers.move_dossier(actor=actor, dossier_id=case.pk, seen_seq=None, way_code="forward", holder_id=holder)

    def _perhaps_rated(self, case: Case) -> None:
        """A third of those who got their result rate it within days; what they press hangs on their dossier alone."""
        dossier = dossiers.Dossier.objects.get(pk=case.pk)
        opinion = opinion_of(dossier.intake_key, is_late=bool(case.due_at and dossier.finished_at and dossier.finished_at > case.due_at))
        if opinion is not None and case.parent_id is None:
            moment = clock.now() + timedelta(minutes=opinion.minutes_later)
            self.at(moment, partial(give_opinion, dossier.public_token, opinion))
