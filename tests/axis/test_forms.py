"""What connected systems do, in both forms, with the exchange's own clients; over a real line where the line matters."""

from __future__ import annotations

import hashlib
import io
import time
from datetime import timedelta
from typing import Any

import pytest
import requests
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from congso.core import clock
from congso.core.outside import Rejected, Silent
from congso.domains.axis.models import Certificate, Parcel, Stop, System, Usage
from congso.domains.axis.services.entering import signature_of
from congso.domains.axis.services.registering import close_system, withdraw_certificate
from congso.domains.axis.services.taking_part import end_member, lock_member, register_member
from congso.foundation.axes.facade import Receipt
from congso.foundation.axes.http import NationalClient, ProvincialClient
from tests.axis.conftest import (
    COMMUNE,
    MINISTRY,
    RUNS,
    SECRETS,
    START,
    WARD,
    Axis,
    document_bytes,
    member,
    refused,
    waiting,
)
from tests.axis.inside import AxisClient, Form, client

pytestmark = pytest.mark.django_db
both_forms = pytest.mark.parametrize("form", [ProvincialClient, NationalClient], ids=["lgsp", "vxp"])


def send(found: AxisClient, content: bytes, **more: Any) -> str:
    return found.send(io.BytesIO(content), len(content), kind="status" if b"StatusCode" in content else "edoc", **more)


def rejected(found: AxisClient, content: bytes) -> str:
    """The code with which the axis refuses; nothing is kept."""
    kept = Parcel.objects.count()
    with pytest.raises(Rejected) as error:
        send(found, content)
    assert Parcel.objects.count() == kept
    return error.value.code


@both_forms
def test_a_letter_goes_and_is_fetched_and_settled(axis: Axis, live_server: LiveServer, form: Form) -> None:
    content = axis.letter(MINISTRY, COMMUNE)
    reference = send(client(form, server=live_server), content)

    assert reference == str(Parcel.objects.get().pk)
    theirs = client(form, "bo-mau", server=live_server)
    (item,) = theirs.waiting()
    assert (item.kind, item.sender, item.receiver, item.size) == ("edoc", WARD, MINISTRY, len(content))
    target = io.BytesIO()
    theirs.fetch(item.reference, target)
    assert target.getvalue() == content
    theirs.settle([Receipt(item.reference, taken=True)])
    assert theirs.waiting() == []
    theirs.settle([Receipt(item.reference, taken=False, error_code="22")])  # a repetition changes nothing
    assert dict(Stop.objects.values_list("receiver_code", "state")) == {MINISTRY: "taken", COMMUNE: "waiting"}
    with pytest.raises(Silent, match="10"):
        _fetch_of_others(client(form, server=live_server), item.reference)


def _fetch_of_others(found: AxisClient, reference: str) -> None:
    """A message for others: said to be no message at all."""
    try:
        found.fetch(reference, io.BytesIO())
    except Rejected as error:
        raise Silent(str(error)) from error


@both_forms
def test_what_cannot_be_taken_is_dead_with_its_reason(axis: Axis, form: Form) -> None:
    axis.take(MINISTRY)
    theirs = client(form, "bo-mau")
    (item,) = theirs.waiting()
    theirs.settle([Receipt(item.reference, taken=False, error_code="22", error="Không đọc được")])
    stop = Stop.objects.get()
    assert (stop.state, stop.error_code, stop.error) == ("dead", "22", "Không đọc được")


@both_forms
def test_pages_of_what_waits_and_of_agencies(axis: Axis, form: Form) -> None:
    for number in "123":
        axis.take(MINISTRY, number=number)
    theirs = client(form, "bo-mau")
    first = theirs.waiting(most=2)
    assert len(first) == 2
    assert len(theirs.waiting(after=first[-1].reference)) == 1
    listed = theirs.agencies(most=2)
    assert [each.code for each in listed] == [MINISTRY, WARD]
    assert [each.code for each in theirs.agencies(after=WARD)] == [COMMUNE]
    assert len(listed[0].certificates[0]) == 64


@both_forms
def test_the_list_of_what_was_sent(axis: Axis, form: Form) -> None:
    parcel = axis.take(MINISTRY)
    found = client(form)._ask("getSentEdocList", {})
    rows = found["list"] if isinstance(found, dict) else found
    assert [(row["docId"], row["receivers"]) for row in rows] == [(str(parcel.pk),
        [{"to": MINISTRY, "standing": MINISTRY, "sendStatus": "waiting", "errorCode": "", "errorDesc": ""}])]  # fmt: skip
    theirs = client(form, "bo-mau")._ask("getSentEdocList", {})
    assert (theirs["list"] if isinstance(theirs, dict) else theirs) == []


