"""Codes of the form before 2020: understood wherever one comes in, mapped to today's, kept as written in the message."""

from __future__ import annotations

from datetime import date

import pytest

from congso.core.agency_codes import forms_of_document_id, new_code_of, old_code_of
from congso.domains.axis.forms import EndForm, NewMemberForm
from congso.domains.axis.models import Parcel
from congso.domains.axis.services.taking_part import register_member
from congso.domains.documents.forms.outgoing import IssueForm
from congso.domains.documents.models import Demand
from congso.domains.exchange.models import Connection, Correspondent, Message
from congso.domains.exchange.services.connecting import refresh_directory
from congso.domains.exchange.services.incoming import message_content
from congso.foundation.axes.facade import Agency
from congso.foundation.edxml.facade import Organ, make_document_id
from congso.foundation.orgs.forms import UnitDetailsForm
from tests.exchange.conftest import MINISTRY, START, SYSTEM, WARD, Line

OLD_WARD, OLD_MINISTRY = "000.00.31.H20", "000.00.00.G09"


@pytest.mark.parametrize(("new", "old"), [("H15.01", "000.00.01.H15"), ("G09", "000.00.00.G09"), ("H20.31.01", "000.01.31.H20"), ("H20.31.01.007", "007.01.31.H20")])
def test_a_code_is_the_same_in_both_forms(new: str, old: str) -> None:
    assert (new_code_of(old), old_code_of(new)) == (new, old)
    assert forms_of_document_id(f"{old},2026/11/01,1/A") == [f"{old},2026/11/01,1/A", f"{new},2026/11/01,1/A"]


@pytest.mark.parametrize("code", ["H20.DN.001", "H20.31.01.02.03", "H20.123", "Sở Y tế", "000.01.00.H15"])
def test_what_has_no_other_form_stays_as_it_is(code: str) -> None:
    assert old_code_of(code) == code
    assert new_code_of(code) == code


def _letter(line: Line, number: str = "215", **more: object) -> object:
    organ = Organ(organ_id=OLD_MINISTRY, in_charge=OLD_MINISTRY, name="Bộ Mẫu", address="", email="", telephone="", fax="", website="")
    return line.ministry.letter(WARD, number=number, sender=organ, receivers=(Organ(organ_id=OLD_WARD, name="UBND phường"),),
                                document_id=make_document_id(OLD_MINISTRY, date(2026, 11, 1), f"{number}/BM-VP"), on=date(2026, 11, 1), **more)  # fmt: skip


def test_a_letter_in_old_codes_comes_to_the_right_agency_and_what_was_tolerated_is_told(line: Line) -> None:
    line.ministry.send(_letter(line))  # type: ignore[arg-type]
    line.receive()

    row = Message.objects.get(way="in", kind="edoc")
    assert (row.sender_code, row.receiver_codes) == (MINISTRY, [WARD])
    assert row.document_key.startswith(OLD_MINISTRY), "as it was written, since the sender knows it by that"
    assert row.tolerated == [f"mã định danh kiểu cũ “{OLD_MINISTRY}”, nay là “{MINISTRY}”", f"mã định danh kiểu cũ “{OLD_WARD}”, nay là “{WARD}”"]
    assert row.document is not None
    assert row.document.issuer_code == MINISTRY
    content = message_content(row)
    assert content is not None
    assert OLD_WARD.encode() in content.read()


def test_a_recall_that_names_it_in_the_other_form_finds_it(line: Line) -> None:
    line.ministry.send(_letter(line))  # type: ignore[arg-type]
    line.receive()

    line.ministry.send_status(MINISTRY, f"{MINISTRY},2026/11/01,215/BM-VP", "215/BM-VP", date(2026, 11, 1), "13", description="Sai số liệu")
    line.receive()

    assert Demand.objects.get().kind == "recall"


def test_a_report_that_names_our_document_in_the_old_form_is_noted(line: Line) -> None:
    document = line.issue(line.sealed())
    line.carry()
    (got,) = line.ministry.fetch()
    named = got.message.identity.replace(WARD, OLD_WARD)  # type: ignore[union-attr]

    line.ministry.send_status(OLD_WARD, named, document.number_text, document.issued_on, "01")
    line.receive()

    assert document.deliveries.get().state == "arrived"


def test_strict_reading_refuses_it_and_says_what_is_wrong(line: Line) -> None:
    Connection.objects.update(is_strict=True)
    line.connection.refresh_from_db()
    line.ministry.send(_letter(line))  # type: ignore[arg-type]
    line.receive()

    row = Message.objects.get(way="in")
    assert (row.document, row.error_code) == (None, "22")
    assert f"mã định danh kiểu cũ “{OLD_MINISTRY}”, nay là “{MINISTRY}”" in row.error
    assert Parcel.objects.filter(stops__state="dead").exists()


def test_an_axis_that_lists_old_codes_gives_a_directory_of_new_ones(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [Agency("000.00.12.H20", "Sở Y tế", parent_code="000.00.00.H20"), Agency("000.00.13.H20", "Sở cũ", successor="000.00.12.H20")]
    monkeypatch.setattr(line.axis, "agencies", lambda *, after="", most=1000: [] if after else listed)

    refresh_directory(actor=SYSTEM, connection_id=line.connection.pk)

    rows = {row.code: row for row in Correspondent.objects.filter(valid_to=None)}
    assert (rows["H20.12"].parent_code, rows["H20.13"].successor_code) == ("H20", "H20.12")


def test_forms_turn_an_old_code_into_the_new_one(line: Line) -> None:
    admin = line.office.actor("quantri")
    form = NewMemberForm({"code": "000.00.44.H20", "name": "Xã Mẫu", "parent_code": "000.00.00.H20", "valid_from": "01/11/2026"}, viewer=admin)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["code"], form.cleaned_data["parent_code"]) == ("H20.44", "H20")
    member = register_member(actor=SYSTEM, code="H20.44", name="Xã Mẫu", valid_from=START, system_pk=None)
    ends = EndForm({"on": "30/11/2026", "successor": "000.00.44.H20"}, viewer=admin)
    assert ends.is_valid(), ends.errors
    assert ends.cleaned_data["successor"] == member.pk
    issue = IssueForm({"outside": f"Bộ Mẫu | {OLD_MINISTRY}\n{OLD_MINISTRY}", "copies": "1"}, agency_id=line.office.units["phuong"])
    assert issue.is_valid(), issue.errors
    assert [each.code for each in issue.cleaned_data["outside"]] == [MINISTRY, MINISTRY]
    unit = UnitDetailsForm({"identifier": "000.00.44.H20"})
    assert unit.is_valid()
    assert unit.cleaned_data["identifier"] == "H20.44"
