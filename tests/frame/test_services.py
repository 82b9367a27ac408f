"""Laws of the code that no reader keeps in mind: every service writes its line, no view writes, every event is heard."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from procrastinate.contrib.django import app

import congso
from congso.foundation.jobs.events import Event, subscribers_of

SOURCE = Path(congso.__file__).parent
ROOMS = ("domains", "foundation", "flows")

NOT_THEMSELVES_AN_ACTION = {
    "domains/lookups/services/following.py:follow_all": "asks after each dossier by _follow, whose calls and notes are actions",
    "domains/lookups/services/following.py:follow_now": "asks by _follow, whose calls and notes are actions",
    "domains/exchange/services/early.py:end_waiting": "ends each by _end, one action a message",
    "domains/exchange/composing.py:withdrawal_values": "gathers values inside the open action",
    "domains/axis/services/connecting_up.py:lock_upper": "reads and locks inside the service's own action",
    "domains/axis/services/registering.py:lock_system": "reads and locks inside the service's own action",
    "domains/documents/services/long_keeping.py:carry_out": "an action for each document: authorities are asked outside of them",
    "domains/documents/services/outgoing_batches.py:begin": "an action for each document, then one of the keys",
    "domains/documents/services/outgoing_batches.py:carry_out": "three parts, an action each: keys are asked outside of them",
    "domains/documents/services/outgoing_signing.py:begin_sealing": "an action for each document, then one of the keys",
    "domains/documents/services/outgoing_signing.py:begin_signing": "an action for each document, then one of the keys",
    "domains/documents/services/outgoing_signing.py:seal_outgoing": "three parts, an action each: keys are asked outside of them",
    "domains/documents/services/outgoing_signing.py:sign_outgoing": "three parts, an action each: keys are asked outside of them",
    "domains/exchange/composing.py:document_values": "puts the values of a message together inside the service's own action",
    "domains/exchange/composing.py:status_values": "puts the values of a message together inside the service's own action",
    "domains/dossiers/services/common.py:lock_dossier": "reads and locks inside the service's own action",
    "domains/dossiers/services/refusing.py:refuse_at_counter": "both papers go through _issue, which opens the action",
    "domains/dossiers/services/refusing.py:ask_at_counter": "both papers go through _issue, which opens the action",
    "domains/portal/services/answering.py:answer_supplement": "puts the boxes together and calls complete_supplement",
    "foundation/audit/verifying.py:ask_to_verify": "recomputes seals by a job and changes nothing",
    "foundation/audit/writing.py:write_action": "is the action itself",
    "foundation/casework/reminding.py:remind_people": "goes through units; _remind opens an action for each",
    "domains/portal/services/drafting.py:submit_draft": "sends a draft in by dossiers.submit_application",
    "domains/portal/services/writing.py:write_message": "counts, then writes by dossiers.send_message",
    "flows/demonstration/axis_life.py:load_axis": "calls the services of the axis",
    "flows/demonstration/axis_life.py:load_programs": "calls the services of programs that ask",
    "flows/demonstration/exchange_office.py:load_exchange_office": "calls load_units and load_officials",
    "flows/demonstration/connections.py:load_platform": "calls connect",
    "flows/demonstration/connections.py:load_portal": "calls connect and send_day_again",
    "flows/demonstration/keys.py:load_keys": "calls add_anchor and add_file_key",
    "foundation/signing/asking.py:answer_asked": "puts what sign_asked gives or refuses into an answer",
    "foundation/signing/asking.py:sign_asked": "signs by sign_documents, begin_outside, finish_outside",
    "flows/demonstration/catalogue.py:load_catalogue": "calls import_catalogue",
    "flows/demonstration/catalogue.py:publish_demo": "calls publish_procedure",
    "flows/demonstration/officials.py:load_demo_officials": "calls load_officials",
    "flows/demonstration/records.py:load_records": "calls the services of records",
    "flows/demonstration/units.py:load_province": "calls load_units",
}
ONLY_ASK = {"policies.py", "policies_incoming.py", "queries.py", "inbox.py", "navigation.py", "process_pages.py"}
"""Files whose functions take an actor to ask what they may, and write nothing."""

NOT_HEARD_YET: dict[str, str] = {}
"""Events that nobody listens to, with the reason."""

WRITING = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "add",
    "remove", "set", "clear", "select_for_update",
}  # fmt: skip


def files(*, under: str = "") -> Iterator[tuple[str, ast.Module]]:
    """Source files of all rooms, tests and migrations left out."""
    for room in ROOMS:
        for path in sorted((SOURCE / room).rglob("*.py")):
            name = path.relative_to(SOURCE).as_posix()
            if "/tests/" not in name and "/migrations/" not in name and under in name:
                yield name, _parsed(path)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def called(function: ast.AST) -> set[str]:
    """Names of what is called inside."""
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {getattr(each, "id", getattr(each, "attr", "")) for each in calls}


@cache
def acting_functions() -> tuple[tuple[str, ast.FunctionDef], ...]:
    """Public functions that are told who acts."""
    return tuple(_acting_functions())


def _acting_functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for name, module in files():
        if Path(name).name in ONLY_ASK or "/views/" in name:
            continue
        for node in module.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                arguments = {each.arg for each in [*node.args.args, *node.args.kwonlyargs]}
                if "actor" in arguments:
                    yield f"{name}:{node.name}", node


def test_every_service_that_is_told_who_acts_opens_a_write_action() -> None:
    silent = {
        name
        for name, node in acting_functions()
        if "write_action" not in called(node) and name not in NOT_THEMSELVES_AN_ACTION
    }
    assert silent == set()


def test_the_list_of_exceptions_names_only_what_exists() -> None:
    present = dict(acting_functions())
    assert NOT_THEMSELVES_AN_ACTION.keys() - present.keys() == set()
    assert {name for name in NOT_THEMSELVES_AN_ACTION if "write_action" in called(present[name])} == set()


def test_every_write_action_records_something() -> None:
    unrecorded = []
    for name, module in files():
        for node in ast.walk(module):
            if isinstance(node, ast.With):
                opened = [each for each in node.items if "write_action" in called(each.context_expr)]
                passes_on = any(
                    isinstance(each, ast.Name) and opened and isinstance(opened[0].optional_vars, ast.Name)
                    and each.id == opened[0].optional_vars.id
                    for statement in node.body for each in ast.walk(statement)
                )  # fmt: skip
                only_refuses = isinstance(node.body[0], ast.Raise)
                if opened and not passes_on and not only_refuses:
                    unrecorded.append(f"{name}:{node.lineno}")
    assert unrecorded == []


def test_services_are_keyword_only_and_say_who_acts_first() -> None:
    loose = [name for name, node in acting_functions() if "/services" in name and _takes_actor_loosely(node)]
    assert [name for name in loose if name not in NOT_THEMSELVES_AN_ACTION] == []


def _takes_actor_loosely(node: ast.FunctionDef) -> bool:
    return any(each.arg == "actor" for each in node.args.args)


def test_no_view_writes_to_the_database() -> None:
    found = []
    for name, module in files(under="/views"):
        for node in ast.walk(module):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in WRITING
            ):
                of = ast.unparse(node.func.value)
                if "objects" in of or node.func.attr in {
                    "save",
                    "bulk_create",
                    "delete",
                    "select_for_update",
                }:
                    found.append(f"{name}:{node.lineno} {of}.{node.func.attr}")
    assert found == []


def test_no_service_policy_query_or_model_knows_of_requests() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, module in files()
        if any(part in name for part in ("/services", "/policies", "/queries", "/models"))
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.http")
    ]
    assert found == []


def test_every_event_is_heard_by_somebody() -> None:
    for name, _module in files(under="events.py"):
        import_module(f"congso.{name.removesuffix('.py').replace('/', '.')}")
    ours = {name for name, kind in Event.registry.items() if "tests" not in kind.__module__.split(".")}
    unheard = {name for name in ours if not subscribers_of(name)}
    assert unheard == NOT_HEARD_YET.keys() & ours


def test_the_worker_takes_every_queue() -> None:
    worker = (SOURCE / "entry/worker.py").read_text(encoding="utf-8")

    assert {task.queue for name, task in app.tasks.items() if name.startswith("congso.")} >= {
        "events",
        "daily",
    }
    assert '"worker"' in worker
    assert "queues" not in worker, "a worker that takes only some queues leaves jobs of the others lying"
