"""A bank's statement: read, previewed, taken in, and taken in again."""

from __future__ import annotations

from typing import Any

import pytest

from congso.core.errors import NotAllowed
from congso.domains.fees.errors import UnreadableStatement, WrongAccount
from congso.domains.fees.models import CollectionAccount, Payment
from congso.domains.fees.queries.matching import preview
from congso.domains.fees.services import import_statement, set_account
from congso.domains.fees.statements import decode, read_statement
from congso.domains.fees.tests.makers import START, Till, make_request


def test_transfers_find_their_requests_and_the_same_file_again_changes_nothing(till: Till) -> None:
    good, wrong, elsewhere = (
        make_request(till),
        make_request(till, subject="matter:2"),
        make_request(till, subject="matter:3", unit="xmc"),
    )
    text = (
        "Ngày giao dịch;Số tiền;Nội dung;Mã giao dịch\n"
        f"22/11/2026 09:15;8.000;MBVCB.123 {good.code} ck;FT1\n"
        f"22/11/2026;7.000;{wrong.code[:6]} {wrong.code[6:]};FT2\n"
        f"22/11/2026;8.000;{good.code};FT3\n"
        f"22/11/2026;8.000;{elsewhere.code};FT4\n"
        "22/11/2026;5.000;ung ho;FT5\n"
        "31/02/2026;5.000;x;FT6\n"
        "22/11/2026;năm nghìn;x;FT7\n"
        "22/11/2026;5.000;x;\n"
    )
    keeper, lines = till.actor("vanthu"), read_statement(decode(text.encode()))
    seen = preview(viewer=keeper, unit_id=till.centre, text=text, lines=lines)
    assert [each.tone for each in seen.lines] == [
        "ok",
        "near",
        "near",
        "near",
        "near",
        "late",
        "late",
        "late",
    ]
    assert not Payment.objects.exists(), "the preview writes nothing"

    done = import_statement(actor=keeper, unit_id=till.centre, lines=lines)

    states = dict(Payment.objects.values_list("gateway_id", "state"))
    assert {number.partition("/")[2]: state for number, state in states.items()} == {
        "FT1": "matched", "FT2": "wrong", "FT3": "double", "FT4": "unknown", "FT5": "unknown"}  # fmt: skip
    assert (len(done.taken), done.settled, done.known, done.left_out) == (5, 1, 0, 3)
    again = import_statement(actor=keeper, unit_id=till.centre, lines=lines)
    assert (len(again.taken), again.known) == (0, 5)
    assert Payment.objects.count() == 5
    good.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (good.state, elsewhere.state) == ("paid", "open")
    seen = preview(viewer=keeper, unit_id=till.centre, text=text, lines=lines)
    assert [each.tone for each in seen.lines][:5] == ["info"] * 5


def test_a_statement_is_for_who_reconciles_the_unit(till: Till) -> None:
    lines = read_statement("date,amount,text,bank id\n2026-11-22,5000,x,FT1\n")

    for person, unit in (("motcua", "mc"), ("vanthu", "xmc")):
        with pytest.raises(NotAllowed):
            import_statement(actor=till.actor(person), unit_id=till.units[unit], lines=lines)
    assert not Payment.objects.exists()


def test_files_that_cannot_be_read_are_refused_in_words() -> None:
    with pytest.raises(UnreadableStatement, match="mã giao dịch"):
        read_statement("ngay,so tien,noi dung\n")
    with pytest.raises(UnreadableStatement, match="UTF-8"):
        decode(b"\x80\x81\x82")
    assert (
        read_statement(
            decode("Ngày\tSố tiền\tNội dung\tMã giao dịch\n22/11/2026\t5000\tx\tFT9\n".encode("utf-16"))
        )[0].amount
        == 5000
    )


def test_accounts_are_dated_and_checked(till: Till) -> None:
    keeper = till.actor("vanthu")
    set_account(
        actor=keeper,
        unit_id=till.centre,
        valid_from=START,
        bank_bin="999999",
        account_number="900 123",
        account_name="Trung tâm Cao Lãnh",
    )

    row = CollectionAccount.objects.get()
    assert (row.account_number, row.account_name) == ("900123", "TRUNG TAM CAO LANH")
    good: dict[str, Any] = {"bank_bin": "999999", "account_number": "900123"}
    for wrong in ({"bank_bin": "99"}, {"account_number": "9"}, {"bank_bin": ""}):
        with pytest.raises(WrongAccount):
            set_account(
                actor=keeper,
                unit_id=till.centre,
                valid_from=START,
                **(good | wrong),
            )
    with pytest.raises(NotAllowed):
        set_account(actor=keeper, unit_id=till.units["xmc"], valid_from=START)
    with pytest.raises(NotAllowed):
        set_account(actor=till.actor("motcua"), unit_id=till.centre, valid_from=START)
