"""Codes of agencies (mã định danh điện tử): of QĐ 20/2020/QĐ-TTg, and of the form before it, which is still met."""

from __future__ import annotations

import re

LONGEST_AGENCY_CODE = 35
_AGENCY = re.compile(r"[A-Y][0-9]{2}(\.[A-Z0-9]{1,10})*")
_OLD_AGENCY = re.compile(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2}")


def is_agency_code(code: str) -> bool:
    """Whether it is an agency code (mã định danh điện tử) of QĐ 20/2020/QĐ-TTg, Điều 4: ``H37.15.02``, at most 35 characters."""
    return len(code) <= LONGEST_AGENCY_CODE and _AGENCY.fullmatch(code) is not None


def is_old_agency_code(code: str) -> bool:
    """Whether it is a code of the form before 2020 (TT 10/2016/TT-BTTTT): ``000.00.01.H15``."""
    return _OLD_AGENCY.fullmatch(code) is not None


def new_code_of(code: str) -> str:
    """The code in the form of 2020: ``000.00.01.H15`` is ``H15.01``; any other code stays as it is."""
    if not is_old_agency_code(code):
        return code
    levels = code.split(".")[::-1]
    while len(levels) > 1 and not levels[-1].strip("0"):
        levels.pop()
    has_gap = any(not level.strip("0") for level in levels[1:])
    return code if has_gap else ".".join(levels)


def old_code_of(code: str) -> str:
    """The same in the form before 2020, where that has room for it; else the code as it is."""
    levels = code.split(".")
    if not is_agency_code(code) or len(levels) > len(_WIDTHS):
        return code
    filled = [*levels, *("0" * width for width in _WIDTHS[len(levels) :])]
    made = ".".join(filled[::-1])
    return made if new_code_of(made) == code else code


_WIDTHS = (3, 2, 2, 3)
"""Characters of the levels 1 to 4 in the form before 2020."""


def forms_of_document_id(document_id: str) -> list[str]:
    """A document's id as it may be written: with its agency's code in either form, the one given first."""
    code, comma, rest = document_id.partition(",")
    return list(dict.fromkeys(f"{each}{comma}{rest}" for each in (code, new_code_of(code), old_code_of(code))))
