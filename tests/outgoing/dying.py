"""A process of its own that signs or seals a document and stops dead on the way, saying so, until somebody kills it.

Run by ``test_dying`` as ``python -m tests.outgoing.dying``, with what it needs as JSON in its only argument.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any
from uuid import UUID

STOPPED = "stopped"


def stop(*_asked: Any, **_named: Any) -> None:
    """Say that the place is reached, and go no further."""
    print(STOPPED, flush=True)  # noqa: T201
    time.sleep(600)


def begin(asked: dict[str, Any]) -> None:
    """Django on the test's database and files."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "congso.entry.settings.test"
    import django
    from django.conf import settings

    for each in settings.DATABASES.values():
        each |= {"NAME": asked["database"], "HOST": asked["host"]}
    settings.STORAGES["default"]["OPTIONS"]["location"] = asked["files"]
    for name in ("CONGSO_TSA_URL", "CONGSO_REVOCATION_HOSTS"):
        setattr(settings, name, asked[name])
    django.setup()


def main() -> None:
    """Go as far as the named place."""
    asked = json.loads(sys.argv[1])
    begin(asked)
    from congso.domains.documents.services import outgoing_batches, outgoing_signing
    from congso.domains.documents.services.outgoing import seal_outgoing, sign_outgoing
    from congso.foundation.orgs import epoch
    from congso.foundation.people.queries import actor_for

    if asked["place"] == "between number and signature":
        outgoing_batches.sign_documents = stop  # type: ignore[assignment]
    elif asked["place"] == "between signature and keeping it":
        outgoing_signing.store_signed = stop  # type: ignore[assignment]
    elif asked["place"] == "while the signature is written":
        outgoing_signing.record_signature = stop  # type: ignore[assignment]
    else:
        outgoing_signing.store_sealed = stop  # type: ignore[assignment]
    with epoch.known():
        work = seal_outgoing if asked["place"] == "between seal and keeping it" else sign_outgoing
        work(actor=actor_for(asked["account"]), document_ids=[UUID(asked["document"])], key_id=asked["key"], pin=asked["pin"])


if __name__ == "__main__":
    main()
