"""Pick receivers outside from the axis's list while a document is being issued; what was typed so far stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from congso.domains.documents.carriers import carrier
from congso.domains.documents.forms.outgoing import IssueForm


@dataclass(frozen=True)
class Picking:
    """The search box: what was looked for, what was found (name, code), whether it was asked at all."""

    words: str = ""
    found: list[tuple[str, str]] = field(default_factory=list)
    is_asked: bool = False
    can_search: bool = False


def picking(posted: QueryDict | None) -> Picking:
    """What the box shows."""
    way_out = carrier()
    words = posted.get("tim", "").strip()[:100] if posted is not None else ""
    found = way_out.find(words) if way_out is not None and words else []
    return Picking(words, found, is_searching(posted), way_out is not None)


def is_searching(posted: QueryDict | None) -> bool:
    """Whether the page was sent to look for a receiver or to add one, not to issue."""
    return posted is not None and (posted.get("do") == "find" or "add" in posted)


def form_so_far(posted: QueryDict, agency_id: int, kind: type[IssueForm]) -> IssueForm:
    """The form as it was typed, with the line that was picked; not judged yet."""
    lines = [line for line in posted.get("outside", "")[:20_000].splitlines() if line.strip()]
    picked = posted.get("add", "").strip()[:300]
    if picked and picked not in lines:
        lines.append(picked)
    initial: dict[str, Any] = {
        "outside": "\n".join(lines), "copies": posted.get("copies", ""), "seq": posted.get("seq", ""), "as_paper": posted.get("as_paper", "0"),
        "units": [each for each in posted.getlist("units") if each.isdecimal()],
    }  # fmt: skip
    return kind(agency_id=agency_id, initial=initial)
