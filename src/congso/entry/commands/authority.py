"""``congso demo-ca …``: the stand-in authority alone, and what it does by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from congso.entry.simulators.authority.certificates import Authority


def _authority() -> Authority:
    import os

    from congso.entry.simulators.authority import serving
    from congso.entry.simulators.authority.certificates import Authority

    serving.set_defaults()
    found = Authority(serving.folder(), os.environ["CONGSO_CA_URL"])
    found.make()
    return found


@click.command("issue")
@click.option("--name", required=True, help="Whom the certificate names.")
@click.option("--org", required=True, help="Agency, organisation.")
@click.option("--title", default="", help="Position.")
@click.option("--id", "identifier", default="", help="CCCD:… of a person, MST:… of an agency.")
@click.option("--days", default=3 * 365, show_default=True, help="Days it holds.")
@click.option("--out", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="PKCS#12 file to write.")
@click.password_option("--pin", help="Password of the file; asked when not given.")
def issue(name: str, org: str, title: str, identifier: str, days: int, target: Path, pin: str) -> None:
    """Make a key with its certificate."""
    from cryptography.hazmat.primitives.serialization import pkcs12

    from congso.entry.simulators.authority.certificates import Subject

    made = _authority().issue(Subject(name, org, title=title, identifier=identifier), pin, days=days)
    target.touch(mode=0o600)
    target.write_bytes(made)
    found = pkcs12.load_pkcs12(made, pin.encode()).cert
    click.echo(f"{target}: serial {found.certificate.serial_number:x}" if found else str(target))


@click.command("revoke")
@click.argument("serial")
@click.option("--reason", default="key_compromise", show_default=True, help="RFC 5280: superseded, cessation_of_operation, …")
def revoke(serial: str, reason: str) -> None:
    """Revoke a certificate by its serial number (hexadecimal, as screens show it)."""
    from cryptography.x509 import ReasonFlags

    if reason not in ReasonFlags.__members__:
        raise click.BadParameter(f"one of {', '.join(ReasonFlags.__members__)}", param_hint="--reason")
    try:
        _authority().revoke(int(serial, 16), reason)
    except (KeyError, ValueError) as unknown:
        raise click.ClickException(f"No certificate of this authority has the number {serial}.") from unknown
    click.echo(f"Revoked {serial}.")


@click.command("list")
def listing() -> None:
    """What was issued, and what was revoked."""
    for row in _authority().folder.issued().values():
        click.echo(f"{row.serial:x}  {row.subject}{'  revoked: ' + row.reason if row.revoked_at else ''}")


def make_group(name: str, help_text: str, start: Callable[[], None]) -> click.Group:
    """The group; without a command of its own it runs the authority."""

    def run(ctx: click.Context) -> None:
        if ctx.invoked_subcommand is None:
            start()

    group = click.Group(name, callback=click.pass_context(run), invoke_without_command=True, help=help_text)
    for command in (issue, revoke, listing):
        group.add_command(command)
    return group
