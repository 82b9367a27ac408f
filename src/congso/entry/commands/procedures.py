"""``congso procedures``: keep the catalogue of procedures from the command line."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

if TYPE_CHECKING:
    from congso.domains.procedures.facade import ImportReport

_LISTED = 20


@click.group()
def procedures() -> None:
    """The catalogue of procedures."""


@procedures.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="First day in force (today).")
@click.option("--dry-run", is_flag=True, help="Only report; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def import_file(file: Path | None, start: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Take in FILE (.jsonl, .jsonl.gz, .json) of the national catalogue; without FILE the one shipped.

    Repeatable: what has not changed stays, what changed becomes a new version, a broken file changes nothing.
    """
    from congso.entry import cli

    cli.prepare()
    from congso.core.actors import system_actor
    from congso.core.errors import DomainError
    from congso.domains.procedures import facade

    path, actor = file or facade.shipped_catalogue(), system_actor("congso procedures import")
    try:
        with _bar(quiet=as_json) as progress:
            task = progress.add_task(path.name, total=None)
            report = (
                facade.preview_import(viewer=actor, path=path)
                if dry_run
                else facade.import_catalogue(
                    actor=actor, path=path, on=start.date() if start else None,
                    progress=lambda done: progress.update(task, completed=done),
                )
            )  # fmt: skip
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        Console().print(_table(report))


def _bar(*, quiet: bool) -> Progress:
    columns = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn(),
    )  # fmt: skip
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet)


def _table(report: ImportReport) -> Table:
    table = Table(title="Dry run: nothing was written" if report.dry_run else "Imported", show_header=False)
    changed = [f"{code} ({', '.join(parts)})" for code, parts in report.changed.items()]
    rows = [
        ("In the file", report.total, []),
        ("New", len(report.new), []),
        ("Changed", len(report.changed), changed),
        ("Unchanged", report.unchanged, []),
        ("Not in the file any more (kept)", len(report.gone), report.gone),
        ("Local corrections replaced", len(report.replaced_local), report.replaced_local),
        ("Records normalised to NFC", report.decomposed, []),
        ("Papers and notes written", report.components, []),
    ]
    for name, figure, listed in rows:
        more = [f"… and {len(listed) - _LISTED} more"] if len(listed) > _LISTED else []
        table.add_row(name, str(figure), "\n".join([*listed[:_LISTED], *more]))
    return table
