"""``congso bench intake``: a dossier over HTTP, beside a raw replay of the same SQL in the same run."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from congso.entry.benchmarks import machine, replay, stage
from congso.entry.benchmarks.load import Request, run_clients

CLIENTS = 8


def bench_intake(seconds: int = 12) -> dict[str, Any]:
    """Measure the counter's save with 8 clerks, then replay its statements by pgbench."""
    with stage.own_database() as cluster:
        from congso.flows.demonstration.loading import load_office

        load_office()
        clerks = _clerks()
        statements, replacements = _one_intake(*clerks[0])
        server = stage.server_pid(cluster)
        with stage.web_server() as (port, web):
            makers = [_maker(*clerk) for clerk in clerks]
            run_clients(port, makers, seconds=3, expect=302)
            before = machine.tree_cpu(web), machine.tree_cpu(server)
            outcome = run_clients(port, makers, seconds=seconds, expect=302)
            after = machine.tree_cpu(web), machine.tree_cpu(server)
            memory = machine.tree_memory(web)
        if outcome.failures:
            raise RuntimeError(outcome.failures[0])
        script = replay.to_script(statements, replacements)
        raw = replay.run(
            cluster, script, clients=CLIENTS, seconds=seconds, folder=Path(os.environ["CONGSO_DATA"])
        )
    count = len(outcome.seconds)
    rate = count / outcome.wall
    return {
        "machine": machine.describe(), "clients": CLIENTS, "dossiers": count, "per_second": round(rate, 1),
        "p50_ms": round(machine.percentile(outcome.seconds, 0.5) * 1000, 1),
        "p95_ms": round(machine.percentile(outcome.seconds, 0.95) * 1000, 1),
        "cpu_app_ms": round((after[0] - before[0]) * 1000 / count, 2),
        "cpu_postgres_ms": round((after[1] - before[1]) * 1000 / count, 2),
        "cpu_ms": round((after[0] - before[0] + after[1] - before[1]) * 1000 / count, 2),
        "statements": len(statements), "raw_replay_per_second": round(raw, 1), "share_of_raw": round(rate / raw, 2),
        "web_process_mb": memory[0] if memory else 0, "goal": "share_of_raw >= 0.30, cpu_ms <= 8, web_process_mb <= 200",
    }  # fmt: skip


def _clerks() -> list[tuple[Any, int]]:
    """(account, publication) of clerks at eight counters, each with a procedure of their own commune."""
    from congso.domains.procedures.facade import publication_ids
    from congso.foundation.orgs.models import UnitFunction
    from congso.foundation.orgs.queries import tree
    from congso.foundation.people.models import Account
    from congso.foundation.people.queries import holders

    units, found = tree(), []
    owners: dict[int, list[int]] = {}
    for publication, agency in publication_ids():
        owners.setdefault(agency, []).append(publication)
    for agency, publications in owners.items():
        centre = units.with_function(agency, UnitFunction.ONE_STOP)
        people = holders(role="clerk", unit_id=centre.id) if centre else ()
        if people:
            found.append((Account.objects.get(pk=people[0][0]), publications[10]))
    return found[:CLIENTS]


def _values(publication: int) -> dict[str, str]:
    return {
        "publication": str(publication), "key": str(uuid.uuid4()), "identity_number": f"0871{uuid.uuid4().int % 10**8:08}",
        "name": "Trần Thị Ngọc Ẩn", "address": "12 Nguyễn Huệ, phường Cao Lãnh, tỉnh Đồng Tháp", "phone": "0912345678",
        "email": "ngocan@example.vn", "channel": "1", "sets": "1", "return_method": "counter", "do": "receive",
        "x0-on": "on", "x0-name": "Tờ khai theo mẫu", "x0-kind": "0", "x0-quantity": "1",
        "x1-on": "on", "x1-name": "Giấy tờ chứng minh nơi cư trú", "x1-kind": "1", "x1-quantity": "1",
    }  # fmt: skip


def _maker(account: Any, publication: int) -> Callable[[], Request]:
    from django.test import Client

    client = Client()
    client.force_login(account)
    token = "a" * 32
    headers = {
        "Cookie": f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}", "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    fixed = urlencode(
        {
            name: value
            for name, value in _values(publication).items()
            if name not in {"key", "identity_number"}
        }
    )

    def make() -> Request:
        number = uuid.uuid4()
        body = f"{fixed}&key={number}&identity_number=0871{number.int % 10**8:08}"
        return "POST", "/ho-so/tiep-nhan/", body.encode(), headers

    return make


def _one_intake(account: Any, publication: int) -> tuple[list[str], dict[str, str]]:
    """The statements of one request, and what in them must differ from one replay to the next."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from congso.domains.dossiers.facade import Dossier

    client = Client(SERVER_NAME="localhost")
    client.force_login(account)
    client.post("/ho-so/tiep-nhan/", _values(publication))  # fills the memories
    with CaptureQueriesContext(connection) as captured:
        client.post("/ho-so/tiep-nhan/", _values(publication))
    made = Dossier.objects.select_related("case").latest("received_at")
    return [query["sql"] for query in captured.captured_queries], what_differs(made)


def what_differs(made: Any) -> dict[str, str]:
    """Parts of the statements of a dossier that must be others in each replay."""
    unique_uuid = "00000000000070008000000:r"  # 23 digits and the nine of the random number
    return {
        made.pk.hex: unique_uuid, str(made.pk): unique_uuid, made.intake_key.hex: unique_uuid,
        made.public_token: "t:r", made.code: "c:r", made.applicant_number: ":r",
        f"{made.register_year}, {made.register_number}, ": f"{made.register_year}, :r, ",
        f", {made.agency_id}::bigint,": f", ({made.agency_id * 1000} + :client_id)::bigint,",
        f", {made.receiving_unit_id}::bigint,": f", ({made.receiving_unit_id * 1000} + :client_id)::bigint,",
    }  # fmt: skip
