"""``congso forms``: electronic forms from the command line."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

import click


@click.group()
def forms() -> None:
    """Electronic forms."""


@forms.command("import")
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="First day in force (today).")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def import_forms(start: datetime | None, as_json: bool) -> None:
    """Put the forms of procedures that come with the program into force.

    Repeatable: what has not changed stays, what changed becomes a new version, forms the office wrote are left alone.
    """
    from congso.entry import cli

    cli.prepare()
    from congso.core.actors import system_actor
    from congso.core.errors import DomainError
    from congso.domains.procedures import facade

    try:
        report = facade.load_shipped_forms(
            actor=system_actor("congso forms import"), on=start.date() if start else None
        )
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False))
        return
    click.echo(
        f"New {len(report.new)}, changed {len(report.changed)}, unchanged {len(report.unchanged)}, "
        f"left as the office wrote them {len(report.kept)}."
    )
