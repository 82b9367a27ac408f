"""Keep searches, tell of what is new in them, fill in what the index lacks."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.documents.errors_finding import NameTaken, NothingAsked, TooManySaved
from congso.domains.documents.finding import Asked, as_kept, asked_from
from congso.domains.documents.indexing import keep_entry, missing_entries
from congso.domains.documents.models import SavedHit, SavedSearch
from congso.domains.documents.policies_finding import require_own
from congso.domains.documents.queries_finding import new_in
from congso.foundation.audit.writing import write_action
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.people.queries import actor_for
from congso.foundation.printing.wording import in_vietnamese

MOST = 50
AT_ONCE = 200


def save_search(*, actor: Actor, name: str, asked: Asked, shared: bool = False, notify: bool = False) -> SavedSearch:
    """Keep a search under a name, perhaps for one's unit as well, perhaps with a daily notice.

    Raises NothingAsked, NameTaken, TooManySaved.
    """
    with write_action("documents.save_search", actor=actor) as action:
        if asked.is_empty:
            raise NothingAsked(field="name")
        if SavedSearch.objects.filter(account_id=actor.account_id or 0).count() >= MOST:
            raise TooManySaved(field="name", most=MOST)
        name, seat = nfc(name, collapse=True)[:100], actor.main_seat
        saved = SavedSearch(
            account_id=actor.account_id or 0, name=name, asked=as_kept(asked), notify=notify, created_at=action.at,
            unit_id=seat.unit_id if shared and seat else None,
        )  # fmt: skip
        try:
            with transaction.atomic():
                saved.save(force_insert=True)
        except IntegrityError as twice:
            raise NameTaken(field="name", name=name) from twice
        action.record(saved, name=name, shared_with=saved.unit_id, notify=notify)
    return saved


def delete_search(*, actor: Actor, saved_id: UUID) -> None:
    """Delete one's own saved search. Raises NotVisible for somebody else's, or one deleted already."""
    with write_action("documents.delete_search", actor=actor) as action:
        saved = require_own(actor, SavedSearch.objects.select_for_update().filter(pk=saved_id).first())
        action.record(saved, name=saved.name)
        saved.delete()


def tell_of_new(*, actor: Actor, saved_id: UUID) -> int:
    """Tell the owner of a saved search of documents that are new in it, each document once; how many."""
    with write_action("documents.tell_of_new", actor=actor) as action:
        saved = SavedSearch.objects.select_for_update().filter(pk=saved_id, notify=True).first()
        if saved is None:
            action.record(("documents.savedsearch", saved_id), gone=True)
            return 0
        told = saved.hits.values_list("document_id", flat=True)
        lines = new_in(viewer=actor_for(saved.account_id), asked=asked_from(saved.asked), since=saved.created_at, told=told)
        SavedHit.objects.bulk_create(SavedHit(search=saved, document_id=line.id) for line in lines)
        if lines:
            with in_vietnamese():
                title = ngettext("%(name)s: %(count)s văn bản mới", "%(name)s: %(count)s văn bản mới", len(lines))
                first = "; ".join(line.name for line in lines[:5]) + (_("; và văn bản khác") if len(lines) > 5 else "")
            notice = NoticeIn(saved.account_id, "documents.found", title % {"name": saved.name, "count": len(lines)}, first, address_of(saved))
            write_notices(action, [notice])
        action.record(saved, told=[line.id for line in lines])
    return len(lines)


def address_of(saved: SavedSearch) -> str:
    """Where a saved search is seen, newest first."""
    return f"{reverse('documents:find')}?{urlencode({'luu': saved.pk})}"


def fill_index(*, actor: Actor) -> int:
    """Write down for the search what was there before it, some hundreds at a time; how many."""
    with write_action("documents.fill_index", actor=actor) as action:
        documents = missing_entries(AT_ONCE)
        for document in documents:
            keep_entry(document)
        action.record(("documents.entry", clock.local(action.at).date()), count=len(documents))
    return len(documents)
