"""Split the run-together list of legal bases of the national portal's pages.

The pages glue title and number: ``Tên văn bản pháp lýMã văn bảnLuật Công chứng46/2024/QH15Nghị định …104/2025/NĐ-CP``.
A number ends an entry when the next character starts a new word without a space between; a number followed by
the same number is the title's own. What fits no rule stays in the title, and the source's text is kept beside.
"""

from __future__ import annotations

import re
from itertools import pairwise

_HEADER = "Tên văn bản pháp lýMã văn bản"
_ISSUERS = (
    "BNNPTNT|BNNMT|BNN&PTNT|BLĐTBXH|BVHTTDL|BVHTT|BTNMT|BGTVT|BKHĐT|BKHCN|BTTTT|BGDĐT|BGD&ĐT|VKSNDTC|TANDTC|UBTVQH|NHNN|VPCP|"
    "TTCP|UBND|HĐND|TTg|BCA|BTC|BTP|BXD|BCT|BYT|BNV|BQP|BNG|BTS|BNN|BTM|CTN|CP|QH"
)
_KINDS = "TTLT|NĐ|ND|NQ|QĐ|TT|CT|PL|L|VBHN|CV"
_NUMBER = re.compile(
    rf"(?:(?<!\d)|(?<=QH1\d)|(?<=20[0-2]\d))\d{{1,4}}(?:\.\d{{1,2}})?/(?:(?:\d{{4}}/)(?:QH\d{{2}}|UBTVQH\d{{2}}|NQ-QH\d{{2}}|PL-UBTVQH\d{{2}})"
    rf"|(?:\d{{4}}/)?(?:{_KINDS})(?:-(?:{_ISSUERS}))+(?!\d))"
)
_GLUED_LEAD = re.compile(r"(?<=[^\s\d/])\s*(?:Luật số|Luật|Nghị định số|Thông tư số|Số|số)\s*$")


def split_legal_bases(source: str) -> list[tuple[str, str]]:
    """(number, title) of each legal basis; one entry without a number when nothing could be told apart."""
    text = source.removeprefix(_HEADER).strip()
    if not text or text == "Không có thông tin":
        return []
    matches = list(_NUMBER.finditer(text))
    found, start = [], 0
    for match, following in pairwise([*matches, None]):
        if match is None or not _ends_entry(text, match, following):
            continue
        title = _GLUED_LEAD.sub("", text[start : match.start()].strip()).strip(" ;,")
        found.append((match.group(), title or match.group()))
        start = match.end()
    rest = text[start:].strip(" ;,.")
    return [*found, ("", rest)] if rest else found


def _ends_entry(text: str, match: re.Match[str], following: re.Match[str] | None) -> bool:
    if match.end() == len(text):
        return True
    if following is not None and following.start() == match.end():
        return following.group() != match.group()
    return text[match.end()].isalnum()
