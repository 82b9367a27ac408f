"""Whatever is reserved, numbered and voided on whatever days: numbers rise with the days, none twice, none missing without a reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congso.core import clock
from congso.core.errors import DomainError
from congso.domains.documents.errors_outgoing import DateNotOpen, ReservedDayNotOpen
from congso.domains.documents.models import Document, DocumentNumber
from congso.domains.documents.outgoing_register import gaps
from congso.domains.documents.services.outgoing import cancel_document, reserve_number, start_draft
from congso.domains.documents.services.outgoing_common import lock_outgoing
from congso.domains.documents.services.outgoing_numbering import take_number
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.foundation.audit.writing import write_action
from congso.foundation.numbering.models import NumberBook, NumberEntry
from congso.foundation.numbering.services import void_number
from tests.outgoing.conftest import Desk, draft_in

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 6)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("reserve"), st.integers(-40, 3)),
        st.tuples(st.just("take"), st.just(0)),
        st.tuples(st.just("void"), st.integers(0, 9)),
        st.tuples(st.just("cancel"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.integers(1, 20)),
    ),
    min_size=4, max_size=14,
)  # fmt: skip


class _Undone(Exception):
    """So that every run begins with empty books."""


@pytest.fixture
def office() -> Office:
    return make_office()


def _draft(office: Office) -> Document:
    desk = Desk(office, None, None)  # type: ignore[arg-type]
    return start_draft(actor=office.officer, draft=draft_in(desk))


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=clock.VIETNAM)


def _take(office: Office) -> None:
    document = _draft(office)
    with write_action("tests.take", actor=office.registry) as action:
        take_number(action, lock_outgoing(office.registry, document.pk), clock.today())


def _do(office: Office, what: str, how: int) -> None:
    numbers = list(DocumentNumber.objects.order_by("pk"))
    if what == "reserve":
        document = _draft(office)
        reserve_number(actor=office.registry, document_id=document.pk, seen_seq=None, on=clock.today() + timedelta(days=how))
    elif what == "take":
        _take(office)
    elif numbers and what == "void":
        void_number(actor=office.registry, entry_id=numbers[how % len(numbers)].entry_id, reason="Không dùng")
    elif numbers and what == "cancel":
        cancel_document(actor=office.registry, document_id=numbers[how % len(numbers)].document_id, seen_seq=None, reason="Thôi")


def _play(office: Office, steps: list[tuple[str, int]]) -> None:
    today = FRIDAY
    for what, how in steps:
        today += timedelta(days=how if what == "wait" else 0)
        with clock.at(_at(today)):
            before = list(DocumentNumber.objects.values_list("entry_id", "on"))
            try:
                with transaction.atomic():
                    _do(office, what, how)
            except DomainError:
                assert list(DocumentNumber.objects.values_list("entry_id", "on")) == before
            new = DocumentNumber.objects.exclude(entry_id__in=[key for key, _on in before]).first()
            assert new is None or today - timedelta(days=3) <= new.on <= today


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_numbers_rise_with_the_days_and_none_is_lost(office: Office, steps: list[tuple[str, int]]) -> None:
    try:
        with transaction.atomic():
            _play(office, steps)
            for book in NumberBook.objects.filter(kind__startswith="document"):
                rows = list(DocumentNumber.objects.filter(entry__book=book).order_by("entry__value").values_list("entry__value", "on"))
                assert [value for value, _on in rows] == list(range(1, book.last + 1))
                assert [on for _value, on in rows] == sorted(on for _value, on in rows)
                assert not any(gap.is_missing for gap in gaps(book))
            held = DocumentNumber.objects.filter(released_at=None)
            assert not held.exclude(entry__voided_at=None).exists()
            assert not NumberEntry.objects.exclude(voided_at=None).filter(void_reason="").exists()
            raise _Undone
    except _Undone:
        pass


def test_a_quiet_book_gives_no_day_of_the_past(office: Office) -> None:
    with clock.at(_at(date(2026, 3, 9))):  # a Monday
        document = _draft(office)
        for day in (date(2026, 3, 5), date(2026, 2, 2), date(2026, 3, 10)):
            with pytest.raises(ReservedDayNotOpen, match="từ 06/03/2026 đến 09/03/2026"):
                reserve_number(actor=office.registry, document_id=document.pk, seen_seq=None, on=day)
        assert not NumberEntry.objects.exists()
        number = reserve_number(actor=office.registry, document_id=document.pk, seen_seq=None, on=date(2026, 3, 6))
        assert number.on == date(2026, 3, 6)
        _take(office)
        with pytest.raises(DateNotOpen):
            reserve_number(actor=office.registry, document_id=_draft(office).pk, seen_seq=None, on=date(2026, 3, 6))


def test_the_new_year_takes_no_number_of_last_years_open_book(office: Office) -> None:
    with clock.at(_at(date(2026, 12, 31))):
        _take(office)
    with clock.at(_at(date(2027, 1, 4))):
        document = _draft(office)
        with pytest.raises(ReservedDayNotOpen):
            reserve_number(actor=office.registry, document_id=document.pk, seen_seq=None, on=date(2026, 12, 31))
        reserve_number(actor=office.registry, document_id=document.pk, seen_seq=None)
    document.refresh_from_db()
    assert document.number == 1
    assert NumberBook.objects.get(period="2026").last == 1
