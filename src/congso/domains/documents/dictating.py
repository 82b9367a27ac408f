"""What a leader writes or dictates above a document, understood: which unit does what, until when. Pure; it only proposes.

Units are found by their names without tones, also shortened; roles by the words beside them (chủ trì, phối hợp, để biết). What is
doubtful or not understood is said, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from congso.domains.documents.spoken import (
    Said,
    WorkingDays,
    days_in,
    folded_words,
    punctuated,
    spelled_words,
)


class Part(StrEnum):
    """What a unit is given the document for; the values are those of the room's roles."""

    MAIN = "main"
    HELP = "help"
    KNOW = "know"


@dataclass(frozen=True)
class KnownUnit:
    """A unit that may be given the document, under all its names."""

    id: int
    name: str
    names: tuple[str, ...] = ()


@dataclass
class Understood:
    """What is proposed, and what has to be looked at."""

    text: str
    parts: dict[int, Part] = field(default_factory=dict)
    due_on: date | None = None
    remarks: list[str] = field(default_factory=list)
    """Sentences about what was not understood, or in a way that is not obvious."""


_MAIN = [["chu", "tri"], ["tham", "muu"], ["giai", "quyet"], ["xu", "ly"], ["thuc", "hien"], ["trien", "khai"], ["nghien", "cuu"], ["de", "xuat"],
         ["ra", "soat"], ["chuan", "bi"], ["kiem", "tra"], ["tra", "loi"], ["xem", "xet"], ["bao", "cao"], ["soan"], ["du", "thao"], ["tong", "hop"]]  # fmt: skip
_HELP, _KNOW = [["phoi", "hop"]], [["nhan", "de", "biet"], ["de", "biet"], ["duoc", "biet"], ["biet"], ["de", "theo", "doi"]]
_FORWARD = {("giao",): Part.MAIN, ("chuyen",): Part.MAIN, ("cung",): Part.HELP, ("phoi", "hop"): Part.HELP, ("phoi", "hop", "voi"): Part.HELP,
            ("phoi", "hop", "cung"): Part.HELP, ("sao", "gui"): Part.KNOW, ("dong", "gui"): Part.KNOW, ("de", "biet"): Part.KNOW, ("nhan", "de", "biet"): Part.KNOW,
            ("chu", "tri"): Part.MAIN}  # fmt: skip
_GLUE = {",", "va", "cac", "dong", "chi", "voi", "cho", "chanh", "truong", "pho", "lanh", "dao", "giam", "doc", "don", "vi", ":", "la", "den"}
_NOT_GIVEN = {("khong", "giao"), ("khong", "chuyen"), ("khong", "can"), ("tru",), ("ngoai",), ("thay",), ("khong", "phai")}
_MENTIONED = {"cua", "tai", "o"}
_HEADS = {"so", "phong", "ban", "chi", "cong", "trung", "doi", "van", "ubnd", "uy"}
_UNIT_LIKE = re.compile(r"^(?:so|phong|ban|chi cuc|cong an|trung tam|doi|van phong|ubnd|uy ban nhan dan)(?: \w+)+$")
_NO_UNIT = {"phong chong", "phong chay", "phong hop", "phong ngua", "phong benh", "ban hanh", "ban dau", "so huu", "so do", "so luong", "ban giao", "so ket", "cong van", "so lieu",
            "van ban", "cong viec", "cong tac", "chi tiet", "chi dao", "cong dan", "cong khai", "so sanh", "ban sao", "uy quyen", "trung uong", "van de"}  # fmt: skip
_STOPS = {",", ".", ";", ":", "\n", "chu", "phoi", "de", "nhan", "va", "han", "truoc", "trong", "tham", "giai", "xu", "thuc", "bao", "biet", "theo", "cham", "voi", "duoc"}
_DUE_WORDS = {"han", "truoc", "nhat", "het", "trong", "xong", "thanh", "vong", "qua", "gian", "hon", "sau"}


def understand(said: str, units: Sequence[KnownUnit], *, today: date, working_days: WorkingDays) -> Understood:
    """The text with its signs, the proposed parts and the day; remarks about the rest."""
    found = Understood(punctuated(said))
    words = folded_words(found.text)
    places, doubts = _units_in(words, units)
    _give_parts(found, words, places, {unit.id: unit.name for unit in units})
    found.remarks += doubts + _strangers(words, spelled_words(found.text), places)
    _set_due(found, words, days_in(words, today=today, working_days=working_days))
    return found


@dataclass(frozen=True)
class _Place:
    """A unit named in the text: from which word to which."""

    start: int
    end: int
    unit: int


