"""Đồng as shown, read aloud and typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congso.core.money import MOST, InvalidMoney, format_money, money_in_words, parse_money


def test_an_amount_on_a_receipt() -> None:
    assert format_money(1_234_000) == "1.234.000 đ"
    assert format_money(0) == "0 đ"
    assert money_in_words(1_200_000) == "Một triệu hai trăm nghìn đồng"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("50000", 50_000),
        ("1.234.000 đ", 1_234_000),
        ("1,234,000", 1_234_000),
        ("1 234 000đ", 1_234_000),
        ("1.234", 1_234),
        ("50k", 50_000),
        ("50 nghìn đồng", 50_000),
        ("1,5 triệu", 1_500_000),
        ("1.25 tr", 1_250_000),
        ("2 tỷ", 2_000_000_000),
        ("20.000 VNĐ", 20_000),
    ],
)
def test_what_people_type(typed: str, amount: int) -> None:
    assert parse_money(typed) == amount


@pytest.mark.parametrize(
    "typed", ["", "abc", "1.5", "12.34.000", "-5000", "1,2345 triệu", "5 con gà", "9" * 20, "1.234,5"]
)
def test_what_has_no_single_reading_is_refused(typed: str) -> None:
    with pytest.raises(InvalidMoney) as refusal:
        parse_money(typed, field="fee")
    assert refusal.value.field == "fee"


@given(st.integers(min_value=0, max_value=MOST))
def test_what_is_shown_can_be_typed_back(amount: int) -> None:
    assert parse_money(format_money(amount)) == amount
