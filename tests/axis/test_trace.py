"""Every node that a message passes says so: in the file where nobody signed, beside it where a signature would break."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from congso.domains.axis.hops import own_code, passed_of
from congso.domains.axis.models import Parcel, System
from congso.domains.dossiers.tests.makers import make_office
from congso.domains.exchange.heading import lines_of, said_of
from congso.foundation.axes.http import NationalClient, ProvincialClient, hops_of
from congso.foundation.edxml.facade import DocumentMessage, Organ, read
from congso.foundation.files.services import open_file
from tests.axis.conftest import MINISTRY, WARD, Axis
from tests.axis.inside import Form, client

pytestmark = pytest.mark.django_db
both_forms = pytest.mark.parametrize("form", [ProvincialClient, NationalClient], ids=["lgsp", "vxp"])


def kept(tmp_path: Path) -> tuple[bytes, DocumentMessage]:
    """The message as the axis keeps it."""
    with open_file(Parcel.objects.get().file) as stream:
        content = stream.read()
    said = read(io.BytesIO(content), tmp_path).message
    assert isinstance(said, DocumentMessage)
    return content, said


def test_a_signed_message_stays_as_it_came_and_the_hop_stands_beside_it(axis: Axis, tmp_path: Path) -> None:
    make_office()
    content = axis.letter()
    client(ProvincialClient).send(io.BytesIO(content), len(content), kind="edoc")

    assert kept(tmp_path)[0] == content, "a signature covers the whole file"
    (item,) = client(ProvincialClient, "bo-mau").waiting()
    assert [code for code, _at in item.passed] == [own_code()] == ["H20"]
    lines = {each.label: each.value for each in lines_of(said_of(kept(tmp_path)[1], item.passed))}
    assert lines["Đường đi"].startswith(f"{WARD} (")
    assert " → H20 (" in lines["Đường đi"]


@both_forms
def test_an_unsigned_message_gets_a_trace_header_in_the_file_and_loses_nothing(axis: Axis, form: Form, tmp_path: Path) -> None:
    make_office()
    System.objects.filter(pk=axis.province.pk).update(must_sign=False)
    content = axis.letter(signed=False)

    for _again in range(2):
        client(form).send(io.BytesIO(content), len(content), kind="edoc")

    found, said = kept(tmp_path)
    assert [each.organ_id for each in said.trace] == [WARD, "H20"]
    before = read(io.BytesIO(content), tmp_path / "b" if (tmp_path / "b").mkdir() is None else tmp_path).message
    assert isinstance(before, DocumentMessage)
    assert said.trace[:1] == before.trace
    assert (said.subject, said.receivers, said.business) == (before.subject, before.receivers, before.business)
    assert len(found) > len(content)
    assert Parcel.objects.get().size == len(found)


def test_the_hops_of_a_lower_axis_are_kept_and_told_on(axis: Axis) -> None:
    make_office()
    content = axis.letter()
    client(ProvincialClient).send(io.BytesIO(content), len(content), kind="edoc", passed=[["H20.99", "2026-11-30T08:00:00+07:00"]])

    (item,) = client(ProvincialClient, "bo-mau").waiting()

    assert [code for code, _at in item.passed] == ["H20.99", "H20"]


@pytest.mark.parametrize("typed", ["", "@", "H20@", "a b@c", "H20@<script>", "x" * 5000])
def test_what_is_no_hop_is_passed_over(typed: str) -> None:
    assert passed_of(typed) == []


@pytest.mark.parametrize("told", [None, "x", [1], {"organId": 1}])
def test_an_axis_that_tells_no_hops_is_read_all_the_same(told: object) -> None:
    assert hops_of(told) == ()


def test_an_organ_is_named_by_the_province(axis: Axis) -> None:
    make_office()
    assert own_code() == "H20"
    assert Organ(organ_id=MINISTRY).organ_id == MINISTRY
