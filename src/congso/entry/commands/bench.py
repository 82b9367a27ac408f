"""``congso bench …``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table


def _show(title: str, figures: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"benchmark": title, **figures}, ensure_ascii=False))
        return
    table = Table(title=f"congso bench {title}", show_header=False)
    for name, value in figures.items():
        table.add_row(name, str(value))
    Console().print(table)


@click.group()
def bench() -> None:
    """Measure speed and memory beside a baseline of the same run."""


def _command(name: str, help_text: str, run: Callable[[], dict[str, Any]]) -> None:
    @bench.command(name, help=help_text)
    @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    def command(as_json: bool) -> None:
        _show(name, run(), as_json)


def _intake() -> dict[str, Any]:
    from congso.entry.benchmarks.intake import bench_intake

    return bench_intake()


def _inbox() -> dict[str, Any]:
    from congso.entry.benchmarks.inbox import bench_inbox

    return bench_inbox()


def _deadline() -> dict[str, Any]:
    from congso.foundation.calendar.bench import bench_deadline

    return dict(bench_deadline())


def _find() -> dict[str, Any]:
    from congso.entry.benchmarks.find import bench_find

    return bench_find()


def _portal() -> dict[str, Any]:
    from congso.entry.benchmarks.portal import bench_portal

    return bench_portal()


def _weight() -> dict[str, Any]:
    from congso.entry.benchmarks.weight import bench_weight

    return bench_weight()


_command("portal", "Search, procedure pages and applications over HTTP, beside an empty page and the raw SQL.", _portal)
_command("weight", "Bytes and first paint of the citizens' pages in Chromium on a slow line.", _weight)
_command("find", "The citizens' search beside ILIKE and trigrams.", _find)
_command("intake", "A dossier over HTTP with everything, beside the raw SQL.", _intake)
_command("inbox", "The inbox with a million cases.", _inbox)


def _receipt() -> dict[str, Any]:
    import django

    django.setup()
    from congso.foundation.printing.bench import bench_receipt

    return dict(bench_receipt(200))


_command("receipt", "CPU of one receipt as PDF/A.", _receipt)
_command("deadline", "Due dates a second in one process.", _deadline)


def _signing() -> dict[str, Any]:
    from congso.entry.benchmarks.signing import bench_signing

    return bench_signing()


_command("signing", "Signatures, verification and a batch of fifty beside plain pyHanko.", _signing)


def _edxml() -> dict[str, Any]:
    from congso.entry.benchmarks.edxml import bench_edxml

    return bench_edxml()


_command("edxml", "Messages between agencies written, signed, read and verified, beside lxml and signxml in memory.", _edxml)


@bench.command("metadata", help="How much of real documents is read right from their own text, field by field.")
@click.option("--data", "folder", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def _metadata(folder: Path, as_json: bool) -> None:
    import django

    django.setup()
    from congso.entry.benchmarks.metadata import bench_metadata

    _show("metadata", bench_metadata(folder), as_json)


@bench.command("documents", help="A million official documents: finding, issuing to a hundred, numbers for 32 writers.")
@click.option("--data", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A collection of real texts to learn words from.")
@click.option("--rows", "count", type=click.IntRange(min=2_000), default=1_000_000, show_default=True, help="How many documents.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def _documents(folder: Path | None, count: int, as_json: bool) -> None:
    from congso.entry.benchmarks.documents import bench_documents

    _show("documents", bench_documents(count=count, folder=folder), as_json)


@bench.command("exchange", help="Documents between offices over the axis: how many a second; with --faults the proof that nothing is lost or doubled.")
@click.option("--documents", type=click.IntRange(min=6), default=600, show_default=True, help="How many documents.")
@click.option("--faults", is_flag=True, help="Over a line that drops, doubles, delays and reorders, with processes killed.")
@click.option("--kills", type=click.IntRange(min=0), default=30, show_default=True, help="How many kill -9.")
@click.option("--seed", type=int, default=2026, show_default=True, help="The same seed draws the same faults.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def _exchange(documents: int, faults: bool, kills: int, seed: int, as_json: bool) -> None:
    from congso.entry.benchmarks import exchange

    found = exchange.bench_faults(documents, seed=seed, kills=kills) if faults else exchange.bench_throughput(documents)
    _show("exchange", found, as_json)
