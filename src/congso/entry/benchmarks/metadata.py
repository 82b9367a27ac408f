"""How much of a document is read right from its own text, field by field, on a collection of real ones.

The collection (``van_ban.jsonl.gz``) has a line a document: ``text`` and what is known of it. What is known was itself taken
out of the texts by rules: a third of the subjects end before the name of a body (``… CỦA``), and there it is asked that the
answer begins so. A text that lost its head (number and day stand in none of its lines) can say neither;
such texts are counted apart.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from congso.core.text import fold
from congso.domains.documents.facade import propose_metadata

FIELDS = {
    "number_text": ("so_ky_hieu", 95), "issued_on": ("ngay_ban_hanh", 95), "subject": ("trich_yeu", 85),
    "issuer_name": ("noi_ban_hanh", None), "signer_name": ("nguoi_ky", None),
}  # fmt: skip
"""Field → its column and the share of right answers that is wanted."""


_CUT = re.compile(r"(CỦA|PHÓ|CHO|THUỘC|TRIỂN|BIỂU|ĐƯỢC|GIỮA|TẠI|VÀ|,)$")


@dataclass
class Score:
    """Right and asked, of one field."""

    right: int = 0
    asked: int = 0
    headless: int = 0

    def __str__(self) -> str:
        share = 100 * self.right / self.asked if self.asked else 0
        lost = f"; {self.headless} texts without their head left out" if self.headless else ""
        return f"{share:.1f} % ({self.right} of {self.asked}{lost})"


def _plain(value: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(value))


def _documents(folder: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(folder / "van_ban.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            yield json.loads(row)


def _wanted(document: dict[str, Any], field: str) -> str:
    value = str(document.get(FIELDS[field][0]) or "")
    if field == "issued_on":
        match = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", value)
        return f"{match[3]}-{match[2]}-{match[1]}" if match else ""
    return value


def _is_right(field: str, wanted: str, found: str) -> bool:
    """Equal without tones, case and marks; an issuer's name may be longer, a subject may begin with ``về việc`` or not."""
    if field == "issued_on":
        return wanted == found
    one, other = _plain(wanted), _plain(found)
    if field == "issuer_name":
        return _plain(re.sub(r"^(Tỉnh|Thành phố) ", "", wanted)) in other
    if field == "subject":
        one, other = one.removeprefix("veviec"), other.removeprefix("veviec")
        if _CUT.search(wanted):
            return other.startswith(one)
    return one == other


def _has_head(document: dict[str, Any]) -> bool:
    return re.search(r"S[ốỐ]\s*:?\s*\d", document["text"][:1_500].replace("*", "")) is not None


def bench_metadata(folder: Path) -> dict[str, Any]:
    """The share of right answers of each field, and what a document costs."""
    scores = {field: Score() for field in FIELDS}
    count, begun = 0, process_time()
    for document in _documents(folder):
        proposals = propose_metadata(document["text"])
        count += 1
        for field, score in scores.items():
            wanted = _wanted(document, field)
            if not wanted:
                continue
            if field in {"number_text", "issued_on"} and not _has_head(document):
                score.headless += 1
                continue
            score.asked += 1
            found = proposals.get(field)
            score.right += _is_right(field, wanted, found.value if found else "")
    figures: dict[str, Any] = {
        "documents": count,
        "CPU of one": f"{1000 * (process_time() - begun) / max(count, 1):.1f} ms",
    }
    for field, score in scores.items():
        goal = FIELDS[field][1]
        figures[field] = f"{score}" + (f", wanted {goal} %" if goal else "")
    return figures
