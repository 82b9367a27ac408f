"""What is done inside an installation, by a process of its own that is asked line by line (``Installation.do``)."""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from congso.entry.exchanging.working import system

Deed = Callable[..., Any]


def office(key: str, authority: str = "") -> dict[str, Any]:
    """Fill an empty installation with a small office, a key of its own, and (with an authority's folder) keys of its people."""
    from congso.domains.exchange.keys import keep, make_self_signed
    from congso.flows.demonstration.exchange_office import PLACES, load_exchange_office
    from congso.foundation.orgs.models import Unit

    place = PLACES[key]
    if not Unit.objects.filter(identifier=place.code).exists():
        ids = load_exchange_office(actor=system(), key=key)
        if authority:
            _give_keys(Path(authority), place.name, ids)
    certificate = keep(key, make_self_signed(key, place.name)).certificate_der
    return {"code": place.code, "name": place.name, "certificate": base64.b64encode(certificate).decode()}


def _give_keys(folder: Path, name: str, ids: dict[str, int]) -> None:
    """Leader and agency may sign: certificates of the stand-in authority."""
    from cryptography.hazmat.primitives.serialization import Encoding
    from django.core.files.base import ContentFile

    from congso.entry.simulators.authority.certificates import Authority, Subject
    from congso.flows.demonstration.accounts import PIN
    from congso.flows.demonstration.pictures import draw_seal, draw_signature
    from congso.foundation.files.services import store_file
    from congso.foundation.people.models import Account
    from congso.foundation.signing.facade import Owner, add_anchor, add_file_key

    authority = Authority(folder, os.environ.get("CONGSO_CA_URL", "http://127.0.0.1:1"))
    authority.make()
    add_anchor(actor=system(), certificate=authority.folder.certificate("root").public_bytes(Encoding.DER), name="Gốc dùng thử Công Sở",
               valid_from=date(2025, 7, 1), source="Bản dùng thử")  # fmt: skip
    leader = Account.objects.get(username="lanhdao")
    wanted = [(Owner(account_id=leader.pk), Subject(leader.full_name, name, identifier=f"CCCD:0000000000{ids['lanhdao'] % 100:02}"), draw_signature(leader.full_name)),
              (Owner(unit_id=ids["agency"]), Subject(name, name, identifier=f"MST:00000000{ids['agency'] % 100:02}"), draw_seal(name))]  # fmt: skip
    for owner, subject, drawn in wanted:
        picture = store_file(ContentFile(drawn, name="hinh.png"), name="hinh.png")
        add_file_key(actor=system(), owner=owner, container=authority.issue(subject, PIN), pin=PIN, picture=picture)


def axis(given: list[dict[str, Any]]) -> dict[str, str]:
    """Register systems with their agencies and certificates at this installation's axis; secrets by system."""
    from congso.domains.axis.facade import add_certificate, register_member, register_system
    from congso.domains.axis.models import Certificate, Member, System

    secrets = {}
    for each in given:
        found = System.objects.filter(system_id=each["key"]).first()
        if found is None:
            found, secrets[each["key"]] = register_system(actor=system(), system_id=each["key"], name=each["name"], daily_quota=1_000_000)
        certificate = base64.b64decode(each["certificate"])
        if not Certificate.objects.filter(system=found, der=certificate).exists():
            add_certificate(actor=system(), system_pk=found.pk, content=certificate)
        if not Member.objects.filter(code=each["code"]).exists():
            register_member(actor=system(), code=each["code"], name=each["name"], valid_from=date(2025, 7, 1), system_pk=found.pk)
    return secrets


def connect(key: str, address: str, given: dict[str, str]) -> dict[str, int]:
    """Connect this installation with the axis and fetch its list of agencies."""
    from congso.domains.exchange.facade import ConnectionIn, refresh_directory
    from congso.domains.exchange.facade import connect as connect_to
    from congso.domains.exchange.models import Connection

    found = Connection.objects.filter(system_id=key, closed_at=None).first()
    if found is None:
        found = connect_to(actor=system(), given=ConnectionIn("Trục liên thông dùng thử", "lgsp", f"{address}/truc", key, given["secret"], key_name=key, poll_seconds=1))
    elif found.base_url != f"{address}/truc":
        Connection.objects.filter(pk=found.pk).update(base_url=f"{address}/truc")
    return {"agencies": refresh_directory(actor=system(), connection_id=found.pk)}


def _all() -> dict[str, Deed]:
    from congso.entry.exchanging.accounting import ACCOUNTS
    from congso.entry.exchanging.bulk import BULK
    from congso.entry.exchanging.working import WORKS

    return {"office": office, "axis": axis, "connect": connect, **WORKS, **BULK, **ACCOUNTS}


def serve() -> None:
    """Do deeds one after the other, each asked for by a line of JSON (name, arguments, given), until the input ends.

    Each is answered by a line: ``{"done": …}`` or ``{"failed": …}``.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.dev")
    django.setup()
    from congso.foundation.orgs import epoch

    deeds = _all()
    for line in sys.stdin:
        asked = json.loads(line)
        more = {"given": asked["given"]} if asked["given"] is not None else {}
        try:
            with epoch.known():
                answer = {"done": deeds[asked["name"]](*asked["arguments"], **more)}
        except Exception as broken:  # noqa: BLE001 - whoever asked is told, whatever it was
            answer = {"failed": f"{type(broken).__name__}: {broken}"}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, default=str) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
