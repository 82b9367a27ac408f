"""Tasks of the home ward in every state, given and done in the past weeks by the real services."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.tasks import facade as tasks
from congso.flows.demonstration.accounts import DEMO_USERNAMES
from congso.flows.demonstration.online import PRINT
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree
from congso.foundation.people.models import Account
from congso.foundation.people.queries import actor_for, holders
from congso.foundation.printing.rendering import render_pdf

OFFICE, ECONOMY, SOCIETY, WARD = "office", "economy", "society", "ward"
Act = Callable[["Telling"], None]
"""One thing that happens to a task."""


@dataclass(frozen=True)
class Tale:
    """A task: to which unit, given and due so many working days from today, and what happened to it on which day."""

    title: str
    unit: str
    given: int
    due: int
    acts: tuple[tuple[int, Act], ...] = ()
    expected: str = ""
    priority: int = tasks.Priority.NORMAL
    evidence: bool = False
    helping: tuple[str, ...] = ()
    meeting: str = ""
    from_province: bool = False


@dataclass
class Telling:
    """A tale on its way: the task and the people of its unit."""

    cast: Cast
    tale: Tale
    task: tasks.Task
    parts: list[tasks.Task] = field(default_factory=list)

    @property
    def head(self) -> Actor:
        """Who heads the responsible unit."""
        return self.cast.head(self.tale.unit)

    @property
    def doer(self) -> Actor:
        """Who of the unit does it."""
        return self.cast.officer(self.tale.unit)

    @property
    def giver(self) -> Actor:
        """Who gave it."""
        return actor_for(self.task.given_by)


class Cast:
    """The ward's units and people."""

    def __init__(self, agency_id: int, seed: int, today: date) -> None:
        self.today, units = today, tree()
        self.named = set(Account.objects.filter(username__in=DEMO_USERNAMES).values_list("pk", flat=True))
        functions = {OFFICE: UnitFunction.OFFICE, ECONOMY: UnitFunction.ECONOMY, SOCIETY: UnitFunction.SOCIETY}
        self.units = {WARD: agency_id}
        for key, function in functions.items():
            found = units.with_function(agency_id, function)
            if found is not None:
                self.units[key] = found.id
        self.dice = random.Random(f"tasks:{seed}")
        self.above = units.nodes[agency_id].parent_id

    def day(self, shift: int) -> date:
        """The working day so many working days from the day on which the demonstration is loaded."""
        return schedule_for(None).add_working_days(self.today, shift)

    def moment(self, shift: int, order: int) -> datetime:
        """When the so-manieth thing happens to a task on a day: one hour after the other, in no full minute."""
        return datetime.combine(self.day(shift), time(8 + order, self.dice.randrange(60), self.dice.randrange(60)), tzinfo=clock.VIETNAM)

    def _one(self, role: str, unit_id: int) -> Actor:
        """Who holds a role in a unit, those named on the login page before others."""
        present = [account for account, _name in holders(role=role, unit_id=unit_id)]
        return actor_for(next((each for each in present if each in self.named), present[0]))

    def leader(self) -> Actor:
        """The ward's chairwoman."""
        return self._one("leader", self.units[WARD])

    def province(self) -> Actor | None:
        """A leader of the province, when there is one."""
        present = holders(role="leader", unit_id=self.above) if self.above is not None else ()
        return actor_for(present[0][0]) if present else None

    def head(self, unit: str) -> Actor:
        """Who heads a unit; of the ward itself its leader."""
        return self.leader() if unit == WARD else self._one("head", self.units[unit])

    def officer(self, unit: str) -> Actor:
        """An officer of a unit."""
        return self._one("officer", self.units[unit])


def _accepted(telling: Telling) -> None:
    tasks.accept_task(actor=telling.head, task_id=telling.task.pk, seen_seq=None, holder_id=telling.doer.account_id or 0,
                      note="Chủ động tham mưu, báo cáo tiến độ hằng tuần.")  # fmt: skip


def _progress(percent: int, text: str, telling: Telling) -> None:
    tasks.report_progress(actor=telling.doer, task_id=telling.task.pk, seen_seq=None, report=tasks.ReportIn(text, percent))


def _evidence(text: str, telling: Telling) -> tasks.ReportIn:
    paper = render_pdf(PRINT, {"title": "Kết quả thực hiện nhiệm vụ", "lines": [telling.task.number, telling.task.title, text]})
    return tasks.ReportIn(text, 100, [SimpleUploadedFile("ket-qua.pdf", paper)])


