from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from congso.core import clock
from congso.core.clock import VIETNAM
from congso.foundation.web.due import DueState, describe_due
from congso.foundation.web.tests.makers import make_request

NOW = datetime(2026, 11, 5, 9, 0, tzinfo=VIETNAM)


def draw(text: str, **context: object) -> str:
    return Template(text).render(Context(context))


def test_moments_are_written_the_vietnamese_way_in_the_offices_zone() -> None:
    moment = datetime(2026, 11, 5, 18, 30, tzinfo=UTC)

    assert draw("{{ m|local_datetime }}", m=moment) == "01:30, 06/11/2026"
    assert draw("{{ m|local_date }}", m=moment) == "06/11/2026"
    assert draw("{{ m|local_date }}", m=date(2026, 1, 2)) == "02/01/2026"
    assert draw("{{ m|local_datetime }}{{ m|local_date }}", m=None) == ""


def test_sums_have_points_between_thousands() -> None:
    assert draw("{{ a|money }}", a=1_250_000) == "1.250.000 đ"
    assert draw("{{ a|money }}", a=0) == "0 đ"
    assert draw("{{ a|money }}", a=None) == ""


def test_an_icon_is_hidden_from_readers_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "inbox" %}')
    named = draw('{% icon "inbox" label=words %}', words='Việc "đến"')
    assert 'role="img"' in named
    assert "aria-hidden" not in named
    assert "&quot;đến&quot;" in named


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(ValueError, match="no icon"):
        draw('{% icon "unicorn" %}')


@pytest.mark.parametrize(
    ("hours", "state", "words"),
    [
        (-73, DueState.OVERDUE, "Quá hạn 3 ngày"),
        (-2, DueState.OVERDUE, "Quá hạn 2 giờ"),
        (3, DueState.SOON, "Hôm nay, 12:00"),
        (24, DueState.SOON, "Còn 1 ngày"),
        (72, DueState.ON_TIME, "Còn 3 ngày"),
    ],
)
def test_the_due_date_is_said_in_words(hours: int, state: DueState, words: str) -> None:
    with clock.at(NOW), translation.override("vi"):
        said = describe_due(NOW + timedelta(hours=hours))

    assert (said.state, said.text) == (state, words)


def test_a_paused_clock_and_a_finished_case_are_not_called_overdue() -> None:
    past = NOW - timedelta(days=2)

    with clock.at(NOW):
        assert describe_due(past, paused=True).state == DueState.PAUSED
        assert describe_due(past, finished_at=past - timedelta(hours=1)).state == DueState.MET
        assert describe_due(past, finished_at=past + timedelta(hours=1)).state == DueState.MISSED
        assert describe_due(None).state == DueState.NONE


def test_the_badge_says_its_state_by_words_and_icon_not_by_colour_alone() -> None:
    with clock.at(NOW), translation.override("vi"):
        badge = draw('{% include "web/badge_due.html" %}', due=NOW - timedelta(days=2))

    assert "#alert-triangle" in badge
    assert "Quá hạn 2 ngày" in badge
    assert "09:00, 03/11/2026" in badge


def test_pages_of_a_list_are_turned_by_key() -> None:
    request = make_request("/ho-so/?q=abc&before=9")

    page = render_to_string("web/pagination_keyset.html", {"newer": "", "older": "k20"}, request)

    assert 'rel="next" href="?q=abc&amp;after=k20"' in page
    assert 'rel="prev"' not in page
    assert "<nav" not in render_to_string("web/pagination_keyset.html", {"newer": "", "older": ""}, request)
