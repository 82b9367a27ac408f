"""Who sees what: the week, one's own week, the versions, the calendar programs' feed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.tests.makers import Office
from congso.domains.schedules.enums import Part
from congso.domains.schedules.facade import todays_entries
from congso.domains.schedules.ics import Event, calendar, escape, fold
from congso.domains.schedules.models import Feed
from congso.domains.schedules.queries import entries_of_document, today_page, week_page
from congso.domains.schedules.queries_feed import feed_calendar, week_calendar
from congso.domains.schedules.queries_history import history
from congso.domains.schedules.services import change_entry, make_feed, postpone_entry, revoke_feed
from congso.foundation.audit.models import AuditEntry
from congso.foundation.people.models import Account
from tests.incoming.makers import make_given as give_document
from tests.incoming.makers import make_incoming
from tests.schedules.makers import a_monday, make_entry, make_given, publish


def contents(viewer: Actor, *, own: bool = False) -> list[str]:
    """What the viewer reads in this week."""
    return [line.content for day in week_page(viewer=viewer, on=a_monday(), own=own).days for line in day.lines]


def test_a_draft_is_the_offices_alone_and_a_published_week_everybodys_in_the_agency(office: Office) -> None:
    make_entry(office)
    assert (contents(office.registry), contents(office.officer), contents(office.leader)) == (["Họp giao ban"], [], [])
    publish(office)
    for username in ("chuyenvien", "lanhdao", "motcua", "truongkinhte"):
        assert contents(office.actor(username)) == ["Họp giao ban"], username
    assert contents(office.actor("sochuyenvien")) == []


def test_what_is_internal_is_read_by_who_takes_part_and_the_office(office: Office) -> None:
    make_entry(office, content="Họp kín", internal=True, units=[], preparing_unit_id=None, people=[office.accounts["motcua"]])
    publish(office)

    seen = {name: contents(office.actor(name)) for name in ("lanhdao", "motcua", "vanthu", "truongphong", "chuyenvien", "truongkinhte")}
    assert seen == {"lanhdao": ["Họp kín"], "motcua": ["Họp kín"], "vanthu": ["Họp kín"], "truongphong": ["Họp kín"],
                    "chuyenvien": [], "truongkinhte": []}  # fmt: skip
    assert history(viewer=office.officer, on=a_monday()).lines == []
    assert len(history(viewer=office.leader, on=a_monday()).lines) == 1
    assert "Họp kín" not in week_calendar(viewer=office.officer, on=a_monday()).decode()


def test_ones_own_week_and_today_hold_only_where_one_takes_part(office: Office) -> None:
    make_entry(office, day=clock.today(), part=Part.MORNING)
    make_entry(office, day=clock.today(), part=Part.AFTERNOON, content="Tiếp công dân", units=[], people=[], preparing_unit_id=None)
    assert todays_entries(office.leader) == [], "before publication"
    publish(office)

    assert contents(office.actor("truongkinhte"), own=True) == ["Họp giao ban"]
    assert contents(office.leader, own=True) == ["Họp giao ban", "Tiếp công dân"]
    assert [line.content for line in todays_entries(office.leader)] == ["Họp giao ban", "Tiếp công dân"]
    assert todays_entries(office.clerk) == []


def test_today_counts_what_waits_and_lists_what_came_in(office: Office) -> None:
    document = give_document(office)

    page = today_page(viewer=office.leader)
    assert (page.to_sign, [line.id for line in page.arrivals]) == (0, [document.pk])
    assert today_page(viewer=office.clerk).arrivals == []
    assert today_page(viewer=office.clerk).to_sign is None
    assert today_page(viewer=office.head).inbox["all"] == 1


def test_the_document_of_an_entry_is_named_to_who_may_see_it(office: Office) -> None:
    document = make_incoming(office)
    make_entry(office, document_id=document.pk)
    publish(office)

    def names(viewer: Actor) -> list[str | None]:
        days = week_page(viewer=viewer, on=a_monday()).days
        return [line.document.number_text if line.document else None for day in days for line in day.lines]

    assert (names(office.leader), names(office.clerk)) == (["215/STP-HCTP"], [None])
    assert len(entries_of_document(viewer=office.leader, document_id=document.pk)) == 1
    with pytest.raises(NotVisible):
        make_entry(office, document_id=uuid4(), reason="x", part=Part.AFTERNOON)


def test_the_pages_ask_as_often_for_many_as_for_one(office: Office) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            week_page(viewer=office.leader, on=a_monday())
            today_page(viewer=office.leader)
        return len(found)

    make_entry(office, part=Part.MORNING, document_id=make_incoming(office).pk)
    publish(office)
    asked()
    one = asked()
    for place in range(6):
        make_entry(office, begins=time(13 + place), ends=time(13 + place, 30), reason="x",
                   document_id=make_incoming(office, number_text=f"{place}/STP").pk)  # fmt: skip
    assert asked() == one


def test_the_feed_holds_ones_own_entries_and_nothing_internal_of_others(office: Office) -> None:
    make_entry(office, content="Giao ban chung")
    make_entry(office, content="Họp kín", part=Part.AFTERNOON, internal=True, units=[], people=[], preparing_unit_id=None)
    _feed, key = make_feed(actor=office.actor("truongkinhte"))
    assert "Giao ban chung" not in feed_calendar(key).decode(), "a draft is not told"
    publish(office)

    told = feed_calendar(key).decode()
    assert "Giao ban chung" in told
    assert "Họp kín" not in told
    _other, leaders = make_feed(actor=office.leader)
    assert "Họp kín" in feed_calendar(leaders).decode()
    _nobody, clerks = make_feed(actor=office.clerk)
    assert "BEGIN:VEVENT" not in feed_calendar(clerks).decode()


def test_a_feed_ends_when_taken_back_made_anew_or_its_owner_leaves(office: Office, client: Client) -> None:
    feed, key = make_feed(actor=office.clerk)
    assert key not in str(list(Feed.objects.values())), "only the hash is kept"
    assert key not in str(list(AuditEntry.objects.values("details")))
    url = reverse("schedules:feed", args=[key])
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "text/calendar; charset=utf-8", "no-store, private")
    _second, second = make_feed(actor=office.clerk)
    assert client.get(url).status_code == 404
    assert client.get(reverse("schedules:feed", args=[second])).status_code == 200
    Account.objects.filter(pk=office.accounts["motcua"]).update(is_active=False)
    assert client.get(reverse("schedules:feed", args=[second])).status_code == 404
    Account.objects.filter(pk=office.accounts["motcua"]).update(is_active=True)
    revoke_feed(actor=office.clerk)
    assert client.get(reverse("schedules:feed", args=[second])).status_code == 404
    with pytest.raises(NotVisible):
        revoke_feed(actor=office.clerk)
    assert feed.account_id == office.accounts["motcua"]


def test_lines_follow_the_rule_of_icalendar(office: Office) -> None:
    entry = make_entry(office, content="Họp; bàn về đất đai, môi trường\nvà " + "các nội dung khác " * 9)
    publish(office)
    first = week_calendar(viewer=office.leader, on=a_monday())
    changed = change_entry(actor=office.registry, entry_id=entry.pk, seen=None, given=make_given(office, begins=time(9)), reason="x")
    postpone_entry(actor=office.registry, entry_id=entry.pk, seen=None, reason="Hoãn")
    last = week_calendar(viewer=office.leader, on=a_monday()).decode()

    assert first.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in first.replace(b"\r\n", b""), "every line ends with CRLF"
    assert max(len(line) for line in first.split(b"\r\n")) <= 75
    for line in first.split(b"\r\n"):
        line.decode()  # no letter is cut in two
    whole = first.decode().replace("\r\n ", "").split("\r\n")
    assert any(line.startswith("SUMMARY:Họp\\; bàn về đất đai\\, môi trường\\nvà các") for line in whole)
    tuesday = a_monday() + timedelta(days=1)
    assert f"DTSTART:{tuesday:%Y%m%d}T010000Z" in whole, "08:00 in Vietnam is 01:00 UTC"
    assert f"DTEND:{tuesday:%Y%m%d}T030000Z" in whole
    assert {"VERSION:2.0", "METHOD:PUBLISH", "STATUS:CONFIRMED", "SEQUENCE:1"} <= set(whole)
    uid = next(line for line in whole if line.startswith("UID:"))
    after = last.replace("\r\n ", "").split("\r\n")
    assert uid in after
    assert {"STATUS:CANCELLED", "SEQUENCE:3", f"DTSTART:{tuesday:%Y%m%d}T020000Z"} <= set(after)
    assert changed.pk == entry.pk


def test_half_days_take_the_offices_hours_and_whole_days_are_days(office: Office) -> None:
    make_entry(office, part=Part.MORNING)
    make_entry(office, part=Part.WHOLE, day=a_monday() + timedelta(days=2), clash_confirmed=True)
    make_entry(office, part=Part.AFTERNOON, day=a_monday() + timedelta(days=6))
    publish(office)

    lines = week_calendar(viewer=office.leader, on=a_monday()).decode().replace("\r\n ", "").split("\r\n")
    tuesday, wednesday, sunday = (a_monday() + timedelta(days=place) for place in (1, 2, 6))
    assert f"DTSTART;VALUE=DATE:{wednesday:%Y%m%d}" in lines
    assert f"DTEND;VALUE=DATE:{wednesday + timedelta(days=1):%Y%m%d}" in lines
    assert any(line.startswith(f"DTSTART:{tuesday:%Y%m%d}T00") for line in lines), "morning hours begin after 07:00"
    assert f"DTSTART;VALUE=DATE:{sunday:%Y%m%d}" in lines
    assert "SUMMARY:Buổi chiều: Họp giao ban" in lines


def test_escaping_and_folding_by_themselves() -> None:
    assert escape("a\\b;c,d\r\ne\x07") == "a\\\\b\\;c\\,d\\ne"
    assert fold("a" * 75) == "a" * 75
    assert fold("a" * 76) == "a" * 75 + "\r\n a"
    assert fold("ư" * 38) == "ư" * 37 + "\r\n ư", "75 octets hold 37 letters of two octets"
    assert fold("x" * 75 + "y" * 75) == "x" * 75 + "\r\n " + "y" * 74 + "\r\n y"
    at = datetime(2026, 11, 30, 7, 30, tzinfo=clock.VIETNAM)
    text = calendar("Lịch", [Event("u", 0, at, at, None, "x")]).decode()
    assert "DTSTART:20261130T003000Z\r\n" in text
    assert "DTEND" not in text


def test_before_publication_there_is_no_download_and_no_history(office: Office) -> None:
    make_entry(office)
    with pytest.raises(NotVisible):
        week_calendar(viewer=office.registry, on=a_monday())
    with pytest.raises(NotVisible):
        history(viewer=office.registry, on=a_monday())
