"""Say which roots are trusted, from when, by which rule."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.signing.errors import KeyFileRefused
from congso.foundation.signing.models import TrustAnchor
from congso.foundation.signing.policies import require_can_manage
from congso.foundation.signing.trust import certificate_of, fingerprint


def add_anchor(*, actor: Actor, certificate: bytes, name: str, valid_from: date, source: str) -> TrustAnchor:
    """Trust a root from a day on. Raises NotAllowed; KeyFileRefused for what is no certificate of an authority."""
    with write_action("signing.add_anchor", actor=actor) as action:
        require_can_manage(actor)
        try:
            found = certificate_of(certificate)
        except ValueError as broken:
            raise KeyFileRefused(reason=_("không phải chứng thư số"), field="certificate") from broken
        if not found.ca:
            raise KeyFileRefused(
                reason=_("không phải chứng thư số của cơ quan chứng thực"), field="certificate"
            )
        digest = fingerprint(found)
        if TrustAnchor.objects.filter(sha256=digest, valid_to=None).exists():
            raise KeyFileRefused(reason=_("chứng thư số gốc này đã được tin cậy"), field="certificate")
        anchor = TrustAnchor.objects.create(
            name=name, certificate=found.dump(), sha256=digest, valid_from=valid_from, source=source
        )
        epoch.bump()
        action.record(anchor, name=name, sha256=digest, valid_from=valid_from, source=source)
    return anchor


def end_anchor(*, actor: Actor, anchor_id: int, valid_to: date) -> None:
    """Trust a root no more from a day on."""
    with write_action("signing.end_anchor", actor=actor) as action:
        require_can_manage(actor)
        anchor = TrustAnchor.objects.select_for_update().get(pk=anchor_id)
        anchor.valid_to = valid_to
        anchor.save(update_fields=["valid_to"])
        epoch.bump()
        action.record(anchor, valid_to=valid_to)
