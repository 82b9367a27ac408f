"""Put a draft into force."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from congso.core import clock
from congso.core.actors import Actor
from congso.foundation.audit.writing import write_action
from congso.foundation.forms.engine.parsing import parse_definition
from congso.foundation.forms.errors import FormEmpty, PublishedLater
from congso.foundation.forms.models import FormVersion, VersionState
from congso.foundation.forms.policies import require_can_manage
from congso.foundation.forms.services.drafting import lock_draft, lock_form
from congso.foundation.orgs import epoch


def publish_version(*, actor: Actor, version_id: int, on: date) -> FormVersion:
    """Let a draft hold from a day on; the version before it ends there.

    What was begun on an older version stays on it. Raises DefinitionFaulty, FormEmpty, PublishedLater,
    FormVersionFixed.
    """
    with write_action("forms.publish_version", actor=actor) as action:
        require_can_manage(actor)
        draft = lock_draft(version_id)
        lock_form(draft.form_id)
        put_in_force(draft, on)
        action.record(draft, version=draft.number, valid_from=on)
        epoch.bump()
    return draft


def put_in_force(draft: FormVersion, on: date) -> None:
    """Close the version before, open this one; inside an open action."""
    if not parse_definition(draft.definition).fields:
        raise FormEmpty
    published = FormVersion.objects.filter(form_id=draft.form_id, state=VersionState.PUBLISHED)
    later = published.filter(valid_from__gt=on).order_by("-valid_from").first()
    if later is not None and later.valid_from is not None:
        raise PublishedLater(field="on", day=f"{later.valid_from:%d/%m/%Y}")
    published.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).update(valid_to=on)
    draft.state, draft.valid_from = VersionState.PUBLISHED, on
    draft.changed_at = clock.now()
    draft.save(update_fields=["state", "valid_from", "changed_at"])
