"""What stands beside the file says the same as the signed file, and nobody changes it on the way."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from typing import Any

import pytest

from congso.core.outside import Rejected
from congso.domains.axis.models import Parcel, Stop
from congso.foundation.axes.http import Multipart, NationalClient, ProvincialClient
from tests.axis.conftest import COMMUNE, MINISTRY, WARD, Axis, refused, waiting
from tests.axis.inside import AxisClient, Form, client

pytestmark = pytest.mark.django_db
both_forms = pytest.mark.parametrize("form", [ProvincialClient, NationalClient], ids=["lgsp", "vxp"])


def post(found: AxisClient, content: bytes, sent: Mapping[str, str], signed: Mapping[str, str] | None = None) -> Any:
    """Send a file with fields beside it, of which others were signed than are sent when ``signed`` is given."""
    told = sent if signed is None else signed
    digest = hashlib.sha256(content + (b"\n" + told["to"].encode() if told.get("to") else b"")).hexdigest()
    body = Multipart(dict(sent), io.BytesIO(content), len(content))
    return found._read(found._post("sendEdoc", digest, data=body, headers={"Content-Type": body.content_type}))


def code_of(found: AxisClient, content: bytes, sent: Mapping[str, str], signed: Mapping[str, str] | None = None) -> str:
    kept = Parcel.objects.count()
    with pytest.raises(Rejected) as error:
        post(found, content, sent, signed)
    assert Parcel.objects.count() == kept
    return error.value.code


@both_forms
def test_the_kind_beside_the_file_is_the_kind_of_the_file(axis: Axis, form: Form) -> None:
    assert code_of(client(form), axis.letter(), {"messageType": "status"}) == "22"
    parcel = axis.take(MINISTRY)
    assert code_of(client(form, "bo-mau"), axis.status(parcel, "03"), {"messageType": "edoc"}) == "22"
    assert refused("axis.take_in") == 2
    post(client(form, "bo-mau"), axis.status(parcel, "03"), {"messageType": "Status"})
    post(client(form), axis.letter(number="16"), {"messageType": "khac"})  # a word of somebody else's means nothing here
    assert waiting(axis.province) == [(WARD, "status")]


@both_forms
def test_receivers_beside_the_file_are_some_of_those_in_it(axis: Axis, form: Form) -> None:
    content = axis.letter(MINISTRY, COMMUNE)
    assert code_of(client(form), content, {"to": "H20.99"}) == "22"
    assert code_of(client(form), content, {"to": f"{MINISTRY},H20.99"}) == "22"
    assert not Stop.objects.exists()
    post(client(form), content, {"to": f" {COMMUNE} ,"})
    assert list(Stop.objects.values_list("asked_code", flat=True)) == [COMMUNE]
    post(client(form), content, {})
    assert sorted(Stop.objects.values_list("asked_code", flat=True)) == [MINISTRY, COMMUNE, COMMUNE]


@both_forms
def test_a_state_goes_to_nobody_but_who_sent_the_document(axis: Axis, form: Form) -> None:
    parcel = axis.take(MINISTRY)
    assert code_of(client(form, "bo-mau"), axis.status(parcel, "03"), {"to": COMMUNE}) == "22"
    post(client(form, "bo-mau"), axis.status(parcel, "03"), {"to": WARD})
    assert waiting(axis.province) == [(WARD, "status")]


@pytest.mark.parametrize(("signed", "sent"), [("", COMMUNE), (COMMUNE, ""), (COMMUNE, MINISTRY), (f"{COMMUNE},{MINISTRY}", COMMUNE)],
                         ids=["added", "taken away", "changed", "shortened"])  # fmt: skip
def test_in_form_a_the_receivers_of_a_recall_cannot_be_changed_on_the_way(axis: Axis, signed: str, sent: str) -> None:
    parcel = axis.take(MINISTRY, COMMUNE)
    assert code_of(client(NationalClient), axis.status(parcel, "13", by=WARD), {"to": sent}, {"to": signed}) == "15"
    post(client(NationalClient), axis.status(parcel, "13", by=WARD), {"to": signed or COMMUNE})
    assert Stop.objects.filter(parcel__kind="status").count() == len((signed or COMMUNE).split(","))


def test_in_form_a_every_file_of_a_call_is_signed(axis: Axis) -> None:
    first, second = axis.letter(number="1"), axis.letter(number="2")
    found = client(NationalClient)
    files = [("edocFile", ("message.edxml", each, "application/xml")) for each in (first, second)]
    with pytest.raises(Rejected, match="15"):
        found._read(found._post("sendEdocs", hashlib.sha256(second).hexdigest(), files=files))
    assert not Parcel.objects.exists()
    found._read(found._post("sendEdocs", hashlib.sha256(first + second).hexdigest(), files=files))
    assert Parcel.objects.count() == 2