def _completed(text: str, telling: Telling) -> None:
    tasks.complete_task(actor=telling.doer, task_id=telling.task.pk, seen_seq=None, report=_evidence(text, telling))


def _confirmed(telling: Telling) -> None:
    tasks.confirm_completion(actor=telling.head, task_id=telling.task.pk, seen_seq=None)


def _judged(quality: str, remark: str, telling: Telling) -> None:
    tasks.evaluate_task(actor=telling.giver, task_id=telling.task.pk, seen_seq=None, quality=quality, remark=remark)


def _wished(due: int, reason: str, telling: Telling) -> None:
    tasks.ask_extension(actor=telling.doer, task_id=telling.task.pk, seen_seq=None, new_due_on=telling.cast.day(due), reason=reason)


def _granted(telling: Telling) -> None:
    wish = telling.task.extensions.get(state="asked")
    tasks.answer_extension(actor=telling.giver, extension_id=wish.pk, seen_seq=None, granted=True, answer="Đồng ý, không gia hạn thêm.")


def _refused(reason: str, telling: Telling) -> None:
    tasks.hand_back(actor=telling.head, task_id=telling.task.pk, seen_seq=None, reason=reason)


def _cancelled(reason: str, telling: Telling) -> None:
    tasks.cancel_task(actor=telling.giver, task_id=telling.task.pk, seen_seq=None, reason=reason)


def _split(unit: str, title: str, due: int, telling: Telling) -> None:
    cast = telling.cast
    person = cast.officer(unit).account_id if unit == telling.tale.unit else None
    part = tasks.TaskIn(
        key=uuid5(NAMESPACE_URL, f"{telling.task.key}:{len(telling.parts)}"), title=title, main_unit_id=cast.units[unit],
        due_on=cast.day(due), main_account_id=person,
    )  # fmt: skip
    telling.parts.append(tasks.split_task(actor=telling.head, parent_id=telling.task.pk, seen_seq=None, part=part))


def _part_done(place: int, telling: Telling) -> None:
    part = telling.parts[place]
    doer = actor_for(part.main_account_id or 0)
    report = tasks.ReportIn("Đã hoàn thành phần việc được giao.")
    tasks.complete_task(actor=doer, task_id=part.pk, seen_seq=None, report=report)
    tasks.evaluate_task(actor=telling.head, task_id=part.pk, seen_seq=None, quality=tasks.Quality.GOOD)


def _whole_progress(percent: int, telling: Telling) -> None:
    report = tasks.ReportIn("Đã xong phần rà soát, đang tổng hợp.", percent)
    tasks.report_progress(actor=telling.head, task_id=telling.task.pk, seen_seq=None, report=report)


