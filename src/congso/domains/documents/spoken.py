"""Spoken Vietnamese of the office: punctuation said as words, numbers and days in words and digits. Pure functions.

«Năm» is a five, a year and a word for both: «trong năm ngày làm việc» is five working days, «tháng năm năm hai không hai bảy» is May 2027.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from congso.core.text import fold, nfc

_SIGNS = [
    (r"\s*\b(?:dấu )?chấm phẩy\b", ";"), (r"\s*\bdấu hai chấm\b|(?:(?<=sau)|(?<=gồm)|(?<=là))\s+hai chấm\b", ":"),
    (r"\s*\b(?:dấu )?phẩy\b(?!\s*\d)(?<!\d phẩy)", ","), (r"\s*\bdấu chấm\b", "."),
    (r"\s*\bchấm\b(?=\s*(?:$|xuống dòng))", "."),
    (r"\s*\bchấm\b(?<!\d chấm)(?!\s+(?:công|điểm|dứt|thi|bài|thầu|chọn|phá|hết|mút|phúc|giải|\d))", "."),
    (r"[ \t]*\bxuống dòng\b[ \t]*", "\n"),
]  # fmt: skip
_SPOKEN = re.compile(r"\b(?:phẩy|chấm|xuống dòng)\b", re.IGNORECASE)


def punctuated(said: str) -> str:
    """What was dictated with its signs in place of their names; what has none of them stays as it is, letter by letter."""
    if _SPOKEN.search(said) is None:
        return said
    text = said
    for pattern, sign in _SIGNS:
        text = re.sub(pattern, sign, text, flags=re.IGNORECASE)
    if text == said:
        return said
    text = re.sub(r"([,;:.])(?=[^\s\d,;:.\n])", r"\1 ", text)
    text = re.sub(r"(^|[.\n]\s*)([^\W\d_])", lambda found: found[1] + found[2].upper(), text)
    return text.strip()


_ONES = {"khong": 0, "mot": 1, "mut": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
_STARTS = {"mung", "mong"}


def number_at(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A number below a hundred that begins at a folded word, and how many words it takes."""
    rest = [*words[at : at + 3], "", "", ""]
    if rest[0].isdecimal() and len(rest[0]) <= 2:
        return int(rest[0]), 1
    if rest[0] in _STARTS and (found := number_at(words, at + 1)):
        return found[0], found[1] + 1
    if rest[0] == "muoi":
        return (10 + _ONES[rest[1]], 2) if _ONES.get(rest[1], 0) and rest[1] != "tu" else (10, 1)
    if rest[0] not in _ONES or rest[0] in {"lam", "mut"}:  # «làm việc» is no fifteen cut short
        return None
    tens = _ONES[rest[0]]
    if rest[1] == "muoi":
        return (tens * 10 + _ONES[rest[2]], 3) if _ONES.get(rest[2], 0) else (tens * 10, 2)
    if tens in {2, 3} and rest[1] in {"mot", "mut", "lam", "tu"}:  # hai mốt, ba mốt, hai lăm, hai tư
        return tens * 10 + _ONES[rest[1]], 2
    return tens, 1


@dataclass(frozen=True)
class Said:
    """A day that was said: from which word to which, and the day; none for one that cannot be."""

    start: int
    end: int
    day: date | None
    words: str
    wrong: str = ""
    """``missing``: no such day; ``past``: it has passed."""


WorkingDays = Callable[[date, int], date]
_MONTH = {"gieng": 1}
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5}
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")


def days_in(words: Sequence[str], *, today: date, working_days: WorkingDays) -> list[Said]:
    """The days said in folded words, in order, none twice."""
    found: list[Said] = []
    at = 0
    while at < len(words):
        said = _day_at(words, at, today, working_days)
        if said is None:
            at += 1
        else:
            found.append(said)
            at = said.end
    return found


def _day_at(words: Sequence[str], at: int, today: date, working_days: WorkingDays) -> Said | None:
    return _slashed(words, at, today) or _calendar(words, at, today) or _counted(words, at, today, working_days) or _named(words, at, today)