@both_forms
def test_a_sender_hears_what_its_receivers_could_not_be_given_and_nobody_else_does(axis: Axis, form: Form) -> None:
    parcel, before = axis.take(MINISTRY), clock.now() - timedelta(minutes=1)
    ours, theirs = client(form), client(form, "bo-mau")
    assert ours.undelivered(since=before) == []
    theirs.settle([Receipt(str(Stop.objects.get().pk), taken=False, error_code="22", error="Chữ ký hỏng")])
    (found,) = ours.undelivered(since=before)
    assert (found.reference, found.document_key, found.receiver, found.code, found.reason) == (
        str(parcel.pk), parcel.document_key, MINISTRY, "22", "Chữ ký hỏng")  # fmt: skip
    Stop.objects.update(settled_at=clock.now() - timedelta(hours=1))
    assert ours.undelivered(since=before) == []
    assert len(ours.undelivered(since=before - timedelta(days=9999))) == 1
    assert theirs.undelivered(since=before) == []


@both_forms
def test_wrong_secrets_and_closed_systems_stay_out(axis: Axis, form: Form) -> None:
    assert rejected(client(form, secret="sai"), axis.letter()) == "15"
    assert rejected(client(form, "khong-co", "sai"), axis.letter()) == "15"
    close_system(actor=RUNS, system_pk=axis.province.pk, reason="Dừng")
    assert rejected(client(form), axis.letter()) == "15"


@both_forms
@pytest.mark.parametrize("operation", ["dropAgency", "xoa", "..%2fv1", "a" * 500])
def test_unknown_operations_are_not_found(axis: Axis, form: Form, operation: str) -> None:
    assert Client().post(f"/truc{form.root}/{operation}").status_code == 404


def _signed(live_server: LiveServer, body: bytes, *, sent: bytes | None = None, age: int = 0, path: str = "/getReceivedEdocList") -> requests.Response:
    stamp, digest = str(int(time.time()) - age), hashlib.sha256(body).hexdigest()
    made = signature_of(SECRETS["tinh"], system_id="tinh", timestamp=stamp, path=path, body_hash=digest)
    headers = {"XroadVnpt-SystemId": "tinh", "XroadVnpt-Timestamp": stamp, "XroadVnpt-BodyHash": digest, "XroadVnpt-Signature": made,
               "Content-Type": "application/json"}  # fmt: skip
    return requests.post(f"{live_server.url}/truc/vxp/getReceivedEdocList", data=body if sent is None else sent, headers=headers, timeout=10)


def test_a_signature_holds_for_its_moment_its_address_and_its_body(axis: Axis, live_server: LiveServer) -> None:
    assert _signed(live_server, b"{}").json()["ErrorCode"] == "0"
    assert _signed(live_server, b"{}", age=290).json()["ErrorCode"] == "0"
    for odd in (_signed(live_server, b"{}", age=310), _signed(live_server, b"{}", age=-310), _signed(live_server, b"{}", path="/sendEdoc"),
                _signed(live_server, b"{}", sent=b'{"limit": 1}')):  # fmt: skip
        assert (odd.status_code, odd.json()["ErrorCode"]) == (401, "15")


def test_a_file_changed_on_the_way_is_not_the_one_that_was_signed(axis: Axis) -> None:
    class Changed(NationalClient):
        def _headers(self, operation: str, body_hash: str) -> dict[str, str]:
            return super()._headers(operation, "0" * 64)

    assert rejected(client(Changed), axis.letter()) == "15"


@both_forms
def test_refusals_have_the_codes_that_systems_know(axis: Axis, form: Form) -> None:
    ours = client(form)
    assert rejected(ours, axis.letter("H99.99")) == "18"
    stranger = axis.sender("bo-mau").letter(WARD)
    assert rejected(ours, document_bytes(stranger, [], axis.keys["tinh"])) == "19"
    lock_member(actor=RUNS, member_id=member(MINISTRY).pk, reason="Bảo trì")
    assert rejected(ours, axis.letter(MINISTRY)) == "23"
    lock_member(actor=RUNS, member_id=member(MINISTRY).pk, reason="")
    assert rejected(ours, b"") in {"10", "22"}
    assert rejected(ours, b"<a/>") in {"10", "22"}
    assert rejected(ours, b"%PDF-1.7") in {"10", "22"}
    assert rejected(ours, axis.letter(signed=False)) == "22"
    assert rejected(ours, axis.letter().replace("rà soát".encode(), "rà soãt".encode())) == "22"
    withdraw_certificate(actor=RUNS, certificate_id=Certificate.objects.get(system=axis.province).pk)
    assert rejected(ours, axis.letter()) == "22"
    assert refused("axis.take_in") == 9
    assert not Stop.objects.exists()


@both_forms
def test_an_agency_that_ended_sends_no_more(axis: Axis, form: Form) -> None:
    end_member(actor=RUNS, member_id=member(WARD).pk, on=clock.today(), successor_id=member(COMMUNE).pk)
    assert rejected(client(form), axis.letter()) == "19"