TALES = (
    Tale("Rà soát, cập nhật sổ hộ tịch chưa số hóa giai đoạn 2006–2015", OFFICE, -12, 6, expected="Danh sách sổ đã rà soát, biên bản bàn giao",
         evidence=True, acts=(
             (-11, partial(_split, OFFICE, "Đối chiếu sổ khai sinh năm 2006–2010", 2)), (-11, partial(_split, OFFICE, "Đối chiếu sổ kết hôn năm 2006–2015", 4)),
             (-3, partial(_part_done, 0)), (-2, partial(_whole_progress, 60)))),
    Tale("Kiểm tra an toàn phòng cháy, chữa cháy tại các chợ trên địa bàn", ECONOMY, -15, -2, priority=tasks.Priority.URGENT, helping=(OFFICE,),
         acts=((-14, _accepted), (-6, partial(_progress, 70, "Đã kiểm tra 5/7 chợ, lập biên bản nhắc nhở 2 hộ.")),
               (-3, partial(_wished, 4, "Hai chợ đang sửa chữa, chưa kiểm tra được.")))),
    Tale("Tổ chức Ngày hội đọc sách tại các điểm trường", SOCIETY, -22, -8, expected="Kế hoạch, báo cáo kết quả", acts=(
        (-21, _accepted), (-11, partial(_completed, "Đã tổ chức tại 6 điểm trường, hơn 1.200 học sinh tham gia.")), (-10, _confirmed),
        (-9, partial(_judged, tasks.Quality.EXCELLENT, "Tổ chức tốt, tiết kiệm.")))),
    Tale("Báo cáo kết quả cải cách hành chính quý", OFFICE, -10, 1, evidence=True, acts=(
        (-9, _accepted), (-4, partial(_progress, 50, "Đã tổng hợp số liệu một cửa.")), (-1, partial(_completed, "Đã hoàn thành dự thảo báo cáo.")),
        (-1, _confirmed))),
    Tale("Đề xuất danh mục đầu tư công năm tới", ECONOMY, -4, 9, meeting="Giao ban Thường trực Ủy ban nhân dân phường"),
    Tale("Rà soát hộ nghèo, hộ cận nghèo", SOCIETY, -30, -12, acts=(
        (-29, _accepted), (-16, partial(_wished, -9, "Chờ kết quả họp dân ở hai khóm.")), (-15, _granted),
        (-7, partial(_completed, "Đã rà soát 11/11 khóm.")), (-6, _confirmed), (-5, partial(_judged, tasks.Quality.FAIR, "Cần chủ động hơn về thời gian.")))),
    Tale("Niêm yết danh mục thủ tục hành chính mới sửa đổi", OFFICE, -9, -4, acts=(
        (-9, _accepted), (-4, partial(_completed, "Đã niêm yết và cập nhật Cổng.")), (-4, _confirmed), (-3, partial(_judged, tasks.Quality.GOOD, "")))),
    Tale("Thống kê diện tích cây ăn trái chuyển đổi", SOCIETY, -3, 10, acts=((-2, partial(_refused, "Thuộc lĩnh vực của Phòng Kinh tế.")),)),
    Tale("Chuẩn bị Hội nghị đối thoại với thanh niên", SOCIETY, -6, 5, helping=(OFFICE,), meeting="Làm việc với Đoàn phường",
         acts=((-5, _accepted), (-2, partial(_progress, 30, "Đã có dự thảo kế hoạch.")))),
    Tale("Lập hồ sơ thanh lý tài sản hỏng", OFFICE, -18, 3, acts=(
        (-17, _accepted), (-8, partial(_cancelled, "Chuyển sang đợt kiểm kê chung cuối năm.")))),
    Tale("Triển khai mô hình chuyển đổi số cấp xã năm nay", WARD, -13, 12, from_province=True, priority=tasks.Priority.HIGH,
         expected="Kế hoạch, số liệu theo Bộ chỉ số", acts=(
             (-12, partial(_split, OFFICE, "Xây dựng kế hoạch chuyển đổi số của phường", 7)),
             (-12, partial(_split, SOCIETY, "Tập huấn Tổ công nghệ số cộng đồng", 9)))),
)  # fmt: skip


def load_tasks(*, agency_id: int, seed: int, today: date | None = None) -> int:
    """Tell the tales in the order of time; how many were told. What is there from an earlier start stays as it is."""
    cast = Cast(agency_id, seed, today or clock.today())
    told: dict[int, Telling] = {}
    turns: list[tuple[datetime, int, int]] = []
    for place, tale in enumerate(TALES):
        shifts = [tale.given, *(shift for shift, _act in tale.acts)]
        turns += [(cast.moment(shift, order), place, order) for order, shift in enumerate(shifts)]
    for moment, place, order in sorted(turns):
        with clock.at(moment):
            if order == 0:
                begun = _begin(cast, TALES[place], uuid5(NAMESPACE_URL, f"urn:congso:demo:task:{seed}:{place}"))
                if begun is not None:
                    told[place] = begun
            elif place in told:
                TALES[place].acts[order - 1][1](told[place])
    return len(told)


def _begin(cast: Cast, tale: Tale, key: UUID) -> Telling | None:
    """Give the task; None when the ward lacks the unit, or the task is there already."""
    giver = cast.province() if tale.from_province else cast.leader()
    if giver is None or tale.unit not in cast.units or tasks.Task.objects.filter(key=key).exists():
        return None
    given = tasks.TaskIn(
        key=key, title=tale.title, main_unit_id=cast.units[tale.unit], due_on=cast.day(tale.due), expected=tale.expected,
        helping=[cast.units[unit] for unit in tale.helping if unit in cast.units], priority=tale.priority, evidence_required=tale.evidence,
        source=tasks.Source.MEETING if tale.meeting else tasks.Source.DIRECT, meeting_name=tale.meeting,
        meeting_on=clock.today() if tale.meeting else None, followed_by=None if tale.from_province else cast.leader().account_id,
    )  # fmt: skip
    return Telling(cast, tale, tasks.give_task(actor=giver, task=given))
