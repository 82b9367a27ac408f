"""A citizen rates a dossier: after its result, once for each way, for seven days changeable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import close_old_connections

from congso.core import clock
from congso.core.errors import DomainError, NotVisible
from congso.domains.dossiers.tests.makers import Office, make_citizen, make_dossier, make_office
from congso.domains.ratings.errors import LevelMissing, NotReturnedYet, TooLateToChange
from congso.domains.ratings.models import Rating
from congso.domains.ratings.services import rate
from congso.domains.ratings.tests.makers import BEARER, make_rating, make_returned
from congso.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db


@contextmanager
def refused(error: type[DomainError]) -> Iterator[None]:
    """Nothing moves, and one line tells of the refusal."""
    before = list(Rating.objects.order_by("pk").values())
    with pytest.raises(error) as caught:
        yield
    assert list(Rating.objects.order_by("pk").values()) == before
    line = AuditEntry.objects.latest("pk")
    assert (line.outcome, line.details["error"]) == ("refused", caught.value.code)


def test_the_holder_of_the_token_rates_with_reasons_and_words(office: Office) -> None:
    dossier = make_returned(office)

    row = rate(
        actor=BEARER, token=dossier.public_token, level=2, reasons=["late", "fast"], comment="  Chờ  lâu. "
    )

    assert (row.way, row.level, row.reasons, row.comment, row.state) == (
        "follow",
        2,
        ["late"],
        "Chờ  lâu.",
        "new",
    )
    assert (row.agency_id, row.procedure_code) == (dossier.agency_id, dossier.procedure_code)
    assert AuditEntry.objects.latest("pk").action == "ratings.rate"


def test_the_citizen_who_logged_in_rates_by_the_account_beside_the_token(office: Office) -> None:
    dossier = make_returned(office)
    rate(actor=BEARER, token=dossier.public_token, level=5)

    row = rate(actor=make_citizen(), token=dossier.public_token, level=4)

    assert row.way == "online"
    assert Rating.objects.filter(dossier_id=dossier.pk).count() == 2


def test_a_second_press_changes_the_first_and_words_stay(office: Office) -> None:
    row = make_rating(office, level=1, comment="Chậm")
    token = make_returned_token(row)

    again = rate(actor=BEARER, token=token, level=4)

    assert (again.pk, again.level, again.comment) == (row.pk, 4, "Chậm")
    assert Rating.objects.count() == 1
    assert AuditEntry.objects.latest("pk").details["before"] == 1


def make_returned_token(row: Rating) -> str:
    from congso.domains.dossiers.facade import Dossier

    return Dossier.objects.get(pk=row.dossier_id).public_token


def test_changed_words_are_read_again_before_they_are_shown(office: Office) -> None:
    row = make_rating(office, comment="Tốt")
    Rating.objects.filter(pk=row.pk).update(state="published", moderated_by_name="Ai đó")

    again = rate(actor=BEARER, token=make_returned_token(row), level=5, comment="Khác")

    assert (again.state, again.moderated_by_name) == ("new", "")


def test_before_the_result_there_is_nothing_to_rate(office: Office) -> None:
    dossier = make_dossier(office)

    with refused(NotReturnedYet):
        rate(actor=BEARER, token=dossier.public_token, level=5)


def test_a_token_of_nothing_is_not_known(office: Office) -> None:
    with refused(NotVisible):
        rate(actor=BEARER, token="khong-co", level=5)


@pytest.mark.parametrize("level", [0, 6, -1])
def test_there_are_five_levels(office: Office, level: int) -> None:
    token = make_returned(office).public_token

    with refused(LevelMissing):
        rate(actor=BEARER, token=token, level=level)


def test_after_seven_days_a_rating_stands(office: Office) -> None:
    row = make_rating(office, level=5)
    token = make_returned_token(row)

    with clock.at(clock.now() + timedelta(days=6, hours=23)):
        assert rate(actor=BEARER, token=token, level=4).level == 4
    with clock.at(clock.now() + timedelta(days=7, minutes=1)), refused(TooLateToChange):
        rate(actor=BEARER, token=token, level=1)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_rating() -> None:
    token, start, wrong = make_returned(make_office()).public_token, Barrier(2), []

    def press(level: int) -> None:
        try:
            start.wait(5)
            rate(actor=BEARER, token=token, level=level)
        except Exception as error:  # noqa: BLE001 - told to the test
            wrong.append(error)
        finally:
            close_old_connections()

    threads = [Thread(target=press, args=[level]) for level in (1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert wrong == []
    assert Rating.objects.count() == 1