def _slashed(words: Sequence[str], at: int, today: date) -> Said | None:
    skip = 1 if words[at] == "ngay" and at + 1 < len(words) else 0
    found = _SLASHED.fullmatch(words[at + skip])
    if found is None:
        return None
    return _made(words, at, at + skip + 1, int(found[1]), int(found[2]), int(found[3]) if found[3] else None, today)


def _calendar(words: Sequence[str], at: int, today: date) -> Said | None:
    """``ngày 20 tháng 12 năm 2026``; ``20 tháng 12``; ``ngày 15`` of this month or the next."""
    skip = 1 if words[at] == "ngay" else 0
    day = number_at(words, at + skip)
    if day is None or not (skip or words[at].isdecimal() or day[1] > 1 or (at and words[at - 1] in {"han", "truoc", "het"})):
        return None
    end = at + skip + day[1]
    if words[end : end + 1] != ["thang"]:
        alone = skip == 1 and words[end : end + 1] not in (["ngay"], ["lam"], ["tuan"])
        return _alone(words, at, end, day[0], today) if alone else None
    month = _month_at(words, end + 1)
    if month is None and words[end + 1 : end + 2] == ["nay"]:
        return _made(words, at, end + 2, day[0], today.month, today.year, today)
    if month is None and words[end + 1 : end + 2] == ["sau"]:
        following = _month_after(today)
        return _made(words, at, end + 2, day[0], following.month, following.year, today)
    number, length = month or (_MONTH.get("".join(words[end + 1 : end + 2]), 0), 1)
    year, taken = _year_at(words, end + 1 + length, today)
    return _made(words, at, end + 1 + length + taken, day[0], number, year, today)


