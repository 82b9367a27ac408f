"""Find documents, keep searches, see a document's family."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congso.domains.documents.family import family_of
from congso.domains.documents.finding import Asked
from congso.domains.documents.forms.finding import FindForm, SaveForm, boxes_of
from congso.domains.documents.queries_finding import Found, find_documents
from congso.domains.documents.queries_saved import asked_of_saved, saved_searches
from congso.domains.documents.services.finding import delete_search, save_search
from congso.domains.documents.shown_finding import chosen_of, facets_of, total_words
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


def _page(request: HttpRequest, form: FindForm, asked: Asked, save: SaveForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = find_documents(viewer=actor, asked=asked, after=request.GET.get("after", ""))
    refused = bool(form.errors or (save and save.errors))
    context: dict[str, Any] = {
        "form": form, "found": found, "asked": asked, "save": save or SaveForm(), "save_open": save is not None,
        "saved": saved_searches(viewer=actor), "facets": facets_of(asked, found), "chosen": chosen_of(asked),
        "total": total_words(found), "boxes": boxes_of(asked), "next": _next(asked, found),
        "newest_url": _address(replace(asked, order="ngay")) if found.cut else "",
    }  # fmt: skip
    return render(request, "documents/find.html", context, status=422 if refused else 200)


def _address(asked: Asked, **more: str) -> str:
    return f"{reverse('documents:find')}?{urlencode(boxes_of(asked) | more)}"


def _next(asked: Asked, found: Found) -> str:
    return _address(asked, after=found.after) if found.after else ""


@require_GET
@login_required
def find(request: HttpRequest) -> HttpResponse:
    """One search over all documents one may see; a saved one by its key."""
    given: Any = request.GET
    if saved := asked_of_saved(viewer=actor_of(request), key=request.GET.get("luu", "")):
        given = boxes_of(replace(saved, order="ngay"))
    form = FindForm(given)
    return _page(request, form, form.asked())


@require_POST
@login_required
def save(request: HttpRequest) -> HttpResponse:
    """Keep the search that is shown."""
    form, boxes = FindForm(request.POST), SaveForm(request.POST)
    asked = form.asked()
    saved = attempt(boxes, lambda said: save_search(actor=actor_of(request), asked=asked, **said))
    if saved is None:
        return _page(request, form, asked, boxes)
    messages.success(request, _("Đã lưu tìm kiếm «%(name)s».") % {"name": saved.name})
    return redirect(_address(asked))


@require_POST
@login_required
def delete(request: HttpRequest, saved_id: UUID) -> HttpResponse:
    """Delete one's own saved search."""
    delete_search(actor=actor_of(request), saved_id=saved_id)
    messages.success(request, _("Đã xóa tìm kiếm đã lưu."))
    return redirect("documents:find")


@require_GET
@login_required
def family(request: HttpRequest, found_id: UUID) -> HttpResponse:
    """The whole tree of a document."""
    tree = family_of(viewer=actor_of(request), document_id=found_id)
    return render(request, "documents/family.html", {"family": tree})
