"""Numbers by which people and organisations are known: CCCD, CMND, passport, tax code, telephone.

A wrong shape is refused (InvalidInput). A number that contradicts what else was typed only warns: sex and
birth may have been corrected after the number was given.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core.errors import InvalidInput
from congso.core.text import nfc


class Sex(StrEnum):
    """Giới tính as the fourth digit of the personal number knows it."""

    MALE = "male"
    FEMALE = "female"


class InvalidPersonalId(InvalidInput):
    """The personal number does not have twelve digits."""

    code = "invalid_personal_id"
    message = _("Số định danh cá nhân (CCCD) phải gồm đúng 12 chữ số.")


class InvalidOldId(InvalidInput):
    """The old identity card number does not have nine digits."""

    code = "invalid_old_id"
    message = _("Số CMND phải gồm đúng 9 chữ số.")


class InvalidPassport(InvalidInput):
    """The passport number has a shape no passport has."""

    code = "invalid_passport"
    message = _("Số hộ chiếu chỉ gồm chữ cái và chữ số, từ 6 đến 9 ký tự.")


class InvalidTaxCode(InvalidInput):
    """The tax code has a wrong length or a wrong check digit."""

    code = "invalid_tax_code"
    message = _(
        "Mã số thuế không đúng: cần 10 chữ số, hoặc 13 chữ số với đơn vị phụ thuộc; hãy xem lại từng số."
    )


class InvalidPhone(InvalidInput):
    """The telephone number is not a Vietnamese one."""

    code = "invalid_phone"
    message = _("Số điện thoại phải gồm 10 chữ số (số cố định có thể 11), bắt đầu bằng 0 hoặc +84.")


@dataclass(frozen=True, slots=True)
class PersonalId:
    """Số định danh cá nhân / số CCCD, read apart (D1: 3 province, 1 century and sex, 2 year, 6 random)."""

    number: str
    province_code: str
    province: str | None
    """Province of birth registration by the list of 2004; None when the code was never given."""
    sex: Sex
    birth_year: int


@dataclass(frozen=True, slots=True)
class IdentityWarning:
    """Something about a number a clerk should look at; never a refusal."""

    code: str
    message: Promise
    fields: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """The sentence for the clerk."""
        return str(self.message) % dict(self.fields)


@dataclass(frozen=True, slots=True)
class TaxCode:
    """Mã số thuế, of an organisation (10 digits), its dependent unit (13) or a person (12)."""

    number: str
    branch: str | None = None
    personal: bool = False

    def __str__(self) -> str:
        """As it is printed: a dash before the dependent unit."""
        return f"{self.number}-{self.branch}" if self.branch else self.number


@dataclass(frozen=True, slots=True)
class Passport:
    """Hộ chiếu; ``vietnamese`` when the shape is that of a Vietnamese one (unverified: a letter, 7–8 digits)."""

    number: str
    vietnamese: bool


def _compact(typed: str) -> str:
    """The typed number without the spaces, dots and dashes people put in."""
    return re.sub(r"[\s.\-–]", "", nfc(typed)).upper()


@cache
def provinces_of_birth() -> dict[str, str]:
    """Province codes of personal numbers (63 provinces, QĐ 124/2004/QĐ-TTg; unchanged by the mergers of 2025)."""
    lines = (files("congso.core") / "data" / "cccd_province_63.csv").read_text(encoding="utf-8").splitlines()
    return {row["code3"]: row["province_2004"] for row in csv.DictReader(lines)}


def parse_personal_id(typed: str, *, field: str | None = None) -> PersonalId:
    """Read a personal number (số định danh cá nhân, CCCD). Raises InvalidPersonalId unless it is 12 digits."""
    number = _compact(typed)
    if not re.fullmatch(r"[0-9]{12}", number):
        raise InvalidPersonalId(field=field)
    century = int(number[3])
    return PersonalId(
        number=number,
        province_code=number[:3],
        province=provinces_of_birth().get(number[:3]),
        sex=Sex.FEMALE if century % 2 else Sex.MALE,
        birth_year=1900 + 100 * (century // 2) + int(number[4:6]),
    )


def warnings_for(
    person: PersonalId, *, on: date, sex: Sex | None = None, birth_year: int | None = None
) -> tuple[IdentityWarning, ...]:
    """What a clerk should look at in a personal number, set against the sex and birth year typed beside it."""
    found: list[IdentityWarning] = []
    if person.province is None:
        found.append(
            IdentityWarning(
                "unknown_province", _("Mã nơi đăng ký khai sinh %(code)s không có trong danh mục."),
                (("code", person.province_code),),
            )
        )  # fmt: skip
    if person.birth_year > on.year:
        found.append(
            IdentityWarning(
                "born_later",
                _("Theo số định danh, năm sinh là %(year)s, chưa tới."),
                (("year", person.birth_year),),
            )
        )
    if birth_year is not None and birth_year != person.birth_year:
        found.append(
            IdentityWarning(
                "birth_year_differs", _("Năm sinh theo số định danh là %(year)s, khác năm đã nhập %(typed)s."),
                (("year", person.birth_year), ("typed", birth_year)),
            )
        )  # fmt: skip
    if sex is not None and sex != person.sex:
        found.append(
            IdentityWarning("sex_differs", _("Giới tính theo số định danh khác với giới tính đã nhập."))
        )
    return tuple(found)


def parse_old_id(typed: str, *, field: str | None = None) -> str:
    """Read an identity card number of nine digits (CMND; not valid since 2025, still in old dossiers)."""
    number = _compact(typed)
    if not re.fullmatch(r"[0-9]{9}", number):
        raise InvalidOldId(field=field)
    return number


def parse_passport(typed: str, *, field: str | None = None) -> Passport:
    """Read a passport number, Vietnamese or foreign (ICAO Doc 9303: at most nine letters and digits)."""
    number = _compact(typed)
    if not re.fullmatch(r"(?=.*[0-9])[A-Z0-9]{6,9}", number):
        raise InvalidPassport(field=field)
    return Passport(number=number, vietnamese=re.fullmatch(r"[A-Z][0-9]{7,8}", number) is not None)


_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def tax_check_digit(nine: str) -> int | None:
    """The tenth digit of a tax code; None when these nine digits are never given (TT 105/2020/TT-BTC Điều 5)."""
    digit = 10 - sum(weight * int(sign) for weight, sign in zip(_TAX_WEIGHTS, nine, strict=True)) % 11
    return None if digit == 10 else digit


def parse_tax_code(typed: str, *, field: str | None = None) -> TaxCode:
    """Read a tax or enterprise code of 10 or 13 digits, or a personal number used as one (TT 105/2020/TT-BTC).

    Persons and household businesses use their personal number since 01/7/2025 (unverified). Raises
    InvalidTaxCode when the length or the check digit is wrong.
    """
    number = _compact(typed)
    if re.fullmatch(r"[0-9]{12}", number):
        return TaxCode(number=number, personal=True)
    main, branch = number[:10], number[10:]
    if not re.fullmatch(r"[0-9]{10}(?:[0-9]{3})?", number) or branch == "000":
        raise InvalidTaxCode(field=field)
    if tax_check_digit(main[:9]) != int(main[9]):
        raise InvalidTaxCode(field=field)
    return TaxCode(number=main, branch=branch or None)


def parse_phone(typed: str, *, field: str | None = None) -> str:
    """Read a telephone number as 0xxxxxxxxx (mobile 10 digits; fixed line 02… 10 or 11 digits)."""
    number = re.sub(r"[\s.\-–()]", "", nfc(typed))
    number = re.sub(r"^(?:\+84|0084|84(?=\d{9,10}$))0?", "0", number)
    if not re.fullmatch(r"0[0-9]{9}|02[0-9]{9}", number):
        raise InvalidPhone(field=field)
    return number
