"""Places of a draft that are still open: the marked gaps of its skeleton, and what an emptied gap leaves behind.

A gap of ours is marked ``[…what belongs here]``. Runs of dots and underscores count too, since officials write gaps so; three dots
that only shorten a list or a quotation (``bàn, ghế...``, ``v.v...``, ``cụm từ “xã ... phường”``) are words like others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.domains.documents.models import Outgoing
from congso.domains.documents.queries_files import texts_of

PARTS: dict[str, Promise] = {
    "subject": gettext_lazy("Trích yếu"), "addressees": gettext_lazy("Kính gửi"), "grounds": gettext_lazy("Căn cứ"),
    "body": gettext_lazy("Nội dung"), "signed_for": gettext_lazy("Ký thay, thay mặt cho"),
    "collective": gettext_lazy("Tập thể ghi phía trên"), "position": gettext_lazy("Chức vụ in trên văn bản"),
    "recipients": gettext_lazy("Nơi nhận"), "mark": gettext_lazy("Ký hiệu người soạn thảo, số lượng bản"), "confirmation": gettext_lazy("Ô xác nhận ở cuối văn bản"),
}  # fmt: skip
"""The boxes that are judged, in the order of the paper."""
_ANNEX = "annex"
_ALL: dict[str, Promise] = PARTS | {_ANNEX: gettext_lazy("Phụ lục")}
_MARKED = r"\[\s*(?:…|\.{2,})[^\[\]\n]*\]"
_WORD = r"\{\w+\}"
_RUN = r"[.…_]{3,}|…+|\.(?: \.){2,}"
_EMPTIED = r"\bcủa(?=\s*(?:$|[.,;:](?:\s|$)|\./\.|/\.))"
_OPEN = re.compile(f"{_MARKED}|{_WORD}|{_RUN}|{_EMPTIED}", re.IGNORECASE)
_BARE = re.compile(r"(?:căn cứ|xét|theo|theo đề nghị|theo đề nghị của|xét đề nghị|xét đề nghị của)\W*", re.IGNORECASE)
"""A ground that names nothing."""
_SHORTENED = re.compile(r"(?:\.{3}|…)")
_AFTER = re.compile(r"\s*(?:$|[,;:.)/”»\"|])")
_LAST_WORD = re.compile(r"(\w+)$")
_IN_LIST = re.compile(r"\w[,;] ?$")
_WANT_MORE = frozenset(["của", "ngày", "tháng", "năm", "số", "ông", "bà", "tại", "về", "do", "là", "cho", "từ", "đến", "theo", "vì", "gồm", "với", "bởi"])
"""After these words three dots stand for what is missing, not for «and so on»."""
_BEFORE, _BEHIND = 45, 25


@dataclass(frozen=True)
class Gap:
    """One open place: the box, which line or paragraph of it, and its surroundings."""

    part: str
    line: int
    before: str
    gap: str
    after: str

    @property
    def where(self) -> str:
        """``Căn cứ, dòng 2``; ``Nội dung, đoạn 3``."""
        label = str(_ALL[self.part])
        if self.part in {"body", _ANNEX}:
            return _("%(part)s, đoạn %(line)d") % {"part": label, "line": self.line}
        if self.part in {"grounds", "addressees", "recipients"}:
            return _("%(part)s, dòng %(line)d") % {"part": label, "line": self.line}
        return label

    @property
    def words(self) -> str:
        """The place as a sentence quotes it."""
        return f"{self.where}: «{self.before}{self.gap}{self.after}»"


def gaps_of(outgoing: Outgoing) -> list[Gap]:
    """What is open in a draft; of a paper laid out elsewhere only its subject is ours to judge."""
    if outgoing.upload_id is not None:
        return open_places({"subject": outgoing.document.subject})
    return open_places({"subject": outgoing.document.subject} | {
        part: getattr(outgoing, part) for part in PARTS if part != "subject"} | {
        _ANNEX: "\n\n".join(row.body for row in texts_of(outgoing.pk))})  # fmt: skip


def open_places(words: Mapping[str, str | Sequence[str]]) -> list[Gap]:
    """Every open place of the written parts, in the order of the paper."""
    found: list[Gap] = []
    for part in _ALL:
        for number, line in enumerate(_lines(part, words.get(part, "")), 1):
            found += [_gap(part, number, line, *span) for span in _spans(part, line)]
    return found


def _lines(part: str, text: str | Sequence[str]) -> list[str]:
    if not isinstance(text, str):
        return [each for each in text if each.strip()]
    if part in {"body", _ANNEX}:
        return [" ".join(each.split()) for each in re.split(r"\n\s*\n", text.strip())]
    return [text]


def _spans(part: str, line: str) -> Iterator[tuple[int, int]]:
    if part == "grounds" and _BARE.fullmatch(line.strip()):
        yield 0, len(line)
        return
    for found in _OPEN.finditer(line):
        if not _is_ordinary(part, line[: found.start()], found[0], line[found.end() :]):
            yield found.span()


def _is_ordinary(part: str, before: str, run: str, after: str) -> bool:
    """Whether dots are a way of writing: «v.v...», a list cut short, words left out of a quotation."""
    if run.startswith("["):
        return re.fullmatch(r"\[\W*\]", run) is not None and _is_quoted(before, after)
    if run[0] not in ".…":
        return False
    if before.lower().rstrip(". ").endswith("v.v"):
        return True
    if _SHORTENED.fullmatch(run) is None:
        return False
    return _is_quoted(before, after) or _ends_a_list(part, before, after)


def _ends_a_list(part: str, before: str, after: str) -> bool:
    if after[:1].isalnum():
        return False
    word = _LAST_WORD.search(before)
    if word is not None:
        return not word[1].isdigit() and word[1].lower() not in _WANT_MORE
    return part == "body" and _AFTER.match(after) is not None and _IN_LIST.search(before) is not None


def _is_quoted(before: str, after: str) -> bool:
    """Inside “…” together with other words."""
    opened = before.rfind("“")
    if opened < 0 or opened < before.rfind("”"):
        return False
    return any(letter.isalpha() for letter in before[opened:] + after.partition("”")[0])


def _gap(part: str, number: int, line: str, start: int, end: int) -> Gap:
    before, after = line[:start], line[end:]
    short_before = before if len(before) <= _BEFORE else "… " + before[-_BEFORE:].partition(" ")[2]
    short_after = after if len(after) <= _BEHIND else after[:_BEHIND].rpartition(" ")[0] + " …"
    return Gap(part, number, short_before, line[start:end], short_after)
