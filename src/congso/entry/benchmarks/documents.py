"""``congso bench documents``: a million official documents with their text: finding, issuing to a hundred, numbers for 32 writers."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from congso.entry.benchmarks import documents_loading as loading
from congso.entry.benchmarks import documents_writing as writing
from congso.entry.benchmarks import machine, stage

DOCUMENTS = 1_000_000
QUERIES = 160
SLOW = 3
"""Questions put to the baseline; each reads all the text."""


@dataclass(frozen=True)
class Question:
    """A search as people ask it."""

    kind: str
    boxes: dict[str, str]


def bench_documents(*, count: int = DOCUMENTS, folder: Path | None = None) -> dict[str, Any]:
    """Load, ask as a leader and as an officer, ask the baseline, issue, number."""
    with stage.own_database() as cluster:
        from congso.domains.procedures.facade import shipped_catalogue

        _load_office()
        words = loading.words_of_folder(folder) if folder else loading.words_of_catalogue(shipped_catalogue())
        places = _places()
        version, step = _process()
        with Progress(TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()) as progress:
            task = progress.add_task("Loading documents with text", total=count)
            timing = loading.fill(cluster, total=count, places=places, words=words, version=version, step=step,
                                  on_progress=lambda done: progress.advance(task, done))  # fmt: skip
        figures: dict[str, Any] = {
            "machine": machine.describe(), "documents": count, "text_from": str(folder.name) if folder else "catalogue of procedures",
            "load_per_second": round(count / timing["load_seconds"]), "index_seconds": round(timing["index_seconds"]),
            "index_mb": round(timing["index_mb"]), "documents_mb": round(timing["documents_mb"]),
        }  # fmt: skip
        for title, username in (("leader", "lanhdao"), ("officer", "chuyenvien")):
            figures |= _asked_by(title, username)
        figures |= writing.bench_issue(_account("chuyenvien"), _account("vanthu"))
        figures |= writing.bench_numbers(cluster)
    return figures | {"goal": "find p95 <= 100 ms for both, issue <= 1000 ms, numbers >= 300/s without gap or repeat"}


def _account(username: str) -> Any:
    from congso.foundation.people.models import Account

    return Account.objects.get(username=username)


def _load_office() -> None:
    from congso.flows.demonstration.loading import SEED, loader
    from congso.flows.demonstration.officials import load_demo_officials
    from congso.flows.demonstration.units import load_province
    from congso.foundation.calendar.loading import load_calendar
    from congso.foundation.people.roles import load_default_roles

    ids = load_province(actor=loader())
    load_calendar(actor=loader())
    load_default_roles(actor=loader())
    load_demo_officials(actor=loader(), ids=ids, seed=SEED)


def _places() -> list[loading.Place]:
    """The ward of the demonstration first, which has a tenth of all documents; then every other agency."""
    from congso.foundation.orgs.queries import tree
    from congso.foundation.people.queries import actor_for

    home = tree().agency_of(actor_for(_account("lanhdao").pk).seats[0].unit_id).id
    agencies = sorted((node for node in tree().nodes.values() if node.is_agency), key=lambda node: (node.id != home, node.id))
    found = []
    for node in agencies:
        own = sorted(tree().part_of_agency(node.id) - {node.id}) or [node.id]
        symbol = "".join(word[0] for word in node.name.split()[-3:]).upper()
        found.append(loading.Place(node.id, node.name, f"UBND-{symbol}" if node.id == home else symbol, tuple(own)))
    return found


def _process() -> tuple[int, int]:
    """A published process and one of its steps, for the work that is open."""
    from django.db import transaction

    from congso.domains.documents.incoming_process import KIND, version_of
    from congso.foundation.casework.definitions import definition

    with transaction.atomic():
        version = version_of(KIND)
    return version, next(iter(definition(version).steps))


def make_questions(count: int = QUERIES) -> list[Question]:
    """Words of subjects, of texts, ubiquitous words, numbers, people, days, filters; taken from the documents themselves."""
    from congso.domains.documents.indexing import words_of
    from congso.domains.documents.models import Document

    dice, total = random.Random(2026), Document.objects.count()
    found: list[Question] = []
    while len(found) < count:
        key = f"00000000-0000-7000-8000-{dice.randrange(total):012x}"
        row = Document.objects.get(pk=key)
        subject, text = words_of(row.subject), words_of(row.text)
        at = dice.randrange(max(len(text) - 5, 1))
        found += [
            Question("subject", {"text": " ".join(dice.sample(subject, min(4, len(subject))))}),
            Question("text", {"text": " ".join(text[at : at + 4])}),
            Question("common", {"text": dice.choice(["ủy ban nhân dân", "quyết định", "báo cáo kết quả", "thực hiện", "căn cứ luật"])}),
            Question("number", {"text": row.number_text}),
            Question("person", {"text": row.signer_name}),
            Question("days", {"text": " ".join(subject[:2]), "begin": f"{row.issued_on:%Y}-01-01", "end": f"{row.issued_on:%Y-%m-%d}"}),
            Question("filters", {"text": " ".join(text[at : at + 2]), "type": row.type_code or "-", "year": f"{row.issued_on:%Y}"}),
            Question("all", {"direction": row.direction}),
        ]  # fmt: skip
    return found[:count]


def _asked_by(title: str, username: str) -> dict[str, Any]:
    from congso.domains.documents.finding import asked_from
    from congso.domains.documents.queries_finding import find_documents
    from congso.foundation.orgs import epoch
    from congso.foundation.people.queries import actor_for

    questions, account = make_questions(), _account(username)
    with epoch.known():
        viewer = actor_for(account.pk)
        seconds, hits = _timed(questions, lambda boxes: find_documents(viewer=viewer, asked=asked_from(boxes)).total)
        slow, _hits = _timed(_few(questions), lambda boxes: _ilike(viewer, boxes["text"]), warm=0)
        quick, _hits = _timed(_few(questions), lambda boxes: find_documents(viewer=viewer, asked=asked_from(boxes)).total, warm=0)
    by_kind = {
        kind: round(machine.percentile([took for took, each in zip(seconds, questions, strict=True) if each.kind == kind], 0.95) * 1000)
        for kind in dict.fromkeys(each.kind for each in questions)
    }
    return {
        f"{title}_sees": _sees(viewer), f"{title}_p50_ms": _ms(seconds, 0.5), f"{title}_p95_ms": _ms(seconds, 0.95),
        f"{title}_p95_ms_by_kind": by_kind, f"{title}_with_results": f"{sum(1 for each in hits if each)} of {len(hits)}",
        f"{title}_page_p95_ms": _ms(_pages(account, questions), 0.95),
        f"{title}_baseline_ilike_p50_ms": _ms(slow, 0.5), f"{title}_same_questions_p50_ms": _ms(quick, 0.5),
    }  # fmt: skip


def _few(questions: Sequence[Question]) -> list[Question]:
    return [each for each in questions if each.kind in {"subject", "text"}][:SLOW]


def _ms(seconds: Sequence[float], share: float) -> float:
    return round(machine.percentile(seconds, share) * 1000, 1)


def _timed(questions: Sequence[Question], find: Callable[[dict[str, str]], int], warm: int = 3) -> tuple[list[float], list[int]]:
    """Seconds of each question, after some that are not counted, and how much each found."""
    seconds, hits = [], []
    for question in questions[:warm]:
        find(question.boxes)
    for question in questions:
        begun = time.perf_counter()
        hits.append(find(question.boxes))
        seconds.append(time.perf_counter() - begun)
    return seconds, hits


def _pages(account: Any, questions: Sequence[Question]) -> list[float]:
    """The whole page through the program: login, rights, form, filters, snippets, template."""
    from django.test import Client

    from congso.domains.documents.forms.finding import PARAMETERS

    client, seconds = Client(SERVER_NAME="localhost"), []
    client.force_login(account)
    for question in [questions[0], *questions]:
        begun = time.perf_counter()
        client.get("/van-ban/tim/", {PARAMETERS[name]: value for name, value in question.boxes.items()})
        seconds.append(time.perf_counter() - begun)
    return seconds[1:]


def _sees(viewer: Any) -> int:
    from congso.domains.documents.facade import documents_visible_to
    from congso.domains.documents.models import Document

    return int(Document.objects.filter(documents_visible_to(viewer)).count())


def _ilike(viewer: Any, text: str) -> int:
    """What a plain search does: each word somewhere in the key or the text of the rows one may see, newest twenty, no counts."""
    from congso.domains.documents.facade import documents_visible_to
    from congso.domains.documents.models import Document

    rows = Document.objects.filter(documents_visible_to(viewer))
    for word in text.split():
        like = f"%{word}%"
        rows = rows.extra(  # a baseline in plain SQL
            where=["(documents_document.search_key ILIKE %s OR documents_document.text ILIKE %s)"], params=[like, like]
        )
    return len(rows.order_by("-issued_on", "-pk").values_list("pk")[:20])
