"""``congso bench inbox``: the 50-row inbox with a million cases of which a tenth is open."""

from __future__ import annotations

from typing import Any

from rich.progress import Progress

from congso.entry.benchmarks import bulk, machine, stage
from congso.entry.benchmarks.load import Request, run_clients

CASES = 1_000_000
OPEN = 0.1
FLOOR = "/san/"
OF_THE_LOGIN = 1
"""Statements that the middleware sends before any page: session and account together."""


def _account_with_most() -> Any:
    """A head whose unit has many open cases."""
    from congso.foundation.orgs.models import UnitFunction
    from congso.foundation.orgs.queries import tree
    from congso.foundation.people.models import Account
    from congso.foundation.people.queries import holders

    units = [node.id for node in tree().nodes.values() if node.function == UnitFunction.OFFICE]
    people = [found for unit in units for found in holders(role="head", unit_id=unit)]
    return Account.objects.get(pk=people[0][0])


def bench_inbox(count: int = CASES, seconds: int = 8) -> dict[str, Any]:
    """Load the cases by COPY, then measure the inbox over HTTP and count its queries."""
    with stage.own_database() as cluster:
        from congso.domains.parties.facade import Applicant, remember_party
        from congso.flows.demonstration.loading import load_office

        load_office()
        party_id = remember_party(Applicant("citizen", "087190000001", "Nguyễn Văn A", "phường Cao Lãnh"))
        with Progress() as progress:
            task = progress.add_task("Loading dossiers with history", total=count)
            timing = bulk.fill(cluster, count=count, open_share=OPEN, shapes=bulk.shapes_of_demo(), party_id=party_id,
                               on_progress=lambda done: progress.advance(task, done))  # fmt: skip
        account = _account_with_most()
        figures = _beside_the_floor(cluster, account, seconds)
    return {
        "machine": machine.describe(), "cases": count, "open": int(count * OPEN), **figures,
        "load_per_second": round(count / timing["load_seconds"]), "index_seconds": round(timing["index_seconds"], 1),
        "goal": "cpu_ms <= 4 a page, queries <= 8, load_per_second >= 20000",
    }  # fmt: skip


def _client(account: Any) -> Any:
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    client.get("/viec/")
    return client


def _in_process(account: Any) -> tuple[int, int, int]:
    """Statements a page, rows on it, its size."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client(account)
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/viec/").content.decode()
    return len(captured), page.count("<tr>") - 1, len(page)


def _over_http(cluster: Any, account: Any, path: str, application: str, seconds: int) -> dict[str, float]:
    client, server = _client(account), stage.server_pid(cluster)
    headers = {"Cookie": "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())}
    with stage.web_server(application=application) as (port, web):
        request: Request = ("GET", path, None, headers)
        makers = [lambda: request] * 8
        run_clients(port, makers, seconds=2, expect=200)
        before = machine.tree_cpu(web), machine.tree_cpu(server)
        outcome = run_clients(port, makers, seconds=seconds, expect=200)
        after = machine.tree_cpu(web), machine.tree_cpu(server)
    if outcome.failures:
        raise RuntimeError(outcome.failures[0])
    count = len(outcome.seconds)
    app, postgres = after[0] - before[0], after[1] - before[1]
    return {
        "pages_per_second": round(count / outcome.wall, 1), "p95_ms": round(machine.percentile(outcome.seconds, 0.95) * 1000, 1),
        "cpu_app_ms": round(app * 1000 / count, 2), "cpu_postgres_ms": round(postgres * 1000 / count, 2),
        "cpu_ms": round((app + postgres) * 1000 / count, 2),
    }  # fmt: skip


def _beside_the_floor(cluster: Any, account: Any, seconds: int) -> dict[str, Any]:
    """The inbox, and an empty page with the same middleware, login, size and number of statements."""
    queries, rows, size = _in_process(account)
    empty = f"{FLOOR}?queries={queries - OF_THE_LOGIN}&size={size}"
    page = _over_http(cluster, account, "/viec/", "congso.entry.wsgi:application", seconds)
    beside = _over_http(cluster, account, empty, "congso.entry.benchmarks.floor:application", seconds)
    return {
        "rows_on_page": rows, "queries": queries, **page,
        "floor_cpu_app_ms": beside["cpu_app_ms"], "floor_cpu_postgres_ms": beside["cpu_postgres_ms"],
        "floor_cpu_ms": beside["cpu_ms"], "times_the_floor": round(page["cpu_ms"] / beside["cpu_ms"], 2),
    }  # fmt: skip
