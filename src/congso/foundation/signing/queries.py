"""Keys and roots as their screens show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotVisible
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names
from congso.foundation.signing.enums import KeyStore
from congso.foundation.signing.models import SigningKey, TrustAnchor
from congso.foundation.signing.policies import SEAL, require_can_manage, visible_to
from congso.foundation.signing.states import WARN_DAYS, is_usable, state_of

PAGE = 50
STATES = {
    "dung-duoc": _("Dùng được"), "sap-het": _("Sắp hết hạn"), "het-han": _("Đã hết hạn"), "da-ngung": _("Đã ngừng sử dụng"),
}  # fmt: skip
_HEAVY = ("container", "certificate", "chain")


def name_in(subject: str) -> str:
    """The common name of a certificate's subject as the key's row keeps it."""
    for part in subject.replace("; ", ", ").split(", "):
        kind, _colon, value = part.partition(": ")
        if kind == "Common Name":
            return value
    return subject


_PARTS: dict[str, Promise] = {
    "Common Name": _("Tên"), "Title": _("Chức danh"), "Organization": _("Cơ quan, tổ chức"), "Country": _("Quốc gia"),
    "Organizational Unit": _("Đơn vị"), "User ID": _("Mã định danh"), "State/Province": _("Tỉnh, thành phố"), "Locality": _("Địa phương"),
}  # fmt: skip


def spelled(subject: str) -> str:
    """A certificate's subject or issuer with its parts named as the office names them."""
    found = []
    for part in subject.split(", "):
        kind, colon, value = part.partition(": ")
        found.append(f"{_PARTS[kind]}: {value}" if colon and kind in _PARTS else part)
    return ", ".join(found)


@dataclass(frozen=True)
class KeyRow:
    """A key in a list."""

    key: SigningKey
    owner: str
    store: str
    state: str
    colour: str

    @property
    def title(self) -> str:
        """The name in the certificate."""
        return name_in(self.key.subject)

    @property
    def subject(self) -> str:
        """Whom the certificate names, in full."""
        return spelled(self.key.subject)

    @property
    def issuer(self) -> str:
        """Who gave the certificate, in full."""
        return spelled(self.key.issuer)

    @property
    def is_seal(self) -> bool:
        """A seal of an agency, not somebody's own signature."""
        return self.key.unit_id is not None


@dataclass(frozen=True)
class KeysPage:
    """Keys of a list and the key of its next page."""

    rows: list[KeyRow]
    next_key: str = ""


def shown(keys: Iterable[SigningKey]) -> list[KeyRow]:
    """Keys with their owners' names; no query a key."""
    names, units = account_names(), tree()
    rows = []
    for key in keys:
        owner = units.path(key.unit_id) if key.unit_id else names.get(key.account_id or 0, "")
        rows.append(KeyRow(key, owner, str(KeyStore(key.store).label), *state_of(key)))
    return rows


def own_keys(*, viewer: Actor) -> tuple[list[KeyRow], list[KeyRow]]:
    """The viewer's own keys, and the seals they keep; those still in use first."""
    reach = viewer.units_for(SEAL)
    seals = Q(unit__isnull=False) if reach == EVERYWHERE else Q(unit_id__in=reach)
    found = (
        SigningKey.objects.filter(visible_to(viewer))
        .filter(seals | _own(viewer))
        .defer(*_HEAVY)
    )
    rows = shown(found.order_by("withdrawn_at", "-valid_to", "pk")[:200])
    return [row for row in rows if not row.is_seal], [row for row in rows if row.is_seal]


def _own(viewer: Actor) -> Q:
    return Q(account__isnull=False, account_id=viewer.account_id)


def usable_keys(*, viewer: Actor, unit_id: int | None = None, key_id: int | None = None) -> list[KeyRow]:
    """What the viewer may sign with now: their own keys, or with ``unit_id`` that unit's seals in their keeping."""
    found = SigningKey.objects.filter(withdrawn_at=None).defer(*_HEAVY).order_by("-valid_to", "pk")
    if key_id is not None:
        key = key_of(viewer=viewer, key_id=key_id)
        found = found.filter(pk=key_id) if _may_use(viewer, key) else found.none()
    elif unit_id is None:
        found = found.filter(_own(viewer))
    else:
        found = found.filter(unit_id=unit_id) if viewer.may(SEAL, unit_id) else found.none()
    return shown(key for key in found if is_usable(key))


def has_seal(unit_id: int) -> bool:
    """Whether an agency has a seal that can be used now."""
    now = clock.now()
    return SigningKey.objects.filter(unit_id=unit_id, withdrawn_at=None, valid_from__lte=now, valid_to__gte=now).exists()


def _may_use(viewer: Actor, key: SigningKey) -> bool:
    return (
        key.account_id == viewer.account_id if key.account_id is not None else viewer.may(SEAL, key.unit_id)
    )


def key_of(*, viewer: Actor, key_id: int) -> SigningKey:
    """A key the viewer may see; raises NotVisible."""
    found = SigningKey.objects.select_related("picture").filter(visible_to(viewer), pk=key_id).first()
    if found is None:
        raise NotVisible
    return found


def all_keys(
    *, viewer: Actor, words: str = "", store: str = "", state: str = "", after: str = ""
) -> KeysPage:
    """Every key of the province, the newest first; raises NotAllowed."""
    require_can_manage(viewer)
    found = SigningKey.objects.filter(_in_state(state)).defer(*_HEAVY)
    if words:
        found = found.filter(
            Q(subject__icontains=words) | Q(serial__iexact=words) | Q(account__full_name__icontains=words)
        )
    if store in KeyStore.values:
        found = found.filter(store=store)
    if after.isdecimal():
        found = found.filter(pk__lt=int(after))
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return KeysPage(shown(rows[:PAGE]), str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def _in_state(state: str) -> Q:
    now = clock.now()
    soon = now + timedelta(days=WARN_DAYS)
    wanted = {
        "dung-duoc": Q(withdrawn_at=None, valid_to__gte=now), "sap-het": Q(withdrawn_at=None, valid_to__range=(now, soon)),
        "het-han": Q(withdrawn_at=None, valid_to__lt=now), "da-ngung": Q(withdrawn_at__isnull=False),
    }  # fmt: skip
    return wanted.get(state, Q())


def all_anchors(*, viewer: Actor) -> list[TrustAnchor]:
    """Every root that is or was trusted, those of today first; raises NotAllowed."""
    require_can_manage(viewer)
    return list(TrustAnchor.objects.defer("certificate").order_by("valid_to", "-valid_from", "pk")[:500])


def anchor_of(*, viewer: Actor, anchor_id: int) -> TrustAnchor:
    """One root; raises NotAllowed, NotVisible."""
    require_can_manage(viewer)
    found = TrustAnchor.objects.filter(pk=anchor_id).first()
    if found is None:
        raise NotVisible
    return found
