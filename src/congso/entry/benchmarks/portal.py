"""``congso bench portal``: the citizens' portal over HTTP, beside an empty page and a raw replay in the same run."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from congso.entry.benchmarks import citizens, machine, replay, stage
from congso.entry.benchmarks.find import make_queries
from congso.entry.benchmarks.intake import what_differs
from congso.entry.benchmarks.load import Outcome, Request, run_clients

READERS, SENDERS = 16, 8
THINKING_S = 0.5
"""What a person takes at least between two searches."""
PLAIN = "/san/chung/"
BROWSER = {"Accept-Encoding": "gzip"}


def bench_portal(seconds: int = 8) -> dict[str, Any]:
    """Search with 16 readers, read procedures, send applications in."""
    with stage.own_database() as cluster:
        from congso.flows.demonstration.loading import load_office

        load_office()
        names, codes = _catalogue()
        texts = [query.text for query in make_queries(names, count=12_000)]
        publication, agency, code = citizens.online_publication()
        with stage.web_server() as (port, _web):
            figures = {
                "machine": machine.describe(), "procedures": len(names), "readers": READERS,
                **_searching(port, texts, seconds), **_reading(port, codes, seconds), "applied_for": code,
            }  # fmt: skip
        figures |= _floor(cluster, seconds)
        figures |= _sending(cluster, publication, agency, seconds)
    return figures | {"goal": "search_paced_p95_ms <= 50, submit_share_of_raw >= 0.30"}


def _catalogue() -> tuple[list[str], list[str]]:
    from congso.domains.procedures.facade import public_codes, public_procedure

    codes = [code for code, _day in public_codes()]
    return [public_procedure(code=code).name for code in codes], codes


def _told(title: str, outcome: Outcome) -> dict[str, Any]:
    if outcome.failures:
        raise RuntimeError(f"{title}: {outcome.failures[0]}")
    return {
        f"{title}_per_second": round(len(outcome.seconds) / outcome.wall, 1),
        f"{title}_p50_ms": round(machine.percentile(outcome.seconds, 0.5) * 1000, 1),
        f"{title}_p95_ms": round(machine.percentile(outcome.seconds, 0.95) * 1000, 1),
    }


def _asking(
    paths: Iterator[str], pause: float = 0.0, headers: dict[str, str] = BROWSER, reader: int = 0
) -> Callable[[], Request]:
    """Requests of one reader, who pauses as no other does: people do not press in step."""
    own = Random(reader)

    def make() -> Request:
        if pause:
            time.sleep(pause * own.uniform(0.5, 1.5))
        return "GET", next(paths), None, headers

    return make


def _readers(
    paths: Sequence[str], pause: float = 0.0, headers: dict[str, str] = BROWSER
) -> list[Callable[[], Request]]:
    """Each reader goes through a part of their own."""
    return [_asking(itertools.cycle(paths[number::READERS]), pause, headers, number) for number in range(READERS)]


def _searching(port: int, texts: Sequence[str], seconds: int) -> dict[str, Any]:
    """Every search another text: by people who read in between, and pressed without a pause."""
    half = len(texts) // 2
    paced = [f"/dich-vu/?q={quote(text)}" for text in texts[:half]]
    pressed = [f"/dich-vu/?q={quote(text)}" for text in texts[half:]]
    typed = [f"/dich-vu/goi-y/?q={quote(text)}" for text in texts[:half]]
    run_clients(port, _readers(pressed[-64:]), seconds=2, expect=200)
    return {
        **_told("search_paced", run_clients(port, _readers(paced, THINKING_S), seconds=seconds, expect=200)),
        **_told(
            "typeahead_paced", run_clients(port, _readers(typed, THINKING_S), seconds=seconds, expect=200)
        ),
        **_told("search_pressed", run_clients(port, _readers(pressed), seconds=seconds, expect=200)),
    }


def _reading(port: int, codes: Sequence[str], seconds: int) -> dict[str, Any]:
    """Pages of procedures: each seen for the first time, seen before, and unchanged since."""
    paths = [f"/dich-vu/{code}/" for code in codes]
    first = run_clients(port, _readers(paths), seconds=min(seconds, 4), expect=200)
    few = paths[:64]
    run_clients(port, _readers(few), seconds=2, expect=200)
    again = run_clients(port, _readers(few), seconds=seconds, expect=200)
    unchanged = run_clients(port, [_asking(itertools.cycle([few[0]]), headers=BROWSER | {"If-None-Match": _etag(port, few[0])})] * READERS,
                            seconds=seconds, expect=304)  # fmt: skip
    return (
        _told("procedure_first", first)
        | _told("procedure_kept", again)
        | _told("procedure_unchanged", unchanged)
    )


def _etag(port: int, path: str) -> str:
    from http.client import HTTPConnection

    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers=BROWSER)
    return str(connection.getresponse().headers["ETag"])


def _floor(cluster: Any, seconds: int) -> dict[str, Any]:
    """An empty page of forty kilobytes with the same middleware and two statements."""
    del cluster
    path = f"{PLAIN}?queries=2&size=40000"
    with stage.web_server(application="congso.entry.benchmarks.floor:application") as (port, _web):
        run_clients(port, _readers([path] * READERS), seconds=2, expect=200)
        paced = run_clients(port, _readers([path] * READERS, THINKING_S), seconds=seconds, expect=200)
        pressed = run_clients(port, _readers([path] * READERS), seconds=seconds, expect=200)
    return _told("floor_paced", paced) | _told("floor_pressed", pressed)


def _sending(cluster: Any, publication: int, agency: int, seconds: int) -> dict[str, Any]:
    """The last press of an application over HTTP, then its statements by pgbench."""
    from congso.domains.portal.queries.receiving import centres_for

    _lift_limits()
    centre = centres_for(agency)[0].unit_id
    people = [citizens.make_citizen(number) for number in range(SENDERS)]
    filled = [citizens.fill_draft(account, client, publication, centre) for account, client in people]
    statements, differing = _one_sending(people[0][1], filled[0])
    makers = [
        _sender(client, citizens.copy_draft(draft, 150 * seconds))
        for (_account, client), draft in zip(people, filled, strict=True)
    ]
    server = stage.server_pid(cluster)
    with stage.web_server() as (port, web):
        run_clients(port, makers, seconds=3, expect=302)
        before = machine.tree_cpu(web), machine.tree_cpu(server)
        outcome = run_clients(port, makers, seconds=seconds, expect=302)
        after = machine.tree_cpu(web), machine.tree_cpu(server)
    told, count = _told("submit", outcome), len(outcome.seconds)
    script = replay.to_script(statements, differing)
    raw = replay.run(
        cluster, script, clients=SENDERS, seconds=seconds, folder=Path(os.environ["CONGSO_DATA"])
    )
    return told | {
        "submit_cpu_app_ms": round((after[0] - before[0]) * 1000 / count, 2),
        "submit_cpu_postgres_ms": round((after[1] - before[1]) * 1000 / count, 2),
        "submit_statements": len(statements), "submit_raw_per_second": round(raw, 1),
        "submit_share_of_raw": round(told["submit_per_second"] / raw, 2),
    }  # fmt: skip


def _lift_limits() -> None:
    """Eight accounts send in what a province does: the hourly limits of one account are not what is measured."""
    from congso.core import clock
    from congso.core.actors import system_actor
    from congso.domains.portal.services.limiting import Limits, set_limits

    most = 1_000_000
    limits = Limits(
        files_hour=most, megabytes_hour=most, drafts_hour=most, submissions_hour=most, messages_hour=most
    )
    set_limits(actor=system_actor("bench"), valid_from=clock.today(), limits=limits)


def _sender(client: Any, drafts: Sequence[Any]) -> Callable[[], Request]:
    token, waiting = "a" * 32, iter(drafts)
    headers = {
        "Cookie": f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}", "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    return lambda: ("POST", f"/cong-dan/nhap/{next(waiting)}/xem-lai/", b"_agreed=1", headers)


def _one_sending(client: Any, filled: Any) -> tuple[list[str], dict[str, str]]:
    """The statements of one sending, and what in them must differ from one replay to the next."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from congso.domains.dossiers.facade import Dossier

    first, second = citizens.copy_draft(filled, 2)
    client.post(f"/cong-dan/nhap/{first}/xem-lai/", {"_agreed": "1"})  # fills the memories
    with CaptureQueriesContext(connection) as captured:
        client.post(f"/cong-dan/nhap/{second}/xem-lai/", {"_agreed": "1"})
    made = Dossier.objects.select_related("case").get(intake_key=second)
    return [query["sql"] for query in captured.captured_queries], what_differs(made)
