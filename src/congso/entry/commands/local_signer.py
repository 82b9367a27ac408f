"""``congso local-signer``: sign on one's own machine what a page of the office asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from congso.entry.simulators.token.app import Asked


def ask_in_terminal(asked: Asked) -> str | None:
    """Show what is asked and take the PIN; an empty one means no."""
    click.echo(f"\n{asked.origin} asks: {asked.reason} ({asked.count})")
    pin: str = click.prompt("PIN (empty: do not sign)", hide_input=True, default="", show_default=False)
    return pin or None


@click.command("local-signer")
@click.option("--key", "key_file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="PKCS#12 file.")
@click.option("--origin", "origins", multiple=True, help="Pages that may ask; may be repeated (CONGSO_BASE_URL).")
@click.option("--port", default=17080, show_default=True, help="Port on 127.0.0.1.")
def local_signer(key_file: Path, origins: tuple[str, ...], port: int) -> None:
    """Sign with a key on this machine: hashes in, signatures out (docs/local-signer.md). Ctrl-C stops it.

    The PIN is taken from the page when it was typed there, else asked here.
    """
    import os

    from congso.entry.simulators.token import serving

    allowed = origins or (os.environ["CONGSO_BASE_URL"],)
    click.echo(f"Local signer on http://127.0.0.1:{port} for {', '.join(allowed)}")
    serving.serve(key_file.read_bytes(), allowed, ask_in_terminal, port)
