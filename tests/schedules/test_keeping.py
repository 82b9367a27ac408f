"""The office keeps the calendar: done, refused, not allowed."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.domains.dossiers.tests.makers import Office
from congso.domains.schedules.enums import Change, EntryState, Part
from congso.domains.schedules.errors import (
    AlreadyPublished,
    DayOff,
    EntryClosed,
    EntryMoved,
    LeaderBusy,
    NothingToPublish,
    OtherWeek,
    ReasonNeeded,
    WeekMoved,
)
from congso.domains.schedules.models import Entry, Week, WeekVersion
from congso.domains.schedules.policies import PROPOSE, PUBLISH
from congso.domains.schedules.services import add_entry, change_entry, postpone_entry, publish_week
from congso.foundation.audit.models import AuditEntry
from congso.foundation.notifications.models import Notice
from tests.schedules.makers import a_monday, make_entry, make_given, make_proposal, publish


def refusals() -> list[str]:
    """Actions that were refused and logged."""
    return list(AuditEntry.objects.filter(outcome="refused").values_list("action", flat=True))


def test_an_entry_of_a_draft_week_is_written_without_version(office: Office) -> None:
    entry = make_entry(office)

    assert (entry.state, entry.change, entry.revision) == (EntryState.IN, "", 1)
    week = Week.objects.get()
    assert (week.monday, week.version, week.revision) == (a_monday(), 0, 1)
    assert AuditEntry.objects.filter(action="schedules.add_entry", outcome="done").count() == 1
    assert not Notice.objects.filter(kind="schedules.told").exists()


def test_the_head_of_the_leaders_office_keeps_it_and_another_head_does_not(office: Office) -> None:
    agency = office.units["phuong"]

    assert add_entry(actor=office.head, agency_id=agency, given=make_given(office)).pk
    for username in ("truongkinhte", "chuyenvien", "motcua", "lanhdao", "sovanthu"):
        with pytest.raises(NotAllowed):
            add_entry(actor=office.actor(username), agency_id=agency, given=make_given(office, part=Part.WHOLE))
    assert Entry.objects.count() == 1
    assert refusals() == ["schedules.add_entry"] * 5


@pytest.mark.parametrize("changes", [
    {"begins": None}, {"begins": time(10), "ends": time(10)}, {"leaders": []}, {"others": "x", "leaders": [-1]}, {"people": [-1]},
    {"units": [-1]}, {"preparing_unit_id": -1},
])  # fmt: skip
def test_what_is_not_sound_is_refused_and_nothing_is_written(office: Office, changes: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        make_entry(office, **changes)

    assert not Entry.objects.exists()
    assert refusals() == ["schedules.add_entry"]


def test_people_of_another_agency_do_not_fit(office: Office) -> None:
    with pytest.raises(InvalidInput):
        make_entry(office, leaders=[office.accounts["sogiamdoc"]])
    with pytest.raises(InvalidInput):
        make_entry(office, units=[office.units["so-cm"]])


def test_a_leader_at_two_places_is_warned_of_and_may_be_confirmed(office: Office) -> None:
    make_entry(office)
    with pytest.raises(LeaderBusy, match="Phạm Ngọc Hạnh đã có lịch 08:00–10:00") as met:
        make_entry(office, begins=time(9, 59), ends=None)
    assert met.value.field == "presides"

    assert make_entry(office, begins=time(9, 59), ends=None, clash_confirmed=True).pk


@pytest.mark.parametrize(("changes", "clashing"), [
    ({"begins": time(10), "ends": time(11)}, False), ({"begins": time(7), "ends": time(8)}, False),
    ({"begins": time(7), "ends": None}, True), ({"part": Part.MORNING}, True), ({"part": Part.AFTERNOON}, False),
    ({"part": Part.WHOLE}, True), ({"begins": time(13), "ends": None}, False),
])  # fmt: skip
def test_what_overlaps_and_what_only_touches(office: Office, changes: dict[str, object], clashing: bool) -> None:
    make_entry(office)
    if clashing:
        with pytest.raises(LeaderBusy):
            make_entry(office, **changes)
    else:
        assert make_entry(office, **changes).pk


def test_who_only_proposes_does_not_learn_what_the_leader_does(office: Office) -> None:
    make_entry(office, content="Họp kín về nhân sự", internal=True)
    with pytest.raises(LeaderBusy) as met:
        make_proposal(office)
    assert "nhân sự" not in str(met.value)
    with pytest.raises(LeaderBusy, match="nhân sự"):
        make_entry(office)


def test_a_day_off_is_warned_of_by_its_name(office: Office) -> None:
    sunday = date(2027, 1, 3)
    with pytest.raises(DayOff, match="Chủ nhật"):
        make_entry(office, day=sunday, day_off_confirmed=False)
    with pytest.raises(DayOff, match=r"30/04/2027.*(Giải phóng|Chiến thắng|Thống nhất)"):
        make_entry(office, day=date(2027, 4, 30), day_off_confirmed=False)
    assert make_entry(office, day=sunday).day == sunday


def test_publishing_makes_version_one_and_tells_who_takes_part(office: Office) -> None:
    make_entry(office)
    week = publish(office)

    assert week.version == 1
    kept = WeekVersion.objects.get()
    assert (kept.number, kept.kind, kept.by_name) == (1, Change.PUBLISHED, "Huỳnh Kim Liên")
    assert [line["content"] for line in kept.lines] == ["Họp giao ban"]
    told = set(Notice.objects.filter(kind="schedules.told").values_list("account_id", flat=True))
    assert told == {office.accounts["lanhdao"], office.accounts["truongphong"]}


def test_publishing_is_refused_when_empty_twice_or_unseen(office: Office) -> None:
    agency = office.units["phuong"]
    with pytest.raises(NothingToPublish):
        publish(office)
    make_entry(office)
    with pytest.raises(WeekMoved):
        publish_week(actor=office.registry, agency_id=agency, monday=a_monday(), seen=0)
    with pytest.raises(NotAllowed):
        publish_week(actor=office.leader, agency_id=agency, monday=a_monday(), seen=None)
    publish(office)
    with pytest.raises(AlreadyPublished):
        publish(office)
    assert WeekVersion.objects.count() == 1
    assert refusals() == ["schedules.publish_week"] * 4


def test_after_publication_a_change_says_why_and_makes_a_version(office: Office) -> None:
    entry = make_entry(office)
    publish(office)
    with pytest.raises(ReasonNeeded):
        change_entry(actor=office.registry, entry_id=entry.pk, seen=None, given=make_given(office, begins=time(9)))
    with pytest.raises(ReasonNeeded):
        make_entry(office, part=Part.AFTERNOON)

    changed = change_entry(
        actor=office.registry, entry_id=entry.pk, seen=entry.revision, given=make_given(office, begins=time(9)), reason="Dời giờ"
    )
    added = make_entry(office, part=Part.AFTERNOON, reason="Tỉnh mới mời")
    off = postpone_entry(actor=office.registry, entry_id=added.pk, seen=None, reason="Tỉnh hoãn")

    assert (changed.change, changed.change_reason) == (Change.ADJUSTED, "Dời giờ")
    assert (off.state, off.change, off.change_reason) == (EntryState.POSTPONED, Change.POSTPONED, "Tỉnh hoãn")
    versions = [(row.number, row.kind, row.reason) for row in WeekVersion.objects.all()]
    assert versions == [(1, "published", ""), (2, "adjusted", "Dời giờ"), (3, "added", "Tỉnh mới mời"), (4, "postponed", "Tỉnh hoãn")]
    assert WeekVersion.objects.get(number=1).lines[0]["time"] == "08:00–10:00", "what was published first stays as it was"
    assert WeekVersion.objects.get(number=2).lines[0]["time"] == "09:00–10:00"


def test_an_entry_taken_off_a_draft_week_is_only_dropped(office: Office) -> None:
    entry = make_entry(office)

    assert postpone_entry(actor=office.registry, entry_id=entry.pk, seen=None).state == EntryState.DROPPED
    with pytest.raises(EntryClosed):
        postpone_entry(actor=office.registry, entry_id=entry.pk, seen=None)
    with pytest.raises(EntryClosed):
        change_entry(actor=office.registry, entry_id=entry.pk, seen=None, given=make_given(office))
    with pytest.raises(NotVisible):
        postpone_entry(actor=office.officer, entry_id=entry.pk, seen=None)


def test_an_entry_stays_in_its_week_and_a_stale_page_is_refused(office: Office) -> None:
    entry = make_entry(office)
    with pytest.raises(OtherWeek):
        change_entry(actor=office.registry, entry_id=entry.pk, seen=None, given=make_given(office, day=a_monday() + timedelta(days=7)))
    with pytest.raises(EntryMoved):
        change_entry(actor=office.registry, entry_id=entry.pk, seen=0, given=make_given(office))
    publish(office)
    with pytest.raises(NotAllowed):
        change_entry(actor=office.leader, entry_id=entry.pk, seen=None, given=make_given(office), reason="x")
    assert set(refusals()) == {"schedules.change_entry"}
    assert Entry.objects.get().revision == 1


def test_the_rights_stand_in_the_roles(office: Office) -> None:
    assert office.registry.may(PUBLISH, office.units["phuong"])
    assert not office.head.may(PUBLISH, office.units["phuong"]), "a head's right is of the unit; the office's counts for the agency"
    assert office.head.may(PROPOSE, office.units["phuong-vp"])
