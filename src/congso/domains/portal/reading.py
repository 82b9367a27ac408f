"""Pages that anybody may read."""

from __future__ import annotations

from django.views.decorators.http import require_GET

from congso.foundation.orgs.reading import View, asks_once


def public(view: View) -> View:
    """A page for everybody, read by GET; the version of the reference data is asked for once."""

    return require_GET(asks_once(view))