def _names_of(unit: KnownUnit) -> Iterable[tuple[str, ...]]:
    for name in {unit.name, *unit.names}:
        words = tuple(each for each in folded_words(name) if each not in {",", ".", "-"})
        yield words
        for sign in (" phuong ", " xa ", " tinh "):
            head, found, _rest = f"{' '.join(words)} ".partition(sign)
            if found and len(head.split()) > 2:
                yield tuple(head.split())
    first = tuple(folded_words(unit.name))
    if first[:2] == ("van", "phong"):
        yield ("van", "phong")
        yield ("vp",)
    if first[:1] == ("phong",):
        yield ("p", *first[1:])
        yield ("p", ".", *first[1:])
    if first[:2] == ("trung", "tam"):
        yield ("tt", *first[2:])


def _units_in(words: Sequence[str], units: Sequence[KnownUnit]) -> tuple[list[_Place], list[str]]:
    """The units named, the longest name first; a name that two share is a doubt."""
    known: dict[tuple[str, ...], set[int]] = {}
    for unit in units:
        for name in _names_of(unit):
            known.setdefault(name, set()).add(unit.id)
    by_id, places, doubts, at = {unit.id: unit.name for unit in units}, list[_Place](), list[str](), 0
    longest = max(map(len, known), default=0)
    while at < len(words):
        length = next((size for size in range(longest, 0, -1) if tuple(words[at : at + size]) in known), 0)
        name = tuple(words[at : at + length])
        if not length or (name == ("van", "phong") and words[at + 2 : at + 3] in (["pham"], ["cong"])):
            at += 1
            continue
        ids = known[name]
        if len(ids) == 1:
            places.append(_Place(at, at + length, next(iter(ids))))
        else:
            both = ", ".join(sorted(by_id[each] for each in ids))
            doubts.append(_("«%(name)s» có thể là: %(units)s; mời chọn.") % {"name": " ".join(name), "units": both})
        at += length
    return places, doubts


def _give_parts(found: Understood, words: Sequence[str], places: list[_Place], names: dict[int, str]) -> None:
    given = _named_for(words, places)
    mains = [unit for unit, parts in given.items() if Part.MAIN in parts]
    for unit, parts in given.items():
        if len(parts) > 1:
            found.remarks.append(_("%(unit)s được nhắc với nhiều vai trò; mời chọn.") % {"unit": names[unit]})
        elif not parts:
            found.remarks.append(_("Chưa rõ giao việc gì cho %(unit)s; mời chọn.") % {"unit": names[unit]})
        elif unit not in mains or len(mains) == 1:
            found.parts[unit] = next(iter(parts))
    if len(mains) > 1:
        both = ", ".join(names[unit] for unit in mains)
        found.remarks.append(_("Có hơn một đơn vị chủ trì (%(units)s); mời chọn một.") % {"units": both})


def _named_for(words: Sequence[str], places: list[_Place]) -> dict[int, set[Part]]:
    """Each unit with all it is named for; none for one that is named without a word of what it does."""
    given: dict[int, set[Part]] = {}
    for group in _lists(words, places):
        for place, part in _parts_of(words, group):
            if part is not None:
                given.setdefault(place.unit, set()).add(part)
            elif not _is_mentioned(words, place):
                given.setdefault(place.unit, set())
    return given


def _lists(words: Sequence[str], places: list[_Place]) -> list[list[_Place]]:
    """Units one after another with nothing but commas and titles between."""
    groups: list[list[_Place]] = []
    for place in places:
        if groups and all(word in _GLUE for word in words[groups[-1][-1].end : place.start]):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _parts_of(words: Sequence[str], group: list[_Place]) -> list[tuple[_Place, Part | None]]:
    """What each unit of a list is named for: the word before the list holds for all, the word behind it for the last, or for all."""
    if any(_is_excluded(words, place) for place in group[:1]):
        return [(place, None) for place in group]
    before, behind = _before(words, group[0].start), _behind(words, group[-1].end)
    if before is None:
        return [(place, behind) for place in group]
    if behind is None or behind == before or (len(group) == 1 and before == Part.MAIN and behind == Part.MAIN):
        return [(place, before) for place in group]
    if len(group) == 1:  # «chuyển A để biết», «giao A phối hợp»: the word behind says it; «phối hợp A giải quyết»: the word before
        return [(group[0], behind if before == Part.MAIN else before)]
    if before == Part.MAIN and behind == Part.KNOW and words[group[0].start - 1] == "chuyen":
        return [(place, behind) for place in group]
    if behind == Part.MAIN:
        return [(place, before) for place in group]
    return [*((place, before) for place in group[:-1]), (group[-1], behind)]


