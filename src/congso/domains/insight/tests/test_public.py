"""The public figures equal the internal ones, are at most ten minutes old, and name nobody."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congso.core import clock
from congso.domains.dossiers.facade import apologise
from congso.domains.dossiers.tests.makers import Office, bring_to, make_applicant, make_dossier, make_office
from congso.domains.insight.enums import Figure, GroupBy
from congso.domains.insight.periods import Period, span
from congso.domains.insight.queries.figures import Wanted
from congso.domains.insight.queries.listing import listing
from congso.domains.insight.queries.public import public_figures
from congso.domains.insight.queries.table import report_table
from congso.domains.ratings.tests.makers import make_rating, make_returned

pytestmark = pytest.mark.django_db
SEPTEMBER = span(date(2026, 9, 1), 1)
NOW = datetime(2026, 9, 25, 9, tzinfo=clock.VIETNAM)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    caches["near"].clear()
    yield
    caches["near"].clear()


@pytest.fixture
def office() -> Office:
    """September: one on time and disliked, one late with an apology, two late without."""
    office = make_office()
    with clock.at(datetime(2026, 9, 1, 9, tzinfo=clock.VIETNAM)):
        good = make_returned(office)
        late = bring_to(office, make_dossier(office), "work")
        for _number in range(2):
            make_dossier(office)
    with clock.at(datetime(2026, 9, 2, 9, tzinfo=clock.VIETNAM)):
        make_rating(office, level=2, dossier=good)
    with clock.at(datetime(2026, 9, 8, 8, tzinfo=clock.VIETNAM)):
        apologise(actor=office.leader, dossier_id=late.pk, seen_seq=None, new_due_at=clock.now() + timedelta(days=4),
                  reason="Chậm")  # fmt: skip
    return office


def test_public_figures_equal_the_internal_report(office: Office) -> None:
    with clock.at(NOW):
        public = public_figures(SEPTEMBER)
        inside = report_table(viewer=office.actor("theodoi"), wanted=Wanted(SEPTEMBER))
        months = report_table(viewer=office.actor("theodoi"), wanted=Wanted(Period(date(2025, 10, 1), NOW.date()), GroupBy.MONTH))

    counts = inside.total.counts
    assert (public.total.total, public.total.received, public.total.rate) == (
        counts[Figure.TOTAL], counts[Figure.RECEIVED], inside.total.rate)  # fmt: skip
    assert public.total.done == counts[Figure.ON_TIME] + counts[Figure.LATE]
    assert public.total.late == counts[Figure.LATE] + counts[Figure.OPEN_LATE]
    assert [(row.label, row.rate, row.total) for row in public.agencies] == [
        (row.label, row.rate, row.counts[Figure.TOTAL]) for row in sorted(inside.rows, key=lambda row: row.label)]  # fmt: skip
    assert [(row.label, row.rate) for row in public.months] == [(row.label, row.rate) for row in months.rows]
    assert (public.total.late, public.total.apologised, public.total.silent) == (3, 1, 2)


def test_late_dossiers_are_listed_by_code_with_their_apology(office: Office) -> None:
    with clock.at(NOW):
        late = public_figures(SEPTEMBER).late

    assert sorted(each.apologised_on or date.min for each in late) == [date.min, date.min, date(2026, 9, 8)]
    assert {each.promised_on for each in late} == {date(2026, 9, 10)}  # five working days, without the two days of the National Day


def test_content_is_a_hundred_less_overdue_and_disliked(office: Office) -> None:
    viewer = office.actor("theodoi")
    with clock.at(NOW):
        total = report_table(viewer=viewer, wanted=Wanted(SEPTEMBER)).total
        behind = listing(viewer=viewer, wanted=Wanted(SEPTEMBER), figure=Figure.DISLIKED).lines

    assert (total.counts[Figure.RATED], total.counts[Figure.DISLIKED], len(behind)) == (1, 1, 1)
    assert (total.content, total.points) == (0.0, 0.0)  # three of four late, one disliked


def test_points_are_full_from_ninety_percent_on(office: Office) -> None:
    row = report_table(viewer=office.actor("theodoi"), wanted=Wanted(SEPTEMBER)).total
    row.counts[Figure.TOTAL], row.counts[Figure.DISLIKED] = 100, 5

    for on_time, content, points in ((95, 90.0, 6.0), (94, 89.0, 5.93), (50, 45.0, 3.0)):
        row.on_time = on_time
        assert (row.content, row.points) == (content, points)


def test_figures_are_kept_for_ten_minutes_and_no_longer(office: Office) -> None:
    with clock.at(NOW):
        first = public_figures(SEPTEMBER)
        make_dossier(office)
    with clock.at(NOW + timedelta(minutes=9)):
        assert public_figures(SEPTEMBER) == first
    with clock.at(NOW + timedelta(minutes=10)):
        fresh = public_figures(SEPTEMBER)

    assert fresh.total.received == first.total.received + 1
    assert fresh.made_at == NOW + timedelta(minutes=10)


def test_page_and_files_say_the_same_and_name_nobody(office: Office, client: Client) -> None:
    with clock.at(NOW):
        page = client.get("/so-lieu/?ky=thang-nay").content.decode()
        data = client.get("/so-lieu/so-lieu.json?ky=thang-nay").json()
        table = client.get("/so-lieu/so-lieu.csv?ky=thang-nay").content.decode("utf-8-sig")

    lines = list(csv.DictReader(StringIO(table)))
    assert [int(lines[0]["late"]), int(lines[0]["apologised"])] == [data["total"]["late"], data["total"]["apologised"]] == [3, 1]
    assert len(data["months"]) == 12
    assert data["months"][-1]["month"] == "09/2026"  # a month that has not come has no figures
    assert "số liệu đến 09:00, 25/09/2026" in page
    assert "QĐ 766/QĐ-TTg, chỉ tiêu 2.1" in page
    assert "style=" not in page
    person = make_applicant()
    for private in (person.name, person.identity_number, person.phone, person.address):
        for text in (page, str(data), table):
            assert private not in text


def test_nonsense_shows_this_year(office: Office, client: Client) -> None:
    for query in ("", "?ky=zzz", "?ky=2026-13", "?ky=1900-01", "?ky=chon"):
        assert client.get(f"/so-lieu/{query}").status_code == 200


def test_the_number_of_questions_does_not_grow(office: Office) -> None:
    def questions() -> int:
        caches["near"].clear()
        with clock.at(NOW), CaptureQueriesContext(connection) as asked:
            public_figures(SEPTEMBER)
        return len(asked)

    questions()
    few = questions()
    with clock.at(datetime.combine(date(2026, 9, 2), time(9), tzinfo=clock.VIETNAM)):
        for _number in range(5):
            make_dossier(office)
    assert questions() == few
