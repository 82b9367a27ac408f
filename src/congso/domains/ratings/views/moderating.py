"""Who moderates reads comments one by one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.domains.ratings.enums import CommentState
from congso.domains.ratings.forms import HideForm
from congso.domains.ratings.policies import MODERATE
from congso.domains.ratings.queries.queue import comment_of, comment_queue, waiting_comments
from congso.domains.ratings.services import hide_comment, publish_comment
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of

STATES = (CommentState.NEW, CommentState.PUBLISHED, CommentState.HIDDEN)


@require_GET
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """Comments that wait; those shown and not shown at the other places."""
    wanted = request.GET.get("trang_thai", "")
    state = CommentState(wanted) if wanted in STATES else CommentState.NEW
    page = comment_queue(viewer=actor_of(request), state=state, after=request.GET.get("after", ""))
    return render(request, "ratings/queue.html", {"page": page, "state": state, "states": STATES})


@require_GET
@login_required
def queue_count(request: HttpRequest) -> HttpResponse:
    """How many wait, for the menu."""
    viewer = actor_of(request)
    count = waiting_comments(viewer=viewer) if viewer.may(MODERATE) else 0
    return HttpResponse(str(count) if count else "")


@require_POST
@login_required
def publish(request: HttpRequest, rating_id: UUID) -> HttpResponse:
    """Show a comment."""
    publish_comment(actor=actor_of(request), rating_id=rating_id)
    messages.success(request, _("Đã đăng ý kiến."))
    return redirect("ratings:queue")


@require_http_methods(["GET", "POST"])
@login_required
def hide(request: HttpRequest, rating_id: UUID) -> HttpResponse:
    """Keep a comment off the public page."""
    row = comment_of(viewer=actor_of(request), rating_id=rating_id)
    form = HideForm(request.POST if request.method == "POST" else None)
    if ask(form, hide_comment, actor=actor_of(request), rating_id=rating_id):
        messages.success(request, _("Ý kiến này không được đăng; mức đánh giá vẫn được tính."))
        return redirect("ratings:queue")
    return form_page(request, form, title=_("Không đăng ý kiến"), submit=_("Không đăng"), intro=f"“{row.comment}”",
                     cancel_url=reverse("ratings:queue"))  # fmt: skip