def _month_at(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """«Tháng mười năm 2026» is October: what gives no month is read one word shorter."""
    found = number_at(words, at)
    if found is not None and found[0] > 12 and found[1] > 1:
        return number_at(words[: at + found[1] - 1], at)
    return found


def _year_at(words: Sequence[str], at: int, today: date) -> tuple[int | None, int]:
    """The year after a month, and how many words it takes; none said is none."""
    if words[at : at + 1] != ["nam"]:
        return None, 0
    rest = list(words[at + 1 : at + 8])
    if rest and re.fullmatch(r"20\d\d", rest[0]):
        return int(rest[0]), 2
    if rest[:1] == ["nay"] or rest[:1] == ["sau"]:
        return today.year + (rest[0] == "sau"), 2
    for lead in (["hai", "nghin", "khong", "tram"], ["hai", "ngan", "khong", "tram"], ["hai", "nghin"], ["hai", "ngan"], ["hai", "khong"]):
        if rest[: len(lead)] == lead and (found := number_at(rest, len(lead))):
            return _long_year(rest, len(lead), found, short=len(lead) == 2 and lead[1] == "khong")
    return None, 0


def _long_year(rest: list[str], lead: int, found: tuple[int, int], *, short: bool) -> tuple[int, int]:
    """``hai không hai bảy`` says its last digits one by one."""
    if short and found[1] == 1 and (last := number_at(rest, lead + 1)) and last[0] < 10:
        return 2000 + found[0] * 10 + last[0], lead + 3
    return 2000 + found[0], 1 + lead + found[1]


def _made(words: Sequence[str], at: int, end: int, day: int, month: int, year: int | None, today: date) -> Said:
    said = " ".join(words[at:end])
    try:
        found = date(year or today.year, month, day)
        if year is None and found < today and (date(today.year + 1, month, day) - today).days <= 183:
            found = date(today.year + 1, month, day)
    except ValueError:
        return Said(at, end, None, said, "missing")
    return Said(at, end, found, said, "past" if found < today else "")


def _alone(words: Sequence[str], at: int, end: int, day: int, today: date) -> Said | None:
    if not 1 <= day <= 31:
        return None
    first = today if day >= today.day else _month_after(today)
    return _made(words, at, end, day, first.month, first.year, today)


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _counted(words: Sequence[str], at: int, today: date, working_days: WorkingDays) -> Said | None:
    """``5 ngày làm việc``, ``mười ngày``, ``2 tuần`` after «trong», «sau»: counted from tomorrow on."""
    if at == 0 or words[at - 1] not in {"trong", "vong", "han", "sau", "gian", "qua", "la"}:
        return None
    number = number_at(words, at)
    if number is None or number[0] == 0:
        return None
    end = at + number[1]
    unit = words[end : end + 1]
    if unit == ["tuan"]:
        return Said(at, end + 1, today + timedelta(weeks=number[0]), " ".join(words[at : end + 1]))
    if unit != ["ngay"]:
        return None
    if words[end + 1 : end + 3] == ["lam", "viec"]:
        return Said(at, end + 3, working_days(today, number[0]), " ".join(words[at : end + 3]))
    return Said(at, end + 1, today + timedelta(days=number[0]), " ".join(words[at : end + 1]))


def _named(words: Sequence[str], at: int, today: date) -> Said | None:
    """``hôm nay``, ``ngày mai``, ``thứ sáu tuần sau``, ``tuần này``, ``cuối tháng``."""
    two, three = list(words[at : at + 2]), list(words[at : at + 3])
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    last = _month_after(today) - timedelta(days=1)
    fixed = {
        ("hom", "nay"): today, ("ngay", "mai"): today + timedelta(days=1), ("tuan", "nay"): friday, ("cuoi", "tuan"): friday,
        ("thang", "nay"): last, ("cuoi", "thang"): last, ("tuan", "sau"): friday + timedelta(weeks=1),
    }  # fmt: skip
    if three[:2] in (["cuoi", "tuan"], ["cuoi", "thang"]) and len(three) == 3 and three[2] in {"nay", "sau"}:
        return Said(at, at + 3, fixed[three[1], three[2]] if three[1:] != ["thang", "sau"] else _month_after(last) - timedelta(days=1), " ".join(three))
    if three[:2] == ["cuoi", "thang"] and (month := number_at(words, at + 2)) and 1 <= month[0] <= 12:
        year = today.year + (month[0] < today.month)
        return Said(at, at + 2 + month[1], _month_after(date(year, month[0], 1)) - timedelta(days=1), " ".join(words[at : at + 2 + month[1]]))
    if two == ["trong", "ngay"] and (len(three) == 2 or three[2] in {",", ".", ";", "\n", "hom"}):
        return Said(at, at + 2 + 2 * (three[2:] == ["hom"]), today, "trong ngay")
    if two[:1] == ["thu"] and len(two) == 2 and two[1] in _WEEKDAYS:
        return _weekday(words, at, today)
    day = fixed.get((two[0], two[1])) if len(two) == 2 else None
    return Said(at, at + 2, day, " ".join(two)) if day is not None else None


def _weekday(words: Sequence[str], at: int, today: date) -> Said:
    monday, wanted = today - timedelta(days=today.weekday()), _WEEKDAYS[words[at + 1]]
    behind = list(words[at + 2 : at + 4])
    if behind == ["tuan", "sau"]:
        return Said(at, at + 4, monday + timedelta(days=7 + wanted), " ".join(words[at : at + 4]))
    length = 4 if behind == ["tuan", "nay"] else 2
    day = monday + timedelta(days=wanted)
    if day < today and length == 2:
        day += timedelta(days=7)
    return Said(at, at + length, day, " ".join(words[at : at + length]), "past" if day < today else "")


_WORDS = re.compile(r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?|\w+|[,;:.\n]")


def folded_words(text: str) -> list[str]:
    """The words of a text, folded, with signs as words of their own; a day with strokes stays whole."""
    return _WORDS.findall("\n".join(fold(line) for line in text.splitlines()))


def spelled_words(text: str) -> list[str]:
    """The same words as they were written."""
    return _WORDS.findall("\n".join(nfc(line, collapse=True) for line in text.splitlines()))
