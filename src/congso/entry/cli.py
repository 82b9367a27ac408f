"""``congso``: the one command. What it starts it also stops."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import click

from congso.entry.simulators.known import STAND_INS, StandIn


def _defaults() -> None:
    """Settings and data folder when the environment names none."""
    os.environ.setdefault("CONGSO_DATA", str(Path("~/.local/share/congso").expanduser()))
    os.environ["CONGSO_DATA"] = str(Path(os.environ["CONGSO_DATA"]).expanduser().resolve())
    os.environ.setdefault("CONGSO_PORT", "8000")
    os.environ.setdefault("CONGSO_BASE_URL", f"http://127.0.0.1:{os.environ['CONGSO_PORT']}")
    if os.environ.get("CONGSO_SECRET_KEY"):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.prod")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.dev")


def prepare(*, owner: bool = False) -> None:
    """Server up, tables current, Django ready in this process; for commands that work on the data."""
    from congso.entry import preparing

    preparing.start_server()
    preparing.bring_up_to_date()
    if owner:
        os.environ["CONGSO_DB_ROLE"] = "owner"
    import django

    django.setup()


@click.group()
def main() -> None:
    """Công Sở: the electronic office of a province."""
    _defaults()


@main.command()
def demo() -> None:
    """Start the demonstration province: database, data, web and worker. Ctrl-C stops all of it."""
    os.environ["CONGSO_DEMO"] = "1"
    from congso.entry.simulators import known

    known.set_defaults()
    from congso.entry.supervising import serve

    serve(demo=True)


@main.command()
def run() -> None:
    """Start the office: database, web and worker. Ctrl-C stops all of it."""
    from congso.entry.supervising import serve

    serve(demo=False)


@main.command("demo-exchange")
@click.option("--stay/--no-stay", default=True, help="Keep everything running after the play, to be looked at.")
def demo_exchange(stay: bool) -> None:
    """Two provinces, a ministry and the axis on this machine, with a document going round. Ctrl-C stops all of it."""
    from congso.entry.exchanging.demonstration import run as play

    play(root=Path(os.environ["CONGSO_DATA"]) / "exchange", first_port=int(os.environ["CONGSO_PORT"]) + 20, stay=stay)


@main.command()
def migrate() -> None:
    """Bring the database up to date."""
    prepare()
    click.echo("The database is up to date.")


@main.command()
def stop() -> None:
    """Stop the embedded database server of the data folder."""
    from congso.entry import embedded_postgres, preparing

    embedded_postgres.stop(preparing.data_folder())


@main.group()
def audit() -> None:
    """The audit log: seal it, verify it."""


@audit.command()
def seal() -> None:
    """Seal all new lines into a signed Merkle root."""
    prepare()
    from congso.foundation.audit.sealing import seal_new_entries

    made = seal_new_entries()
    click.echo(f"Sealed {made.size} lines, root {bytes(made.root).hex()}" if made else "Nothing new to seal.")


@audit.command()
def verify() -> None:
    """Recompute every sealed line; exit 1 when something was touched."""
    prepare()
    from congso.foundation.audit.sealing import verify_seals

    problems = verify_seals()
    for problem in problems:
        click.echo(f"Seal {problem.seal_id}: {problem.sentence}", err=True)
    if problems:
        raise SystemExit(1)
    click.echo("Every sealed line is as it was written.")


def _start_alone(stand_in: StandIn) -> None:
    stand_in.serving.set_defaults()
    click.echo(stand_in.announcement)
    command = stand_in.serving.command()
    os.execv(command[0], command)  # noqa: S606


def _add_stand_ins() -> None:
    from congso.entry.commands.authority import make_group

    simulate = click.Group("simulate", help="Start one stand-in alone: the systems that the office talks to, with invented people.")
    main.add_command(simulate)
    for each in STAND_INS:
        run_it = partial(_start_alone, each)
        simulate.add_command(click.Command(each.short, callback=run_it, help=f"{each.help} Ctrl-C stops it."))
        if each.short != each.command:
            continue
        if each.command == "demo-ca":
            main.add_command(make_group(each.command, f"{each.help} Ctrl-C stops it.", run_it))
            continue
        main.add_command(click.Command(each.command, callback=run_it, help=f"{each.help} Ctrl-C stops it."))


def _add_groups() -> None:
    from congso.entry.commands.bench import bench
    from congso.entry.commands.forms import forms
    from congso.entry.commands.local_signer import local_signer
    from congso.entry.commands.procedures import procedures

    main.add_command(procedures)
    main.add_command(forms)
    main.add_command(bench)
    main.add_command(local_signer)


_add_groups()
_add_stand_ins()
