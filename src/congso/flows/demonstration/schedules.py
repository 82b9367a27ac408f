"""The home ward's calendar: this week published and changed twice, the next one a draft with proposals."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from congso.core import clock
from congso.domains.schedules.facade import (
    EntryIn,
    Part,
    add_entry,
    change_entry,
    has_entries,
    postpone_entry,
    propose_entry,
    publish_week,
)
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.calendar.working_time import Schedule
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree
from congso.foundation.people.models import Account
from congso.foundation.people.queries import actor_for, holders
from congso.foundation.people.roles import LEADER

_USUAL = (
    (0, time(7, 30), time(8, 30), "Họp giao ban đầu tuần", "Phòng họp số 1, UBND phường"),
    (0, time(14), time(16), "Làm việc với Văn phòng về kế hoạch cải cách hành chính", "Phòng họp số 1, UBND phường"),
    (1, time(8), time(10), "Kiểm tra công tác tiếp nhận hồ sơ tại bộ phận Một cửa", "Trung tâm Phục vụ hành chính công phường"),
    (1, time(14), None, "Dự hội nghị trực tuyến với UBND tỉnh về chuyển đổi số", "Điểm cầu UBND phường"),
    (2, time(8), time(9, 30), "Nghe báo cáo tiến độ các dự án trên địa bàn", "Phòng họp số 2, UBND phường"),
    (3, time(7, 30), time(11), "Tiếp công dân định kỳ", "Phòng Tiếp công dân"),
    (3, time(14), time(16, 30), "Khảo sát tuyến đường nội ô cần sửa chữa", "Tại hiện trường"),
    (4, time(8), time(10), "Họp Ban Chỉ đạo xây dựng đô thị văn minh", "Phòng họp số 1, UBND phường"),
    (4, time(15), time(16, 30), "Rà soát hồ sơ quá hạn, thống nhất lịch tuần sau", "Phòng họp số 2, UBND phường"),
)
_PROPOSED = (
    (2, time(14), "Thông qua phương án sắp xếp chợ", "Phòng họp số 2, UBND phường"),
    (3, time(14), "Nghe báo cáo chuẩn bị lễ hội văn hóa", "Phòng họp số 1, UBND phường"),
)


@dataclass(frozen=True)
class _Ward:
    agency_id: int
    leaders: list[int]
    units: list[int]
    office_id: int | None


def load_schedules() -> None:
    """Write the home ward's two weeks by its own people; a calendar that was written in already is left as it is."""
    ids = dict(Account.objects.filter(username__in=("lanhdao", "vanthu", "chuyenvien")).values_list("username", "pk"))
    clerk = actor_for(ids["vanthu"])
    agency_id = tree().agency_of(clerk.seats[0].unit_id).id
    if has_entries(agency_id):
        return
    leaders = [ids["lanhdao"], *(account for account, _name in holders(role=LEADER, unit_id=agency_id) if account != ids["lanhdao"])]
    office = tree().with_function(agency_id, UnitFunction.OFFICE)
    ward = _Ward(agency_id, leaders, sorted(tree().part_of_agency(agency_id) - {agency_id}), office.id if office else None)
    monday = clock.today() - timedelta(days=clock.today().weekday())
    _this_week(ids, ward, monday)
    _next_week(ids, ward, monday + timedelta(days=7))


def _entries(ids: dict[str, int], ward: _Ward, monday: date) -> list[EntryIn]:
    rng, found, hours = random.Random(f"schedules:{monday.isoformat()}"), [], schedule_for(ward.agency_id, monday)
    for place, (day, begins, ends, content, where) in enumerate(_USUAL):
        found.append(EntryIn(
            day=_working_day(hours, monday, day), part=Part.TIMED, begins=begins, ends=ends, content=content, place=where,
            leaders=ward.leaders if place in {0, 7} else [ward.leaders[place % len(ward.leaders)]],
            people=[ids["chuyenvien"]] if place in {0, 1, 8} else [], units=sorted(rng.sample(ward.units, 2)),
            preparing_unit_id=ward.office_id, day_off_confirmed=True, clash_confirmed=True, internal=place == 8,
        ))  # fmt: skip
    return found


def _working_day(hours: Schedule, monday: date, place: int) -> date:
    """The day of the week on which something is held; what falls on a holiday is held on the next day that is worked."""
    days = [monday + timedelta(days=each % 5) for each in range(place, place + 5)]
    return next((day for day in days if hours.is_working_day(day)), days[0])


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.VIETNAM)


def _this_week(ids: dict[str, int], ward: _Ward, monday: date) -> None:
    clerk = actor_for(ids["vanthu"])
    with clock.at(_moment(monday - timedelta(days=3), 16)):
        made = [add_entry(actor=clerk, agency_id=ward.agency_id, given=each) for each in _entries(ids, ward, monday)]
        publish_week(actor=clerk, agency_id=ward.agency_id, monday=monday, seen=None)
    given = _entries(ids, ward, monday)
    with clock.at(_moment(monday, 7)):
        later = replace(given[4], begins=time(9), ends=time(10, 30))
        change_entry(actor=clerk, entry_id=made[4].pk, seen=None, given=later, reason="Dời giờ để dự họp với Thường trực Đảng ủy")
        postpone_entry(actor=clerk, entry_id=made[6].pk, seen=None, reason="Chờ đơn vị tư vấn bổ sung hồ sơ khảo sát")
        extra = replace(given[2], day=_working_day(schedule_for(ward.agency_id, monday), monday, 2), begins=time(15), ends=time(16), content="Tiếp đoàn công tác của Sở Nội vụ")
        add_entry(actor=clerk, agency_id=ward.agency_id, given=extra, reason="Theo giấy mời của Sở Nội vụ")


def _next_week(ids: dict[str, int], ward: _Ward, monday: date) -> None:
    clerk, units = actor_for(ids["vanthu"]), tree()
    for each in _entries(ids, ward, monday)[:6]:
        add_entry(actor=clerk, agency_id=ward.agency_id, given=each)
    others = [unit for unit in ward.units if unit != ward.office_id and holders(role="head", unit_id=unit)]
    for unit_id, (day, begins, content, where) in zip(others, _PROPOSED, strict=False):
        head = actor_for(holders(role="head", unit_id=unit_id)[0][0])
        given = EntryIn(
            day=_working_day(schedule_for(ward.agency_id, monday), monday, day), part=Part.TIMED, begins=begins, ends=None, content=content, place=where,
            leaders=ward.leaders[:1], units=[unit_id], preparing_unit_id=unit_id, day_off_confirmed=True, clash_confirmed=True,
            note=f"{units.name(unit_id)} đề nghị",
        )  # fmt: skip
        propose_entry(actor=head, agency_id=ward.agency_id, given=given)
