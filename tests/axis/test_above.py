"""What is for agencies beyond goes up, what is for ours comes down: once, never round, with the reason when it cannot."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.test import Client

from congso.core import clock
from congso.domains.axis.directory import agencies
from congso.domains.axis.errors import LockedReceiver, Looping, UnknownReceiver
from congso.domains.axis.facade import UpperIn, connect_upper, refresh_above
from congso.domains.axis.hops import own_mark
from congso.domains.axis.models import Beyond, Member, Parcel, Stop, Upper
from congso.domains.axis.queries import dead_letters
from congso.domains.axis.queries_above import upper_page, uppers
from congso.domains.axis.services.coming_down import ask_all, take_down
from congso.domains.axis.services.connecting_up import close_upper, refresh_all_above
from congso.domains.axis.services.going_up import begins
from congso.domains.axis.services.registering import register_system
from congso.domains.axis.services.retrying import try_again, try_all_up_again
from congso.domains.axis.services.taking_part import lock_member, register_member
from congso.domains.exchange.keys import SystemKey
from congso.foundation.axes.facade import VIA
from congso.foundation.axes.http import Multipart
from congso.foundation.outbox.models import Sending
from congso.foundation.outbox.services import carry
from tests.axis.conftest import COMMUNE, MINISTRY, RUNS, START, WARD, Axis, done, refused, waiting
from tests.axis.upper import LOWER_URL, Two, axis_above, lines, lines_above, make_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db: None, axis_keys: dict[str, SystemKey]) -> Iterator[Two]:
    with ExitStack() as stack:
        yield make_two(axis_keys, stack)


def status(two: Two, about: Parcel, code: str, *, by: str, owner: str, later: int = 0) -> bytes:
    """A state of a document."""
    writer = Axis(two.below, two.ministry, two.keys)
    return writer.status(about, code, by=by, owner=owner, at=clock.now() + timedelta(seconds=later))


def test_a_letter_to_a_ministry_goes_up_once_and_its_reports_come_down(two: Two) -> None:
    content = two.letter(MINISTRY, COMMUNE)
    parcel = two.send(content)
    assert lines("asked_code", "state", "upper__name") == [(MINISTRY, "waiting", "Trục quốc gia"), (COMMUNE, "waiting", None)]
    assert two.up() == 1
    assert lines() == [(MINISTRY, "taken"), (COMMUNE, "waiting")]
    assert lines_above() == [(MINISTRY, "waiting")]  # the commune has its copy from us, and gets no second one
    with axis_above():
        assert Parcel.objects.get().file_id == parcel.file_id  # the same bytes: its signature holds
    assert (two.up(), Sending.objects.get().state) == (0, "sent")

    two.send_above(status(two, parcel, "03", by=MINISTRY, owner=WARD))
    assert two.down() == 1
    assert waiting(two.below) == [(COMMUNE, "edoc"), (WARD, "status")]
    assert ("H20.31", "taken") in lines_above()
    assert two.down() == 0


def test_a_letter_of_the_ministry_comes_down_and_our_reports_go_up(two: Two) -> None:
    letter = two.send_above(two.letter(WARD, COMMUNE, by=MINISTRY))
    assert two.down() == 2
    assert waiting(two.below) == [(WARD, "edoc"), (COMMUNE, "edoc")]
    assert {(row.sender_code, row.brought_by) for row in Parcel.objects.all()} == {(MINISTRY, "Trục quốc gia")}
    for place, code in enumerate(("01", "03")):
        two.send(status(two, letter, code, by=WARD, owner=MINISTRY, later=place))
    assert two.up() == 2
    with axis_above():
        assert waiting(two.ministry) == [(MINISTRY, "status")] * 2
    two.send_above(status(two, letter, "13", by=MINISTRY, owner=MINISTRY))
    assert two.down() == 2
    assert sorted(waiting(two.below)) == [(WARD, "edoc"), (WARD, "status"), (COMMUNE, "edoc"), (COMMUNE, "status")]


def test_our_recall_goes_to_all_who_got_the_document_here_and_beyond(two: Two) -> None:
    parcel = two.send(two.letter(MINISTRY, COMMUNE))
    two.up()
    two.send(status(two, parcel, "13", by=WARD, owner=WARD))
    assert two.up() == 1
    assert waiting(two.below) == [(COMMUNE, "edoc"), (COMMUNE, "status")]
    with axis_above():
        assert waiting(two.ministry) == [(MINISTRY, "edoc"), (MINISTRY, "status")]


def test_states_wait_for_the_document_they_tell_of(two: Two) -> None:
    two.line.is_down = True
    parcel = two.send(two.letter(MINISTRY))
    two.send(status(two, parcel, "13", by=WARD, owner=WARD))
    assert two.up() == 1  # only the document was tried
    assert list(Sending.objects.order_by("pk").values_list("tries", flat=True)) == [1, 0]
    assert uppers(viewer=RUNS)[0].upper.trouble == "không kết nối được, hoặc đường truyền bị ngắt"
    two.line.is_down = False
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert two.up() == 2
    assert uppers(viewer=RUNS)[0].upper.trouble == ""
    with axis_above():
        assert waiting(two.ministry) == [(MINISTRY, "edoc"), (MINISTRY, "status")]


def test_an_answer_that_is_lost_makes_nothing_twice_on_the_way_up(two: Two) -> None:
    two.send(two.letter(MINISTRY))
    two.line.lose = 1
    two.up()
    assert lines() == [(MINISTRY, "waiting")]
    with clock.at(clock.now() + timedelta(minutes=2)):
        two.up()
    assert lines() == [(MINISTRY, "taken")]
    assert lines_above() == [(MINISTRY, "waiting")]


def test_an_answer_that_is_lost_makes_nothing_twice_on_the_way_down(two: Two) -> None:
    two.send_above(two.letter(WARD, by=MINISTRY))
    two.line.posted.clear()

    def forget(path: str) -> None:
        two.line.lose = 1 if path.endswith("updateStatus") else 0

    posted = two.line.send
    two.line.send = lambda request, *args, **options: (forget(request.path_url), posted(request, *args, **options))[1]  # type: ignore[method-assign]
    assert ask_all() == 0
    assert Upper.objects.get().trouble == "quá thời gian chờ trả lời"
    two.line.send = posted  # type: ignore[method-assign]
    assert two.down() == 0  # above, it was settled before the answer got lost
    assert (waiting(two.below), Parcel.objects.count()) == ([(WARD, "edoc")], 1)
    with axis_above():
        Stop.objects.update(state="waiting")  # the receipt itself got lost
    assert two.down() == 1
    assert (waiting(two.below), Parcel.objects.count(), done("axis.take_down")) == ([(WARD, "edoc")], 1, 2)


def test_our_own_letter_come_back_is_not_delivered(two: Two) -> None:
    """An axis that gives a message to everybody it names, whatever stands beside it."""
    content = two.letter(MINISTRY, COMMUNE)
    two.send(content)
    two.up()
    two.send_above(content, two.ours_above)
    assert (COMMUNE, "waiting") in lines_above()
    assert two.down() == 1
    assert waiting(two.below) == [(COMMUNE, "edoc")]
    assert (COMMUNE, "taken") in lines_above()


def test_a_message_that_was_here_before_is_refused(two: Two) -> None:
    assert own_mark() != _mark_above()
    two.send(two.letter(MINISTRY, number="1"))
    two.up()
    assert two.line.posted[-1][1][VIA] == own_mark()
    with pytest.raises(Looping):
        two.send(two.letter(COMMUNE, number="2"), via=[own_mark()])
    with pytest.raises(Looping):
        two.send(two.letter(COMMUNE, number="2"), via=[f"{n:016}" for n in range(7)])
    assert refused("axis.take_in") == 2
    two.send(two.letter(MINISTRY, number="2"), via=["0" * 16])
    two.up()
    assert two.line.posted[-1][1][VIA] == f"{'0' * 16},{own_mark()}"


def _mark_above() -> str:
    with axis_above():
        return own_mark()


def test_the_mark_beside_a_message_is_read_from_the_line(two: Two) -> None:
    content = two.letter(COMMUNE)
    body = Multipart({"messageType": "edoc"}, io.BytesIO(content), len(content))
    headers = {"X-SystemId": "tinh", "X-SecretKey": "khoa-bi-mat-cua-tinh-2026", VIA: f"x, {own_mark()} ;"}
    answer = Client().generic("POST", "/truc/v1/sendEdoc", b"".join(body), body.content_type, headers=headers)
    assert answer.json()["data"]["errorCode"] == "18"
    assert not Parcel.objects.exists()


def test_two_axes_that_each_think_the_other_knows_do_not_send_it_round(two: Two) -> None:
    Upper.objects.update(prefixes=["H20"])
    theirs, secret = register_system(actor=RUNS, system_id="truc-tren", name="Trục quốc gia")
    Member.objects.filter(code=WARD).update(system=theirs)  # so that the sender alone does not stop it
    Member.objects.filter(code=COMMUNE).update(system=two.below)
    with axis_above():
        connect_upper(actor=RUNS, given=UpperIn("Trục tỉnh", LOWER_URL, "truc-tren", secret, prefixes=("H20",)))
    two.send(two.letter("H20.99", by=COMMUNE))
    Member.objects.filter(code=COMMUNE).update(system=theirs)
    assert two.up() == 1
    assert lines() == [("H20.99", "taken")]
    with axis_above():
        assert carry("axis_above") == 1
        assert lines("asked_code", "state", "error_code") == [("H20.99", "dead", "18")]
    assert Parcel.objects.count() == 1
    assert refused("axis.take_in") == 1


def test_what_the_axis_above_will_not_have_is_dead_and_can_be_tried_again(two: Two) -> None:
    with axis_above():
        lock_member(actor=RUNS, member_id=Member.objects.get(code=MINISTRY).pk, reason="Bảo trì")
    two.send(two.letter(MINISTRY, number="1"))
    two.send(two.letter(MINISTRY, number="2"))
    two.up()
    assert lines("asked_code", "state", "error_code") == [(MINISTRY, "dead", "23")] * 2
    assert "Bảo trì" in Stop.objects.latest("pk").error
    assert len(dead_letters(viewer=RUNS).rows) == 2
    assert uppers(viewer=RUNS)[0].dead == 2
    with axis_above():
        lock_member(actor=RUNS, member_id=Member.objects.get(code=MINISTRY).pk, reason="")
    first = Stop.objects.earliest("pk")
    try_again(actor=RUNS, stop_id=first.pk)
    assert two.up() == 1
    assert try_all_up_again(actor=RUNS, upper_pk=two.upper.pk) == 1
    assert two.up() == 1
    assert lines() == [(MINISTRY, "taken")] * 2
    assert lines_above() == [(MINISTRY, "waiting")] * 2


def test_who_is_known_nowhere_or_locked_there_is_refused_at_once(two: Two) -> None:
    with pytest.raises(UnknownReceiver):
        two.send(two.letter("G12"))
    Beyond.objects.update(locked_reason="Bảo trì")
    with pytest.raises(LockedReceiver):
        two.send(two.letter(MINISTRY))
    Beyond.objects.update(locked_reason="", valid_to=clock.today())
    with pytest.raises(UnknownReceiver):
        two.send(two.letter(MINISTRY))
    Beyond.objects.update(successor_code="G10")
    two.send(two.letter(MINISTRY))  # who stands for it is known above
    close_upper(actor=RUNS, upper_pk=two.upper.pk, reason="Dừng")
    with pytest.raises(UnknownReceiver):
        two.send(two.letter(MINISTRY, number="16"))
    two.up()
    assert lines("state", "error_code") == [("dead", "closed")]


def test_codes_under_a_beginning_go_up_though_no_list_names_them(two: Two) -> None:
    assert begins("G12", "G")
    assert begins("G12.05", "G12")
    assert begins("G12", "G12")
    assert not begins("G120", "G12")
    assert not begins("H20", "G")
    Upper.objects.update(prefixes=["G"])
    two.send(two.letter("G12"))
    two.up()
    assert lines("asked_code", "state", "error_code") == [("G12", "dead", "18")]  # nor does the axis above know it


def test_what_comes_down_must_be_its_senders_and_for_one_of_ours(two: Two) -> None:
    Beyond.objects.update(certificates=[])
    two.send_above(two.letter(WARD, by=MINISTRY, number="1"))
    assert two.down() == 1
    refresh_above(actor=RUNS, upper_pk=two.upper.pk)
    Member.objects.filter(code=COMMUNE).update(valid_to=clock.today())
    two.send_above(two.letter(COMMUNE, by=MINISTRY, number="2"))
    lock_member(actor=RUNS, member_id=Member.objects.get(code=WARD).pk, reason="Bảo trì")
    two.send_above(two.letter(WARD, by=MINISTRY, number="3"))
    assert two.down() == 2
    with axis_above():
        assert list(Stop.objects.order_by("pk").values_list("state", "error_code")) == [("dead", "22"), ("dead", "18"), ("dead", "23")]
    assert not Parcel.objects.exists()
    assert refused("axis.take_down") == 3


def test_what_comes_down_never_goes_up_again(two: Two) -> None:
    Upper.objects.update(prefixes=["H20"])
    with pytest.raises(UnknownReceiver):
        take_down(upper=two.upper, receiver="H20.99", source=io.BytesIO(two.letter("H20.99", by=MINISTRY)))
    assert not Sending.objects.exists()


def test_the_list_of_agencies_has_ours_and_those_beyond_once(two: Two) -> None:
    listed = {row["code"]: row for row in agencies()}
    assert list(listed) == [MINISTRY, WARD, COMMUNE]
    assert len(listed[MINISTRY]["certificates"]) == 1
    assert list(Beyond.objects.values_list("code", flat=True)) == [MINISTRY]  # what we registered above is no news
    assert [row["code"] for row in agencies(after=MINISTRY, most=1)] == [WARD]
    register_member(actor=RUNS, code=MINISTRY, name="Nay tham gia ở đây", valid_from=START, system_pk=two.below.pk)
    assert next((row["code"], row["name"]) for row in agencies()) == (MINISTRY, "Nay tham gia ở đây")
    with axis_above():
        Member.objects.filter(code=MINISTRY).delete()
    Upper.objects.update(directory_at=clock.now() - timedelta(hours=2))
    assert refresh_all_above() == 0
    assert Beyond.objects.get().valid_to == clock.today()


def test_the_page_of_an_axis_above_asks_few_questions(two: Two, django_assert_num_queries: object) -> None:
    two.send(two.letter(MINISTRY))
    two.send_above(two.letter(WARD, by=MINISTRY))
    two.down()
    with django_assert_num_queries(7):  # type: ignore[operator]
        found = upper_page(viewer=RUNS, upper_pk=two.upper.pk)
        assert ([row.label for row in found.up], [row.title for row in found.down], len(found.agencies)) == (
            ["Chờ chuyển lên trục cấp trên"], [found.down[0].title], 1)  # fmt: skip
