"""Numbers under many writers at once, and a document issued to a hundred receivers."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from typing import Any

import psycopg

from congso.entry import embedded_postgres
from congso.entry.benchmarks import machine, stage

PROCESSES, THREADS = 4, 8
WRITERS = PROCESSES * THREADS
SECONDS = 6.0
KIND, PERIOD, UNIT = "document", "bench", 1
_COUNTER = "UPDATE bench_counter SET last = last + 1 WHERE id = 1 RETURNING last"


def bench_numbers(cluster: embedded_postgres.Cluster) -> dict[str, Any]:
    """Numbers of one book by 32 connections through the numbering service, then a bare counter by as many."""
    taken, wall = _by_many("numbers", str(cluster.socket))
    with psycopg.connect(host=str(cluster.socket), user=embedded_postgres.SUPERUSER, dbname=embedded_postgres.DATABASE, autocommit=True) as plain:
        plain.execute("CREATE TABLE bench_counter (id int PRIMARY KEY, last bigint NOT NULL)")
        plain.execute("INSERT INTO bench_counter VALUES (1, 0)")
    counted, counted_wall = _by_many("bare", str(cluster.socket))
    gaps = len(set(range(1, len(taken) + 1)) - set(taken))
    return {
        "numbers_writers": WRITERS, "numbers_per_second": round(len(taken) / wall), "numbers_taken": len(taken),
        "numbers_missing": gaps, "numbers_twice": len(taken) - len(set(taken)),
        "numbers_baseline_update_returning_per_second": round(len(counted) / counted_wall),
        "numbers_share_of_baseline": round((len(taken) / wall) / (len(counted) / counted_wall), 2),
    }  # fmt: skip


def _by_many(work: str, socket: str) -> tuple[list[int], float]:
    """What all writers got, and how long they wrote, from the moment all of them were ready."""
    command = [sys.executable, "-m", "congso.entry.benchmarks.documents_writing", work, socket]
    processes = [stage.start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _each in range(PROCESSES)]
    for process in processes:
        _line(process)  # it says that it is ready
    begun = time.monotonic()
    for process in processes:
        process.stdin.write(b"go\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
    found = [value for process in processes for value in json.loads(_line(process))]
    wall = time.monotonic() - begun
    for process in processes:
        process.wait(30)
    return found, wall


def _line(process: subprocess.Popen[bytes]) -> bytes:
    if process.stdout is None or not (said := process.stdout.readline()):
        raise RuntimeError("a writer ended before its time")
    return said


def _write(work: str, socket: str) -> None:
    """A process of writers, each with its own connection."""
    import django

    django.setup()
    run, found = WORKS[work], list[int]()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    end = time.monotonic() + SECONDS
    threads = [threading.Thread(target=lambda: found.extend(run(socket, end))) for _each in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def _through_the_service(socket: str, end: float) -> list[int]:
    """As every service does: the number in the transaction of the thing it belongs to."""
    del socket
    from django.db import connection, transaction

    from congso.foundation.numbering.services import NumberRequest, take_numbers

    found, request = [], NumberRequest(UNIT, KIND, PERIOD, width=2, suffix="/QĐ-UBND")
    while time.monotonic() < end:
        with transaction.atomic():
            found.append(take_numbers([request], subject="bench")[0].value)
    connection.close()
    return found


def _bare(socket: str, end: float) -> list[int]:
    found = []
    with psycopg.connect(host=socket, user=embedded_postgres.SUPERUSER, dbname=embedded_postgres.DATABASE, prepare_threshold=0) as connection:
        while time.monotonic() < end:
            row = connection.execute(_COUNTER).fetchone()
            connection.commit()
            found.append(row[0] if row else 0)
    return found


WORKS = {"numbers": _through_the_service, "bare": _bare}


def bench_issue(drafter: Any, registry: Any, how_many: int = 5, receivers: int = 100) -> dict[str, Any]:
    """The request that issues a sealed document to a hundred agencies, and the job that puts it before each of them."""
    from django.test import Client

    from congso.foundation.jobs.testing import run_pending_jobs
    from congso.foundation.orgs.queries import tree
    from congso.foundation.people.queries import actor_for

    agency = tree().agency_of(actor_for(registry.pk).seats[0].unit_id).id
    units = [node.id for node in tree().nodes.values() if node.is_agency and node.id != agency][:receivers]
    client, seconds = Client(SERVER_NAME="localhost"), []
    client.force_login(registry)
    ready = [_sealed(actor_for(drafter.pk)) for _each in range(how_many)]
    run_pending_jobs()
    client.get(f"/van-ban/di/{ready[0]}/phat-hanh/")  # the page from which it is pressed; the first page of a process reads its templates
    for document_id in ready:
        begun = time.perf_counter()
        answer = client.post(f"/van-ban/di/{document_id}/phat-hanh/", {"units": units, "outside": "", "copies": 1})
        seconds.append(time.perf_counter() - begun)
        if answer.status_code != 302:
            raise RuntimeError(f"not issued: {answer.status_code}")
    begun = time.perf_counter()
    run_pending_jobs()
    arriving = (time.perf_counter() - begun) / how_many
    return {
        "issue_receivers": len(units), "issue_p50_ms": round(machine.percentile(seconds, 0.5) * 1000),
        "issue_longest_ms": round(max(seconds) * 1000), "issue_before_all_registries_s": round(arriving, 2),
    }  # fmt: skip


def _sealed(drafter: Any) -> Any:
    """A document that is numbered and sealed, as far as the registry's next step asks; keys have a benchmark of their own."""
    from congso.core import clock
    from congso.core.actors import system_actor
    from congso.domains.documents.services.outgoing import DraftIn, start_draft
    from congso.domains.documents.services.outgoing_common import case_of, lock_outgoing
    from congso.domains.documents.services.outgoing_numbering import take_number
    from congso.foundation.audit.writing import write_action
    from congso.foundation.casework.services import follow

    body = "Điều 1. Ban hành Kế hoạch chuyển đổi số năm 2026 của Ủy ban nhân dân.\n\nĐiều 2. Quyết định có hiệu lực kể từ ngày ký."
    document = start_draft(actor=drafter, draft=DraftIn(type_code="QĐ", subject="Ban hành Kế hoạch chuyển đổi số", body=body))
    system = system_actor("bench")
    for way in ("forward", "forward", "forward", "signed"):
        with write_action("bench.prepare", actor=system) as action:
            outgoing = lock_outgoing(system, document.pk)
            if way == "signed":
                take_number(action, outgoing, clock.today())
                outgoing.signed_at = outgoing.sealed_at = action.at
                outgoing.save(update_fields=["signed_at", "sealed_at"])
            follow(action, case_of(outgoing), way_code=way)
            action.record(outgoing.document, way=way)
    return document.pk


if __name__ == "__main__":
    _write(sys.argv[1], sys.argv[2])
