"""Load the demonstration province: enough for the first page at once, the rest while people look around."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from congso.entry import preparing

if TYPE_CHECKING:
    from congso.entry.supervising import Child

FIRST = 150
FIRST_KEYS = 12
WHOLE = 1500
MODULE = "congso.entry.demonstrating"


def _stamp(name: str) -> bool:
    return (preparing.data_folder() / f".demo-{name}").exists()


def _set_stamp(name: str) -> None:
    (preparing.data_folder() / f".demo-{name}").touch()


def _run(part: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", MODULE, part])  # noqa: S603


def load_first_part() -> None:
    """Units, people, catalogue and the home centre's dossiers, once."""
    if _stamp("first"):
        return
    if _run("first").wait():
        raise click.ClickException("The demonstration could not be loaded.")
    _set_stamp("first")


def _fill_in_keys(children: list[Child]) -> None:
    """Give keys to a folder made before there were keys, while people look around."""
    from congso.entry.supervising import Child

    if _has_authority() and not _stamp("keys"):
        child = Child("keys", [sys.executable, "-m", MODULE, "keys"], ends=True, shows=True)
        children.append(child)
        child.start()


def _has_authority() -> bool:
    """Whether the stand-in authority is ours to ask; not when the environment names another."""
    return "CONGSO_CA_FOLDER" in os.environ


def _load_keys(most: int | None, on_progress: Callable[[], None]) -> None:
    """Keys and seals by the stand-in authority of this folder."""
    from cryptography.hazmat.primitives.serialization import Encoding

    from congso.entry.simulators.authority import serving
    from congso.entry.simulators.authority.certificates import Authority, Subject
    from congso.flows.demonstration.keys import Named, load_keys
    from congso.flows.demonstration.loading import loader

    authority = Authority(serving.folder(), os.environ["CONGSO_CA_URL"])
    authority.make()

    def issue(named: Named, pin: str) -> bytes:
        return authority.issue(Subject(named.name, named.organisation, title=named.title, identifier=named.identifier), pin)

    root = authority.folder.certificate("root").public_bytes(Encoding.DER)
    load_keys(actor=loader(), root=root, issue=issue, most=most, on_progress=on_progress)


def fill_in(children: list[Child]) -> None:
    """Go on with the other centres' history in a process of its own, with its progress shown."""
    from congso.entry.supervising import Child

    _show_accounts()
    if _stamp("whole"):
        _fill_in_keys(children)
        return
    child = Child("history", [sys.executable, "-m", MODULE, "rest"], ends=True, shows=True)
    children.append(child)
    child.start()


def _show_accounts() -> None:
    from congso.flows.demonstration.accounts import DEMO_USERNAMES, PASSWORD, PIN

    click.echo(f"Accounts (password {PASSWORD}): {', '.join(DEMO_USERNAMES)}; PIN of signing keys {PIN}")
    click.echo("Ctrl-C stops everything.")


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=False), transient=False)


def _load_rest(on_progress: Callable[[], None]) -> None:
    """Centre by centre; one that is finished is not played again after a stop."""
    from congso.flows.demonstration.loading import load_dossiers, other_centres

    centres = other_centres()
    for place, (name, centre_id) in enumerate(centres):
        share = (WHOLE - FIRST) // len(centres) + (1 if place < (WHOLE - FIRST) % len(centres) else 0)
        if _stamp(f"centre-{centre_id}"):
            for _one in range(share):
                on_progress()
            continue
        load_dossiers(centre=name, how_many=share, on_progress=on_progress)
        _set_stamp(f"centre-{centre_id}")


def _connect() -> None:
    """Connect to the stand-ins of the national portal and of the platform, where the environment names them."""
    from congso.flows.demonstration.connections import load_platform, load_portal
    from congso.flows.demonstration.loading import loader

    if "CONGSO_DVCQG_PORT" in os.environ:
        load_portal(actor=loader(), address=os.environ["CONGSO_DVCQG_URL"], account=os.environ["CONGSO_DVCQG_ACCOUNT"],
                    password=os.environ["CONGSO_DVCQG_PASSWORD"], destination=os.environ["CONGSO_DVCQG_DESTINATION"])  # fmt: skip
    if "CONGSO_LGSP_PORT" in os.environ:
        load_platform(actor=loader(), address=os.environ["CONGSO_LGSP_URL"], client_id=os.environ["CONGSO_LGSP_CLIENT"],
                      secret=os.environ["CONGSO_LGSP_SECRET"])  # fmt: skip


def _show_keys(progress: Progress, most: int | None = None) -> None:
    """Load the first keys or all of them, with progress."""
    from congso.flows.demonstration.keys import count_of_keys

    if not _has_authority() or _stamp("keys"):
        return
    count = count_of_keys()
    task = progress.add_task("Signing keys and seals", total=min(count, most or count))
    _load_keys(most, lambda: progress.advance(task))
    if most is None:
        _set_stamp("keys")


def _issue_decisions(progress: Progress) -> None:
    """Two signed decisions, once; only here, since the stand-in authority answers only after the first part is loaded."""
    from congso.flows.demonstration.accounts import PIN
    from congso.flows.demonstration.deciding import HOW_MANY, issue_results
    from congso.flows.demonstration.issuing import DECISIONS, issue_decisions
    from congso.foundation.signing.errors import SignerSilent

    if not _has_authority() or _stamp("issued"):
        return
    task = progress.add_task("Signed and sealed decisions", total=len(DECISIONS) + HOW_MANY)
    with suppress(SignerSilent):
        progress.update(task, completed=(made := issue_decisions(pin=PIN)))
        made += issue_results(pin=PIN)
        progress.update(task, completed=made, total=made)
        _set_stamp("issued")


def main(part: str) -> None:
    """Load one part in this process."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.dev")
    django.setup()
    from congso.flows.demonstration.loading import (
        load_citizens,
        load_dossiers,
        load_office,
        load_paperwork,
        paperwork,
    )
    from congso.flows.demonstration.officials import HOME
    from congso.flows.demonstration.online import TALES

    with _bar() as progress:
        if part == "first":
            task = progress.add_task("Units, people, 2,642 procedures", total=2642)
            load_office(lambda done: progress.update(task, completed=done))
            task = progress.add_task("Dossiers of the home centre", total=FIRST)
            load_dossiers(centre=HOME, how_many=FIRST, on_progress=lambda: progress.advance(task))
            task = progress.add_task("Citizens' online dossiers", total=len(TALES))
            load_citizens(on_progress=lambda: progress.advance(task))
            task = progress.add_task("Documents, tasks, calendar", total=len(paperwork()))
            load_paperwork(on_progress=lambda: progress.advance(task))
            _connect()
            _show_keys(progress, FIRST_KEYS)
        elif part == "keys":
            _show_keys(progress)
        else:
            _show_keys(progress, FIRST_KEYS)
            _issue_decisions(progress)
            _show_keys(progress)
            task = progress.add_task("Older history of the other centres", total=WHOLE - FIRST)
            _load_rest(lambda: progress.advance(task))
            _connect()
    if part == "rest":
        _set_stamp("whole")


if __name__ == "__main__":
    main(sys.argv[1])
