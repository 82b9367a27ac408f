"""Load the demonstration province: enough for the first page at once, the rest while people look around."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from congso.entry import preparing

if TYPE_CHECKING:
    from congso.entry.supervising import Child

FIRST = 150
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


def fill_in(children: list[Child]) -> None:
    """Go on with the other centres' history in a process of its own, with its progress shown."""
    from congso.entry.supervising import Child

    _show_accounts()
    if _stamp("whole"):
        return
    child = Child("history", [sys.executable, "-m", MODULE, "rest"], ends=True, shows=True)
    children.append(child)
    child.start()


def _show_accounts() -> None:
    from congso.flows.demonstration.accounts import DEMO_USERNAMES, PASSWORD

    click.echo(f"Accounts (password {PASSWORD}): {', '.join(DEMO_USERNAMES)}")
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


def main(part: str) -> None:
    """Load one part in this process."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.dev")
    django.setup()
    from congso.flows.demonstration.loading import load_citizens, load_dossiers, load_office
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
        else:
            task = progress.add_task("Older history of the other centres", total=WHOLE - FIRST)
            _load_rest(lambda: progress.advance(task))
    if part == "rest":
        _set_stamp("whole")


if __name__ == "__main__":
    main(sys.argv[1])
