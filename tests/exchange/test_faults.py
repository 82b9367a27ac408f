"""Calls that are lost, answered twice or too late, and processes that die in the middle: nothing is lost, nothing comes twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from congso.core import clock
from congso.domains.axis.models import Parcel, Stop
from congso.domains.documents.models import Delivery, Demand, Document, Incoming
from congso.domains.documents.services.demanding import answer_demand
from congso.domains.documents.services.incoming_registering import register_waiting
from congso.domains.documents.services.incoming_routing import Routing, distribute
from congso.domains.documents.services.outgoing_ending import recall_document
from congso.domains.exchange.models import StatusNote
from congso.domains.exchange.services import sending
from congso.foundation.edxml.facade import DocumentMessage, StatusMessage
from congso.foundation.outbox.models import Sending
from tests.exchange.conftest import WARD, Line
from tests.exchange.faulty import Faulty, survive

HOW_MANY = 12


@pytest.mark.parametrize("seed", [1, 2026])
def test_over_a_faulty_line_every_document_arrives_once_and_every_chain_is_whole(line: Line, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = Faulty(line.axis, seed)
    monkeypatch.setattr(sending, "_client", lambda *_given: faulty)
    line.axis = faulty
    ours = [line.issue(line.sealed(f"Thư số {place}")) for place in range(HOW_MANY)]
    for place in range(HOW_MANY):
        line.ministry.send(line.ministry.letter(WARD, number=str(500 + place)))
    reported: dict[str, int] = {}
    moment = clock.now()
    for turn in range(200):
        faulty.is_well = turn > 120
        moment += timedelta(seconds=100)
        with clock.at(moment):
            survive(line.carry)
            survive(line.receive)
            _work(line)
            _report(line, reported)
        if turn > 120 and _is_over(ours):
            break

    assert faulty.befell["kill"] > 5
    assert faulty.befell["lose_answer"] > 5
    arrived = Counter(Document.objects.filter(direction="in").values_list("number_text", flat=True))
    assert arrived == Counter(f"{500 + place}/BM-VP" for place in range(HOW_MANY))
    got = [parcel.message for parcel in line.ministry.got if not isinstance(parcel.message, StatusMessage)]
    assert Counter(each.number_text for each in got) == Counter(each.number_text for each in ours)
    assert Parcel.objects.filter(kind="edoc").count() == 2 * HOW_MANY
    for document in ours:
        assert list(StatusNote.objects.filter(document=document, has_counted=True).values_list("status", flat=True)) == ["01", "03", "06"]
    for document in Document.objects.filter(direction="in"):
        sent = [str(parcel.message.code) for parcel in line.ministry.got
                if isinstance(parcel.message, StatusMessage) and parcel.message.response_for.code == document.number_text]
        assert sent == ["01", "03", "04", "05", "06"]
    numbers = list(Incoming.objects.order_by("arrival_number").values_list("arrival_number", flat=True))
    assert numbers == list(range(1, HOW_MANY + 1))
    assert not Sending.objects.exclude(state="sent").exists()
    assert not Stop.objects.exclude(state="taken").exists()


def _work(line: Line) -> None:
    """The clerk registers what came, the leader has it known."""
    for document in Document.objects.filter(direction="in", state="waiting"):
        register_waiting(actor=line.office.registry, document_id=document.pk)
    for document in Document.objects.filter(direction="in", state="received"):
        routing = Routing("Để biết.", knowing=[line.office.units["phuong-kt"]])
        distribute(actor=line.office.leader, document_id=document.pk, seen_seq=None, routing=routing)


def _report(line: Line, reported: dict[str, int]) -> None:
    """The ministry takes what waits and reports each document a step further."""
    line.ministry.fetch()
    for parcel in line.ministry.got:
        said = parcel.message
        if not isinstance(said, StatusMessage) and reported.get(said.identity, 0) < 3:
            line.ministry.report(said, ("01", "03", "06")[reported.get(said.identity, 0)])
            reported[said.identity] = reported.get(said.identity, 0) + 1


def _is_over(ours: list[Document]) -> bool:
    waiting = Sending.objects.filter(state="waiting").exists() or Stop.objects.filter(state="waiting").exists()
    done = Delivery.objects.filter(document__in=ours, state="done").count() == len(ours)
    return done and not waiting


@pytest.mark.parametrize("seed", [3, 2026])
def test_what_is_asked_back_over_a_faulty_line_ends_alike_on_both_sides(line: Line, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = Faulty(line.axis, seed)
    monkeypatch.setattr(sending, "_client", lambda *_given: faulty)
    line.axis = faulty
    ours = [line.issue(line.sealed(f"Thư số {place}")) for place in range(6)]
    theirs = [line.ministry.letter(WARD, number=str(500 + place)) for place in range(6)]
    for letter in theirs:
        line.ministry.send(letter)
    later: list[Document] = []
    answered: set[str] = set()
    moment = clock.now()
    for turn in range(200):
        faulty.is_well = turn > 120
        moment += timedelta(seconds=100)
        with clock.at(moment):
            if turn == 5:
                later += _ask_back(line, ours, theirs)
            survive(line.carry)
            survive(line.receive)
            _answer_both_ways(line, answered)
        if turn > 121 and not Sending.objects.filter(state="waiting").exists() and not Stop.objects.filter(state="waiting").exists():
            break

    assert faulty.befell["kill"] > 3
    states = [Delivery.objects.get(document=each).state for each in (*ours, *later)]
    assert states == ["recalled", "kept", "replaced", "unreplaced", "arrived", "arrived", "arrived", "arrived"]
    became = dict(Document.objects.filter(direction="in").values_list("number_text", "state"))
    assert became == {"500/BM-VP": "recalled", "501/BM-VP": "waiting", "502/BM-VP": "replaced", "503/BM-VP": "waiting", "504/BM-VP": "waiting",
                      "505/BM-VP": "waiting", "602/BM-VP": "waiting", "603/BM-VP": "waiting"}  # fmt: skip
    heard: dict[str, list[str]] = {}
    for parcel in line.ministry.got:
        if isinstance(parcel.message, StatusMessage) and parcel.message.code in {"15", "16"}:
            heard.setdefault(parcel.message.response_for.code or "", []).append(str(parcel.message.code))
    assert heard == {"500/BM-VP": ["15"], "501/BM-VP": ["16"], "502/BM-VP": ["15"], "503/BM-VP": ["16"]}
    assert Counter(Demand.objects.values_list("kind", flat=True)) == {"recall": 2, "replace": 2}
    assert not Sending.objects.exclude(state="sent").exists()


def _ask_back(line: Line, ours: list[Document], theirs: list[DocumentMessage]) -> list[Document]:
    """Both sides recall their first two letters and replace the third and fourth; our two new letters."""
    for document in ours[:2]:
        recall_document(actor=line.office.registry, document_id=document.pk, reason="Ban hành nhầm")
    for letter in theirs[:2]:
        line.ministry.send_status("G09", letter.identity, letter.number_text, letter.promulgated_on, "13", description="Ban hành nhầm")
    for place, letter in enumerate(theirs[2:4]):
        line.ministry.send(line.ministry.letter(WARD, number=str(602 + place), business=line.ministry.replacing(letter)))
    return [line.issue(line.sealed(f"Thư thay {place}", relation=("replaces", document.pk))) for place, document in enumerate(ours[2:4])]


def _answer_both_ways(line: Line, answered: set[str]) -> None:
    """Here and at the ministry the first of two is given back, the second kept; the ministry reports every letter as arrived."""
    for demand in Demand.objects.filter(answered_at=None).select_related("document"):
        is_agreed = demand.document.number_text in {"500/BM-VP", "502/BM-VP"}
        answer_demand(actor=line.office.registry, demand_id=demand.pk, is_agreed=is_agreed, answer="" if is_agreed else "Đang giải quyết.")
    line.ministry.fetch()
    letters = {parcel.message.identity: parcel.message for parcel in line.ministry.got if isinstance(parcel.message, DocumentMessage)}
    for identity, letter in letters.items():
        _once(answered, identity, lambda letter=letter: line.ministry.report(letter, "01"))
        replaced = letter.business.replacements[0].document_id if letter.business and letter.business.replacements else ""
        old = letters.get(replaced or "")
        if old is not None:
            _once(answered, f"15 {old.identity}", lambda old=old: line.ministry.report(old, _answer_to(old), description="Trả lời"))
    for parcel in line.ministry.got:
        said = parcel.message
        if isinstance(said, StatusMessage) and said.code == "13" and said.response_for is not None:
            old = letters[said.response_for.document_id or ""]
            _once(answered, f"15 {old.identity}", lambda old=old: line.ministry.report(old, _answer_to(old), description="Trả lời"))


def _answer_to(letter: DocumentMessage) -> str:
    return "15" if (letter.subject or "") in {"Thư số 0", "Thư số 2"} else "16"


def _once(done: set[str], key: str, work: Callable[[], None]) -> None:
    if key not in done:
        done.add(key)
        work()
