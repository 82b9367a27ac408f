"""What must hold at the end of a run: who got what how often, whether both sides say the same, which chains of states are legal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

CHAIN = ("01", "03", "04", "05", "06")
"""The states of a document that is worked on to its end, in their order."""
_GIVEN_BACK, _KEPT = "15", "16"
_SAME = {
    "done": {"done"}, "recalled": {"recalled"}, "replaced": {"replaced"}, "kept": {"done"}, "unreplaced": {"done"},
}  # fmt: skip
"""By what stands on the sender's delivery sheet: what must have become of the document at the receiver."""


def is_legal(reported: Sequence[str]) -> bool:
    """Whether reports of one document from one receiver are a whole chain (domain page C2): 01, 03, 04, 05, 06 in this order, and 16 to what
    was asked back at any place; or broken off by 15, which is the last then."""
    plain = tuple(each for each in reported if each not in {_GIVEN_BACK, _KEPT})
    if _GIVEN_BACK in reported:
        return reported[-1] == _GIVEN_BACK and reported.count(_GIVEN_BACK) == 1 and plain == CHAIN[: len(plain)]
    return plain == CHAIN


def agree(sheet: str, arrival: str) -> bool:
    """Whether what the sender's sheet says and what became of the document at the receiver are the same."""
    return arrival in _SAME.get(sheet, set())


def account() -> dict[str, Any]:
    """What one office knows: what came, what was sent and how its sheet stands, which chains are odd, which numbers are double."""
    from congso.domains.documents.models import Delivery, Document, Incoming
    from congso.domains.exchange.models import StatusNote

    came = Document.objects.filter(direction="in", incoming__channel="exchange").select_related("incoming")
    got = Counter(f"{row.incoming.sender_code}|{row.number_text}" for row in came.iterator())
    became = {f"{row.incoming.sender_code}|{row.number_text}": row.state for row in came.iterator()}
    lines = Delivery.objects.filter(way="axis").select_related("document")
    sheet = {f"{row.code}|{row.document.number_text}": row.state for row in lines.iterator()}
    chains: dict[str, list[str]] = {}
    for note in StatusNote.objects.filter(is_ours=False).order_by("pk").values_list("document_id", "code_of_receiver", "status"):
        chains.setdefault(f"{note[0]}|{note[1]}", []).append(note[2])
    arrival = list(Incoming.objects.exclude(arrival_number=None).order_by("arrival_number").values_list("arrival_number", flat=True))
    numbers = list(Document.objects.filter(direction="out").exclude(number=None).values_list("number_text", flat=True))
    asked = Counter(Document.objects.filter(direction="out", state__in=["recalled", "replaced"]).values_list("state", flat=True))
    return {
        "got": got, "became": became, "sheet": sheet, "lines": lines.count(), "recalled": asked["recalled"], "replaced": asked["replaced"],
        "chains_whole": sum(1 for chain in chains.values() if is_legal(chain)),
        "chains_odd": {key: chain for key, chain in chains.items() if not is_legal(chain)}, "numbers_twice": len(numbers) - len(set(numbers)),
        "arrival_gaps": len(set(range(1, len(arrival) + 1)) - set(arrival)), "arrivals_twice": len(arrival) - len(set(arrival)),
    }  # fmt: skip


ACCOUNTS: dict[str, Callable[..., Any]] = {"account": account}
