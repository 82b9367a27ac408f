"""Fill a benchmark's database by COPY: dossiers with their cases and events, as fast as PostgreSQL takes them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
from psycopg import sql

from congso.core import clock
from congso.entry import embedded_postgres

BATCH = 10_000
TABLES = ("casework_case", "casework_caseevent", "dossiers_dossier")

CASE = ("id,kind,number,title,subject,search_key,version_id,step_id,state,outcome,facts,agency_id,receiving_unit_id,"
        "division_id,holder_unit_id,opened_at,limit_amount,limit_unit,due_at,promised_at,step_entered_at,closed_at,seq")  # fmt: skip
EVENT = ("case_id,seq,at,action,actor_id,actor_name,actor_title,from_step_id,to_step_id,from_unit_id,to_unit_id,state,"
         "used_minutes,note,data,is_public,kind,agency_id")  # fmt: skip
DOSSIER = ("case_id,code,intake_key,public_token,publication_id,procedure_code,procedure_name,field_name,agency_id,"
           "receiving_unit_id,received_by_name,channel,received_at,promised_at,status,applicant_name,applicant_number,"
           "applicant_address,applicant_phone,applicant_email,submitter_name,request_summary,sets,return_method,"
           "return_address,fee_total,register_year,register_number,proposal,finished_at,returned_to,supplement_count,"
           "supplement_seconds,apology_count,note,party_id,submitter_kind")  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """One kind of dossier to repeat: where it goes and under which process."""

    agency_id: int
    receiving_unit_id: int
    division_id: int
    version_id: int
    steps: tuple[tuple[int, int], ...]
    """(step, unit where it is done), in order."""
    publication_id: int
    procedure_code: str
    procedure_name: str


def _events_of(shape: Shape) -> list[tuple[int, str]]:
    """(number, text behind the moment) of the events of every dossier of a shape."""
    walked = (("opened", 0, 1), ("forwarded", 1, 2), ("forwarded", 2, 3), ("forwarded", 3, 4))
    found = []
    for seq, (action, start, end) in enumerate(walked, 1):
        source, target = shape.steps[start], shape.steps[end % len(shape.steps)]
        rest = (f"\t{action}\t1\tNguyễn Thị A\tChuyên viên\t{source[0]}\t{target[0]}\t{source[1]}\t{target[1]}\topen\t"
                f"60\t\t{{}}\tf\tdossier\t{shape.agency_id}\n")  # fmt: skip
        found.append((seq, rest))
    return found


def _rows(first: int, count: int, open_share: float, shapes: list[Shape], party_id: int) -> tuple[str, str, str]:
    """COPY text for a batch of dossiers: cases, events, dossiers."""
    rng = random.Random(first)
    now = clock.now().replace(tzinfo=None)  # written with the office's offset: a zone's own arithmetic is slow
    walks = [_events_of(shape) for shape in shapes]
    cases, events, dossiers = [], [], []
    for number in range(first, first + count):
        shape, walked = shapes[number % len(shapes)], walks[number % len(shapes)]
        is_open = rng.random() < open_share
        begun = now - timedelta(minutes=rng.randrange(20_000 if is_open else 1_500_000) + (0 if is_open else 20_000))
        promised = begun + timedelta(minutes=rng.randrange(2_000, 30_000))
        ended = promised - timedelta(minutes=rng.randrange(-3_000, 9_000))
        due = f"{promised.isoformat()}+07"
        key = f"00000000-0000-7000-8000-{number:012x}"
        code, at, end = f"H20.{shape.agency_id}-{number:06}", f"{begun.isoformat()}+07", f"{ended.isoformat()}+07"
        place = rng.randrange(1, len(shape.steps) - 1)
        step, unit = shape.steps[place]
        name = f"Nguyễn Văn {number % 997}"
        cases.append(
            f"{key}\tdossier\t{code}\t{shape.procedure_name}\t{name}\t{code.lower()} nguyen van {number % 997}\t{shape.version_id}\t"
            f"{step if is_open else chr(92) + 'N'}\t{'open' if is_open else 'closed'}\t{'' if is_open else 'returned'}\t{{}}\t"
            f"{shape.agency_id}\t{shape.receiving_unit_id}\t{shape.division_id}\t{unit}\t{at}\t5\tworking_day\t{due}\t"
            f"{due}\t{at}\t{chr(92) + 'N' if is_open else end}\t4\n"
        )
        events.append("".join([f"{key}\t{seq}\t{at}{rest}" for seq, rest in walked]))
        dossiers.append(
            f"{key}\t{code}\t{key}\tt{number}\t{shape.publication_id}\t{shape.procedure_code}\t{shape.procedure_name}\tHộ tịch\t"
            f"{shape.agency_id}\t{shape.receiving_unit_id}\tNguyễn Thị A\t1\t{at}\t{due}\t{4 if is_open else 10}\t{name}\t"
            f"087190{number % 10**6:06}\tphường Cao Lãnh\t0912345678\t\t\t{shape.procedure_name}\t1\tcounter\t\t0\t2026\t{number}\t\t"
            f"{chr(92) + 'N' if is_open else end}\t\t0\t0\t0\t\t{party_id}\t\n"
        )
    return "".join(cases), "".join(events), "".join(dossiers)


def _load_part(socket: str, first: int, count: int, open_share: float, shapes: list[Shape], party_id: int) -> int:
    with psycopg.connect(host=socket, user=embedded_postgres.SUPERUSER, dbname=embedded_postgres.DATABASE) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        texts = _rows(first, count, open_share, shapes, party_id)
        for table, columns, text in zip(TABLES, (CASE, EVENT, DOSSIER), texts, strict=True):
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), sql.SQL(columns))
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                copy.write(text)
    return count


def _set_indexes_aside(connection: psycopg.Connection[Any]) -> list[str]:
    """Drop what is only there to be quick in reading; the statements that make it again."""
    found = connection.execute(
        "SELECT i.indexname, i.indexdef FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conname = i.indexname "
        "WHERE i.tablename = ANY(%s) AND c.oid IS NULL",
        [list(TABLES)],
    ).fetchall()
    for name, _definition in found:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [definition for _name, definition in found]


def fill(
    cluster: embedded_postgres.Cluster, *, count: int, open_share: float, shapes: list[Shape], party_id: int,
    on_progress: Callable[[int], None] | None = None,
) -> dict[str, float]:  # fmt: skip
    """Load ``count`` dossiers with four events each; seconds of loading and of making the indexes again."""
    socket = str(cluster.socket)
    arguments = {"host": socket, "user": embedded_postgres.SUPERUSER, "dbname": embedded_postgres.DATABASE}
    with psycopg.connect(**arguments, autocommit=True) as connection:  # type: ignore[arg-type]
        again = _set_indexes_aside(connection)
        begun = time.monotonic()
        with ProcessPoolExecutor(2) as pool:
            jobs = [pool.submit(_load_part, socket, first, min(BATCH, count - first), open_share, shapes, party_id)
                    for first in range(0, count, BATCH)]  # fmt: skip
            for job in jobs:
                done = job.result()
                if on_progress:
                    on_progress(done)
        loaded = time.monotonic()
        connection.execute("SET maintenance_work_mem = '512MB'")
        for definition in again:
            connection.execute(definition.encode())
        indexed = time.monotonic()
        connection.execute("VACUUM ANALYZE casework_case")
        connection.execute("ANALYZE casework_caseevent")
        connection.execute("VACUUM ANALYZE dossiers_dossier")
    return {"load_seconds": loaded - begun, "index_seconds": indexed - loaded}


def shapes_of_demo() -> list[Shape]:
    """Shapes over every published procedure of the demonstration."""
    from congso.domains.procedures.facade import publication_ids, service
    from congso.foundation.casework.definitions import definition
    from congso.foundation.casework.models import Place
    from congso.foundation.orgs.queries import tree

    def _shapes() -> Iterator[Shape]:
        units = tree()
        for publication, agency in publication_ids():
            offered = service(publication)
            counter = units.with_function(agency, "one_stop")
            division = units.with_function(agency, offered.division_function)
            if counter is None or division is None:
                continue
            places = {Place.RECEIVING: counter.id, Place.DIVISION: division.id, Place.LEADERSHIP: agency}
            steps = definition(offered.process_version_id).steps.values()
            yield Shape(
                agency, counter.id, division.id, offered.process_version_id,
                tuple((step.id, places.get(Place(step.place), division.id)) for step in steps), publication, offered.code,
                offered.name[:200].replace("\t", " ").replace("\n", " ").replace("\\", "/"),
            )  # fmt: skip

    return list(_shapes())


