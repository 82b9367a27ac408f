"""Identity numbers: shapes refused, contradictions only warned of."""

from __future__ import annotations

from datetime import date

import pytest

from congso.core.identity import (
    InvalidOldId,
    InvalidPassport,
    InvalidPersonalId,
    InvalidPhone,
    InvalidTaxCode,
    Sex,
    parse_old_id,
    parse_passport,
    parse_personal_id,
    parse_phone,
    parse_tax_code,
    provinces_of_birth,
    tax_check_digit,
    warnings_for,
)

TODAY = date(2026, 11, 22)


def test_a_personal_number_tells_province_sex_and_year() -> None:
    person = parse_personal_id("087 303 001234")
    assert (person.number, person.province) == ("087303001234", "Đồng Tháp")
    assert (person.sex, person.birth_year) == (Sex.FEMALE, 2003)
    old = parse_personal_id("082058000001")
    assert (old.province, old.sex, old.birth_year) == ("Tiền Giang", Sex.MALE, 1958)
    assert warnings_for(person, on=TODAY, sex=Sex.FEMALE, birth_year=2003) == ()


@pytest.mark.parametrize("typed", ["", "08730300123", "0873030012345", "08730300123a", "٠٨٧٣٠٣٠٠١٢٣٤"])
def test_a_number_of_another_shape_is_refused(typed: str) -> None:
    with pytest.raises(InvalidPersonalId):
        parse_personal_id(typed, field="number")


def test_contradictions_warn_and_do_not_refuse() -> None:
    person = parse_personal_id("003499001234")
    found = {warning.code for warning in warnings_for(person, on=TODAY, sex=Sex.FEMALE, birth_year=1999)}
    assert found == {"unknown_province", "born_later", "birth_year_differs", "sex_differs"}


def test_the_table_of_2004_has_63_provinces() -> None:
    assert len(provinces_of_birth()) == 63
    assert "003" not in provinces_of_birth()


def test_tax_codes() -> None:
    assert tax_check_digit("010004751") == 6
    assert str(parse_tax_code("0100047516")) == "0100047516"
    assert str(parse_tax_code("0100047516-001")) == "0100047516-001"
    assert str(parse_tax_code("0100047516 002")) == "0100047516-002"
    assert parse_tax_code("087303001234").personal


@pytest.mark.parametrize("typed", ["0100047515", "0100047516-000", "01000475", "ABCDEFGHIJ"])
def test_a_mistyped_tax_code_is_refused(typed: str) -> None:
    with pytest.raises(InvalidTaxCode):
        parse_tax_code(typed)


def test_every_single_slip_in_a_tax_code_is_caught() -> None:
    right = "0100047516"
    for place in range(10):
        for digit in set("0123456789") - {right[place]}:
            with pytest.raises(InvalidTaxCode):
                parse_tax_code(right[:place] + digit + right[place + 1 :])


def test_old_cards_and_passports() -> None:
    assert parse_old_id("310 123 456") == "310123456"
    with pytest.raises(InvalidOldId):
        parse_old_id("31012345")
    assert parse_passport("b1234567").vietnamese
    assert not parse_passport("12AB34567").vietnamese
    with pytest.raises(InvalidPassport):
        parse_passport("hộ chiếu")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912345678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("(0277) 3851 234", "02773851234"),
    ],
)
def test_telephones(typed: str, number: str) -> None:
    assert parse_phone(typed) == number


@pytest.mark.parametrize("typed", ["912345678", "09123456789", "không có", "1022"])
def test_what_is_no_telephone_is_refused(typed: str) -> None:
    with pytest.raises(InvalidPhone):
        parse_phone(typed)
