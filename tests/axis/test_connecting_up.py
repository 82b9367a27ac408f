"""Connecting to an axis above: done, refused, not allowed, two at once; its screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.test import Client

from congso.core.errors import Conflict, InvalidInput, NotAllowed, NotVisible
from congso.domains.axis.errors import PrefixWrong, UpperSilent
from congso.domains.axis.models import Beyond, Stop, Upper
from congso.domains.axis.queries_above import upper_of, upper_page, uppers
from congso.domains.axis.services.coming_down import ask_all
from congso.domains.axis.services.connecting_up import (
    UpperIn,
    change_upper,
    close_upper,
    connect_upper,
    refresh_above,
)
from congso.domains.axis.services.retrying import try_all_up_again
from congso.domains.dossiers.tests.makers import make_office
from congso.domains.exchange.keys import SystemKey
from congso.foundation.people.models import Account
from tests.axis.conftest import MINISTRY, NOBODY, RUNS, WARD, both, done, refused
from tests.axis.upper import Two, axis_above, make_two

pytestmark = pytest.mark.django_db
GIVEN = UpperIn("Trục quốc gia", "https://truc.example/truc", "truc-tinh", "bi-mat", prefixes=("G", "H01.02", "G"))


@pytest.fixture
def two(db: None, axis_keys: dict[str, SystemKey]) -> Iterator[Two]:
    with ExitStack() as stack:
        yield make_two(axis_keys, stack)


def test_an_axis_above_is_connected_changed_and_closed() -> None:
    upper = connect_upper(actor=RUNS, given=GIVEN)
    assert (upper.prefixes, b"bi-mat" in bytes(upper.secret)) == (["G", "H01.02"], False)
    changed = change_upper(actor=RUNS, upper_pk=upper.pk, given=UpperIn("Trục mới", "https://moi.example/truc", "truc-tinh"))
    assert (changed.name, changed.prefixes, bytes(changed.secret)) == ("Trục mới", [], bytes(upper.secret))
    change_upper(actor=RUNS, upper_pk=upper.pk, given=UpperIn("Trục mới", "https://moi.example/truc", "truc-tinh", "khac"))
    assert bytes(Upper.objects.get().secret) != bytes(upper.secret)
    assert close_upper(actor=RUNS, upper_pk=upper.pk, reason="Dừng").closed_at is not None
    connect_upper(actor=RUNS, given=UpperIn("Trục mới", "https://moi.example/truc", "truc-tinh", "x"))  # the closed one is not in the way
    assert [line.upper.closed_at is None for line in uppers(viewer=RUNS)] == [True, False]
    assert [done(f"axis.{name}_upper") for name in ("connect", "change", "close")] == [2, 2, 1]


@pytest.mark.parametrize("prefixes", [("g",), ("GG",), ("G0",), ("Z01",), ("G09.",), ("",), ("G09." + "A" * 40,), ("G09\n",)])
def test_what_is_no_beginning_of_codes_is_refused(prefixes: tuple[str, ...]) -> None:
    with pytest.raises(PrefixWrong):
        connect_upper(actor=RUNS, given=UpperIn("Trục", "https://truc.example/truc", "x", "y", prefixes=prefixes))
    assert not Upper.objects.exists()
    assert refused("axis.connect_upper") == 1


def test_what_cannot_be_is_refused_and_nothing_moves() -> None:
    upper = connect_upper(actor=RUNS, given=GIVEN)
    other = connect_upper(actor=RUNS, given=UpperIn("Khác", "https://khac.example/truc", "x", "y"))
    before = list(Upper.objects.order_by("pk").values())
    for call, error in (
        (lambda: connect_upper(actor=RUNS, given=GIVEN), Conflict), (lambda: connect_upper(actor=RUNS, given=UpperIn("x", "https://x.example", "x")), InvalidInput),
        (lambda: change_upper(actor=RUNS, upper_pk=other.pk, given=GIVEN), Conflict), (lambda: change_upper(actor=RUNS, upper_pk=0, given=GIVEN), NotVisible),
        (lambda: close_upper(actor=RUNS, upper_pk=upper.pk, reason=" "), InvalidInput), (lambda: close_upper(actor=RUNS, upper_pk=0, reason="x"), NotVisible),
        (lambda: refresh_above(actor=RUNS, upper_pk=0), NotVisible), (lambda: try_all_up_again(actor=RUNS, upper_pk=0), NotVisible),
    ):  # fmt: skip
        with pytest.raises(error):
            call()
    assert list(Upper.objects.order_by("pk").values()) == before
    assert [refused(f"axis.{name}") for name in ("connect_upper", "change_upper", "close_upper", "try_all_up_again")] == [2, 2, 2, 1]
    close_upper(actor=RUNS, upper_pk=upper.pk, reason="Dừng")
    closed: list[Callable[[], object]] = [
        lambda: change_upper(actor=RUNS, upper_pk=upper.pk, given=GIVEN), lambda: close_upper(actor=RUNS, upper_pk=upper.pk, reason="x"),
        lambda: try_all_up_again(actor=RUNS, upper_pk=upper.pk),
    ]  # fmt: skip
    for again in closed:
        with pytest.raises(Conflict):
            again()


def test_only_who_runs_the_axis_connects_it() -> None:
    upper = connect_upper(actor=RUNS, given=GIVEN)
    before = list(Upper.objects.values())
    calls: list[Callable[[], object]] = [
        lambda: connect_upper(actor=NOBODY, given=UpperIn("x", "https://x.example", "x", "y")), lambda: change_upper(actor=NOBODY, upper_pk=upper.pk, given=GIVEN),
        lambda: close_upper(actor=NOBODY, upper_pk=upper.pk, reason="x"), lambda: try_all_up_again(actor=NOBODY, upper_pk=upper.pk),
        lambda: refresh_above(actor=NOBODY, upper_pk=upper.pk), lambda: uppers(viewer=NOBODY), lambda: upper_of(viewer=NOBODY, upper_pk=upper.pk),
        lambda: upper_page(viewer=NOBODY, upper_pk=upper.pk),
    ]  # fmt: skip
    for call in calls:
        with pytest.raises(NotAllowed):
            call()
    with pytest.raises(NotVisible):
        upper_of(viewer=RUNS, upper_pk=0)
    assert list(Upper.objects.values()) == before
    assert [refused(f"axis.{name}") for name in ("connect_upper", "change_upper", "close_upper", "try_all_up_again")] == [1, 1, 1, 1]


def test_a_silent_axis_is_said_on_its_page_and_the_list_stays(two: Two) -> None:
    two.line.is_down = True
    with pytest.raises(UpperSilent, match="không kết nối được"):
        refresh_above(actor=RUNS, upper_pk=two.upper.pk)
    assert ask_all() == 0
    assert list(Beyond.objects.values_list("code", "valid_to")) == [(MINISTRY, None)]
    assert Upper.objects.get().trouble == "không kết nối được, hoặc đường truyền bị ngắt"
    make_office()
    admin = Client()
    admin.force_login(Account.objects.get(username="quantri"))
    assert "không kết nối được" in admin.get("/truc/tren/").content.decode()
    shown = admin.post(f"/truc/tren/{two.upper.pk}/danh-ba/", follow=True).content.decode()
    assert "Trục cấp trên không trả lời" in shown
    two.line.is_down = False
    shown = admin.post(f"/truc/tren/{two.upper.pk}/danh-ba/", follow=True).content.decode()
    assert "Danh bạ có 1 đơn vị." in shown
    assert "đang thông" in shown
    assert MINISTRY in shown


def test_the_administrator_connects_edits_sends_again_and_closes(two: Two) -> None:
    make_office()
    admin = Client()
    admin.force_login(Account.objects.get(username="quantri"))
    given = {"name": "Trục bộ", "base_url": "https://bo.example/truc", "system_id": "h20", "secret": "bi-mat", "prefixes": "g09\nH01.02", "poll_seconds": "30",
             "must_sign": "on"}  # fmt: skip
    wrong = admin.post("/truc/tren/them/", given | {"prefixes": "G09\nx1"})
    assert (wrong.status_code, "«X1» không phải phần đầu của mã định danh" in wrong.content.decode(), "Trục bộ" in wrong.content.decode()) == (422, True, True)
    made = admin.post("/truc/tren/them/", given)
    upper = Upper.objects.get(name="Trục bộ")
    assert (made.status_code, made["Location"], upper.prefixes) == (302, f"/truc/tren/{upper.pk}/", ["G09", "H01.02"])
    page = f"/truc/tren/{upper.pk}/"
    edit = admin.get(f"{page}sua/").content.decode()
    assert "G09\nH01.02" in edit
    assert "bi-mat" not in edit
    assert admin.post(f"{page}sua/", given | {"name": "Trục Bộ Y tế", "secret": ""}).status_code == 302
    twice = admin.post("/truc/tren/them/", given)
    assert (twice.status_code, "bi-mat" in twice.content.decode()) == (409, True) or twice.status_code == 422
    with axis_above():
        Upper.objects.all().delete()
    two.send(two.letter("G09.77", number="3"))
    shown = admin.get(page).content.decode()
    assert "Chờ chuyển lên trục cấp trên" in shown
    assert f"{WARD} → G09.77" in shown
    assert admin.post(f"{page}ngat/", {"reason": "Hết hợp đồng"}).status_code == 302
    two.up()
    assert Stop.objects.get().error_code == "closed"
    assert "đã ngắt" in admin.get(page).content.decode()
    parcel = Stop.objects.get().parcel_id
    assert "Trục Bộ Y tế" in admin.get(f"/truc/goi-tin/{parcel}/").content.decode()
    assert "Trục cấp trên không nhận" in admin.get("/truc/nhat-ky/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_at_once() -> None:
    assert both(lambda: connect_upper(actor=RUNS, given=GIVEN)) == ["conflict", "done"]
    pk = Upper.objects.get().pk
    assert both(lambda: change_upper(actor=RUNS, upper_pk=pk, given=GIVEN)) == ["done", "done"]
    assert both(lambda: try_all_up_again(actor=RUNS, upper_pk=pk)) == ["done", "done"]
    assert both(lambda: close_upper(actor=RUNS, upper_pk=pk, reason="x")) == ["conflict", "done"]
