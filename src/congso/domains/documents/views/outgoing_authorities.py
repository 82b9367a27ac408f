"""The screen of signing authorities."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congso.core import clock
from congso.core.errors import NotAllowed
from congso.domains.documents.forms.outgoing_authorities import AuthorityForm, EndForm
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.queries_authorities import authority_lines
from congso.domains.documents.services.outgoing_authorities import end_authority, note_authority
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@login_required
def authorities(request: HttpRequest) -> HttpResponse:
    """Who signs by order or delegation, and a form for one more."""
    viewer = actor_of(request)
    if not viewer.may(REGISTER):
        raise NotAllowed
    form = AuthorityForm(request.POST if request.method == "POST" else None, viewer=viewer)
    if form.is_bound and attempt(form, lambda _values: note_authority(actor=viewer, given=form.given())):
        messages.success(request, _("Đã ghi thẩm quyền ký."))
        return redirect("documents:out_authorities")
    return _shown(request, form)


def _shown(request: HttpRequest, form: AuthorityForm | EndForm) -> HttpResponse:
    viewer = actor_of(request)
    context = {"form": form if isinstance(form, AuthorityForm) else AuthorityForm(viewer=viewer), "lost_form": form if isinstance(form, EndForm) else None,
               "end": EndForm(initial={"last_day": clock.today()}, auto_id=False), "lines": authority_lines(viewer=viewer, on=clock.today())}  # fmt: skip
    return render(request, "documents/out_authorities.html", context, status=status_of(form))


@require_POST
@login_required
def end(request: HttpRequest, authority_id: int) -> HttpResponse:
    """Let one hold up to a day."""
    if not actor_of(request).may(REGISTER):
        raise NotAllowed
    form = EndForm(request.POST)
    if attempt(form, lambda values: end_authority(actor=actor_of(request), authority_id=authority_id, last_day=values["last_day"])):
        messages.success(request, _("Đã ghi ngày hết hiệu lực."))
        return redirect("documents:out_authorities")
    return _shown(request, form)