def _before(words: Sequence[str], start: int) -> Part | None:
    at = start
    while at and words[at - 1] in _GLUE - {",", "voi", "va"}:
        at -= 1
    for size in (3, 2, 1):
        if at >= size and (part := _FORWARD.get(tuple(words[at - size : at]))) is not None:
            belongs_to_the_unit_before = words[at - 1] in {"tri", "biet"} and words[at : at + 1] != [":"]
            return None if belongs_to_the_unit_before else part
    return None


def _behind(words: Sequence[str], end: int) -> Part | None:
    at = end
    while words[at : at + 1] and words[at] in {"se", "thi", "duoc", "khan", "truong", "lam", "phai", "co", "trach", "nhiem", "de", "nhan", "ve"} and not _starts(words, at, _KNOW):
        at += 1
    for part, phrases in ((Part.KNOW, _KNOW), (Part.MAIN, _MAIN), (Part.HELP, _HELP)):
        if _starts(words, at, phrases):
            return Part.MAIN if part == Part.HELP and words[at + 2 : at + 3] in (["voi"], ["cung"]) else part
    return None


def _starts(words: Sequence[str], at: int, phrases: Iterable[list[str]]) -> bool:
    return any(list(words[at : at + len(phrase)]) == phrase for phrase in phrases)


def _is_excluded(words: Sequence[str], place: _Place) -> bool:
    start = place.start
    return any(tuple(words[max(start - len(sign), 0) : start]) == sign for sign in _NOT_GIVEN)


def _is_mentioned(words: Sequence[str], place: _Place) -> bool:
    """«Theo đề nghị của Phòng …», «họp tại Văn phòng»: nobody is given anything."""
    return place.start > 0 and words[place.start - 1] in _MENTIONED


def _strangers(words: Sequence[str], spelled: Sequence[str], places: list[_Place]) -> list[str]:
    """Names that sound like units and are none that may be given the document."""
    taken = {at for place in places for at in range(place.start, place.end)}
    found, at = list[str](), 0
    while at < len(words):
        end = at
        if at not in taken and words[at] in _HEADS and " ".join(words[at : at + 2]) not in _NO_UNIT:
            while end < len(words) and end - at < 7 and words[end] not in _STOPS and end not in taken:
                end += 1
        name = " ".join(words[at:end])
        if end - at > 1 and _UNIT_LIKE.match(name) and _stands_for_somebody(words, at, end):
            said = " ".join((spelled if len(spelled) == len(words) else words)[at:end])
            found.append(_("Không có đơn vị «%(name)s» trong danh sách nhận.") % {"name": said})
            at = end
        else:
            at += 1
    return found


def _stands_for_somebody(words: Sequence[str], start: int, end: int) -> bool:
    led = start == 0 or words[start - 1] in {",", ".", ";", ":", "\n", "giao", "hop", "voi", "cung", "chuyen", "gui", "va"}
    return led and (_behind(words, end) is not None or _before(words, start) is not None)


def _set_due(found: Understood, words: Sequence[str], days: list[Said]) -> None:
    dues = [each for each in days if _is_due(words, each)]
    for each in dues:
        if each.wrong == "missing":
            found.remarks.append(_("Không có ngày «%(day)s».") % {"day": each.words})
        elif each.wrong == "past":
            found.remarks.append(_("Thời hạn «%(day)s» đã qua; mời ghi lại.") % {"day": each.words})
    right = {_last_day(words, each): each for each in dues if each.day is not None and not each.wrong}
    if len(right) > 1:
        both = ", ".join(f"{day:%d/%m/%Y}" for day in sorted(right))
        found.remarks.append(_("Có nhiều thời hạn (%(days)s); mời ghi hạn giải quyết chung.") % {"days": both})
    elif right:
        ((day, said),) = right.items()
        found.due_on = day
        if day != said.day:
            found.remarks.append(_("«trước %(day)s» được hiểu là đến hết ngày %(last)s.") % {"day": said.words, "last": f"{day:%d/%m/%Y}"})


def _is_due(words: Sequence[str], said: Said) -> bool:
    """A day with a word of a limit before it; the day of a document, a meeting or a signature is none."""
    if words[said.start] == "trong":
        return True
    before = [word for word in words[max(said.start - 5, 0) : said.start] if word not in {"ngay", "vao", "den", "cuoi", ":", "la"}]
    return bool(before) and (before[-1] in _DUE_WORDS or "han" in before[-3:])


def _last_day(words: Sequence[str], said: Said) -> date:
    """«Trước ngày 20» ends with the 19th; «trước hết ngày 20» with the 20th."""
    assert said.day is not None
    is_before = said.start > 0 and words[said.start - 1] == "truoc" and words[said.start] != "cuoi"
    return said.day - timedelta(days=1) if is_before else said.day