@both_forms
def test_nothing_is_sent_to_an_agency_that_begins_tomorrow(axis: Axis, form: Form) -> None:
    register_member(actor=RUNS, code="H20.70", name="Ngày mai", valid_from=clock.today() + timedelta(days=1), system_pk=axis.ministry.pk)
    assert rejected(client(form), axis.letter("H20.70")) == "18"


@both_forms
def test_the_quota_of_a_day_ends_and_the_next_day_begins_anew(axis: Axis, form: Form) -> None:
    System.objects.filter(pk=axis.province.pk).update(daily_quota=2)
    ours = client(form)
    for number in "12":
        send(ours, axis.letter(number=number))
    content = axis.letter(number="3")
    with pytest.raises(Silent, match="20"):  # 429: to be tried again later
        send(ours, content)
    assert (Parcel.objects.count(), Usage.objects.get().messages) == (2, 2)
    assert refused("axis.take_in") == 1
    send(ours, axis.letter(number="2"))  # the same again counts nothing
    Usage.objects.update(day=clock.today() - timedelta(days=1))
    send(ours, content)
    assert Parcel.objects.count() == 3


@both_forms
def test_the_same_message_twice_is_one_parcel(axis: Axis, form: Form) -> None:
    ours, content = client(form), axis.letter()
    assert send(ours, content) == send(ours, content)
    assert (Parcel.objects.count(), Stop.objects.count(), Usage.objects.get().messages) == (1, 1, 1)


@both_forms
def test_a_state_goes_to_who_sent_the_document(axis: Axis, form: Form) -> None:
    parcel = axis.take(MINISTRY)
    send(client(form, "bo-mau"), axis.status(parcel, "03"))
    assert waiting(axis.province) == [(WARD, "status")]
    (item,) = client(form).waiting()
    assert (item.kind, item.sender, item.receiver) == ("status", MINISTRY, WARD)


@both_forms
def test_a_recall_goes_to_all_who_got_the_document_or_to_those_named(axis: Axis, form: Form) -> None:
    parcel = axis.take(MINISTRY, COMMUNE)
    ours = client(form)
    send(ours, axis.status(parcel, "13", by=WARD))
    assert sorted(Stop.objects.filter(parcel__kind="status").values_list("receiver_code", flat=True)) == [MINISTRY, COMMUNE]
    send(ours, axis.status(parcel, "13", by=WARD, at=clock.now() + timedelta(seconds=5)), to=[COMMUNE])
    assert Stop.objects.filter(parcel__kind="status", receiver_code=COMMUNE).count() == 2
    assert Stop.objects.filter(parcel__kind="status", receiver_code=MINISTRY).count() == 1


@both_forms
def test_nobody_recalls_what_others_sent(axis: Axis, form: Form) -> None:
    parcel = axis.take(COMMUNE)
    with pytest.raises(Rejected, match="18"):
        send(client(form, "bo-mau"), axis.status(parcel, "13", by=MINISTRY))


@both_forms
def test_mail_of_an_ended_agency_comes_to_its_successor_over_the_line(axis: Axis, form: Form) -> None:
    ours = client(form)
    send(ours, axis.letter(COMMUNE, number="1"))
    end_member(actor=RUNS, member_id=member(COMMUNE).pk, on=clock.today(), successor_id=member(MINISTRY).pk)
    send(ours, axis.letter(COMMUNE, number="2"))
    assert [(each.receiver, each.document_key.split(",")[-1]) for each in client(form, "bo-mau").waiting()] == [
        (MINISTRY, "1/BM-VP"), (MINISTRY, "2/BM-VP"),
    ]  # fmt: skip
    assert ours.waiting() == []


@both_forms
def test_old_codes_of_the_form_before_2020_are_understood(axis: Axis, form: Form) -> None:
    register_member(actor=RUNS, code="H20.01", name="Mã cũ", valid_from=START, system_pk=axis.ministry.pk)
    send(client(form), axis.letter("000.00.01.H20"))
    assert waiting(axis.ministry) == [("H20.01", "edoc")]


@pytest.mark.parametrize("broken", ["many", "cut"])
def test_a_form_that_cannot_be_read_is_answered_in_the_words_of_the_axis(axis: Axis, broken: str) -> None:
    part = '--x\r\nContent-Disposition: form-data; name="edocFile"; filename="a"\r\n\r\nb\r\n'
    body = part * 300 + "--x--\r\n" if broken == "many" else part
    kind = "multipart/form-data; boundary=x" if broken == "many" else "multipart/form-data"
    headers = {"X-SystemId": axis.province.system_id, "X-SecretKey": SECRETS["tinh"]}
    answer = Client().generic("POST", "/truc/v1/sendEdocs", body, kind, headers=headers)
    said = answer.json()["data"]
    assert (answer.status_code, said["status"], said["errorCode"]) == (200, "fail", "10")
    assert "biểu mẫu không đọc được" in said["errorDesc"]
    assert not Parcel.objects.exists()
