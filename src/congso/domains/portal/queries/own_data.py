"""What is kept on a citizen, who of the office looked at it, and for what it was used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.citizens.facade import CitizenAccount, choices_of
from congso.domains.dossiers.facade import Dossier, OwnFile, own_files, unit_words
from congso.domains.parties.facade import DataUse, PartyLookup
from congso.domains.portal.models import DataExport, Draft, ErasureRequest
from congso.domains.portal.policies import require_citizen
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.audit.wording import action_label
from congso.foundation.people.models import Position

PAGE = 50
MOST = 1000
"""Dossiers and look-ups of one person that the page reads back to."""


@dataclass(frozen=True)
class Look:
    """Somebody of the office read or changed something: in what post, of which unit; never who by name."""

    at: datetime
    unit: str
    post: str
    what: str
    code: str
    purpose: str


@dataclass(frozen=True)
class LooksPage:
    """A page of looks and the key of the next one."""

    rows: list[Look]
    next_key: str


def who_looked(*, viewer: Actor, account: CitizenAccount, after: str = "") -> LooksPage:
    """Who of the office looked at or changed the citizen's data, the latest first (nhật ký truy cập dữ liệu).

    From the audit log; five queries however long it is.
    """
    party_id = require_citizen(viewer)
    codes = dict(Dossier.objects.filter(party_id=party_id).order_by("-pk").values_list("pk", "code")[:MOST])
    asked = PartyLookup.objects.filter(identity_number=account.party.identity_number).order_by("-pk")
    lookups = [str(key) for key in asked.values_list("pk", flat=True)[:MOST]]
    about = (
        Q(subject_type__in=["dossiers.dossier", "casework.case"], subject_id__in=[str(key) for key in codes])
        | Q(subject_type="parties.partylookup", subject_id__in=lookups)
        | Q(subject_type="citizens.citizenaccount", subject_id=str(account.pk))
        | Q(subject_type="parties.party", subject_id=str(party_id))
    )
    found = AuditEntry.objects.filter(about, actor_id__isnull=False, outcome=Outcome.DONE)
    found = found.order_by((F("pk") + 0).desc())  # by subject first: walking back through the whole log would be slow
    if after.isdecimal():
        found = found.filter(pk__lt=int(after))
    rows = list(found[: PAGE + 1])
    posts = dict(Position.objects.filter(pk__in={row.position_id for row in rows}).values_list("pk", "title"))
    names = {str(key): code for key, code in codes.items()}
    return LooksPage(
        [_look(row, posts, names) for row in rows[:PAGE]],
        str(rows[PAGE - 1].pk) if len(rows) > PAGE else "",
    )


def _look(row: AuditEntry, posts: dict[int, str], codes: dict[str, str]) -> Look:
    return Look(
        at=row.at, unit=unit_words(row.unit_id, row.at) if row.unit_id else "", post=posts.get(row.position_id or 0, ""),
        what=action_label(row.action), code=codes.get(row.subject_id, ""), purpose=str(row.details.get("purpose", "")),
    )  # fmt: skip


@dataclass(frozen=True)
class UseLine:
    """A use of the data with its purpose."""

    use: DataUse
    unit: str


@dataclass(frozen=True)
class DataPage:
    """The page about one's own data."""

    uses: list[UseLine]
    exports: list[DataExport]
    erasures: list[tuple[ErasureRequest, str]]
    drafts: int


def own_data_page(*, viewer: Actor, account: CitizenAccount) -> DataPage:
    """For what the data was used, copies asked for, requests to delete."""
    party_id = require_citizen(viewer)
    uses = DataUse.objects.filter(party_id=party_id)[:PAGE]
    erasures = ErasureRequest.objects.filter(account=account)[:20]
    return DataPage(
        uses=[UseLine(use, unit_words(use.unit_id, use.at) if use.unit_id else "") for use in uses],
        exports=list(DataExport.objects.filter(account=account)[:5]),
        erasures=[(row, unit_words(row.unit_id, row.answered_at or row.asked_at) if row.unit_id else "") for row in erasures],
        drafts=Draft.objects.filter(account=account, submitted_at=None).count(),
    )  # fmt: skip


def account_data(account: CitizenAccount) -> dict[str, Any]:
    """What the portal keeps on the account itself, as plain values."""
    party = account.party
    drafts = Draft.objects.filter(account=account, submitted_at=None)
    uses = DataUse.objects.filter(party_id=party.pk)
    return {
        "made_at": clock.now(), "name": party.name, "identity_number": party.identity_number, "born_on": party.born_on,
        "sex": party.sex, "address": party.address, "phone": account.phone or party.phone,
        "email": account.email or party.email, "identity_level": account.level, "first_login_at": account.first_login_at,
        "last_login_at": account.last_login_at, "channels": choices_of(account),
        "drafts": [{"title": each.title, "began_at": each.began_at, "answers": each.answers} for each in drafts],
        "uses": [
            {"at": each.at, "kind": each.get_kind_display(), "purpose": each.purpose, "legal_basis": each.legal_basis,
             "subject": each.subject, "agreed": each.agreed}
            for each in uses
        ],
    }  # fmt: skip


def store_of(*, viewer: Actor, account: CitizenAccount, party_id: int) -> list[OwnFile]:
    """Papers that may be used again: those since the citizen had their store emptied, if they ever had.

    Raises NotVisible for parties in whose matters the viewer does not act.
    """
    files = own_files(viewer=viewer, party_id=party_id)
    since = account.store_from if party_id == account.party_id else None
    return [each for each in files if since is None or each.at >= since]
