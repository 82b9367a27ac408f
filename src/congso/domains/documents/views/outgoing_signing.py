"""Sign and seal in batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from congso.domains.documents.enums_outgoing import SIGNED_IN, StepCode
from congso.domains.documents.forms.outgoing import PinForm
from congso.domains.documents.models import Outgoing
from congso.domains.documents.queries_outgoing import own_keys, seal_keys, waiting_for
from congso.domains.documents.services.outgoing import MOST, Outcome, seal_outgoing, sign_outgoing
from congso.foundation.signing.facade import SigningKey
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@login_required
def sign(request: HttpRequest) -> HttpResponse:
    """Documents that wait for one's signature: tick, look, one PIN."""
    actor = actor_of(request)
    return _batch(request, waiting_for(actor, *SIGNED_IN), own_keys(actor), sign_outgoing, sealing=False)


@require_http_methods(["GET", "POST"])
@login_required
def seal(request: HttpRequest) -> HttpResponse:
    """Signed documents that wait for the seal, and sealed ones to be issued."""
    actor = actor_of(request)
    rows = waiting_for(actor, StepCode.ISSUE, sealed=False)
    ready = waiting_for(actor, StepCode.ISSUE, sealed=True)
    return _batch(request, rows, seal_keys(actor), seal_outgoing, sealing=True, ready=ready)


def _batch(
    request: HttpRequest, rows: list[Outgoing], keys: list[SigningKey], service: Callable[..., Outcome], *, sealing: bool,
    ready: Sequence[Outgoing] = (),
) -> HttpResponse:  # fmt: skip
    posted = request.POST if request.method == "POST" else None
    ticked = [request.GET["chon"]] if "chon" in request.GET else []
    form = PinForm(posted, rows=rows, keys=keys, initial={"documents": ticked})
    outcome = attempt(form, lambda values: _press(request, service, values)) if posted is not None else None
    if outcome is not None:
        _tell(request, outcome, sealing=sealing)
        return redirect(request.path)
    chosen = set(posted.getlist("documents") if posted is not None else ticked)
    context: dict[str, Any] = {
        "form": form,
        "rows": rows,
        "keys": keys,
        "most": MOST,
        "chosen": chosen,
        "ready": ready,
        "sealing": sealing,
    }
    return render(request, "documents/out_sign.html", context, status=status_of(form))


def _press(request: HttpRequest, service: Callable[..., Outcome], values: dict[str, Any]) -> Outcome:
    ids = [UUID(each) for each in values["documents"]]
    return service(actor=actor_of(request), document_ids=ids, key_id=values["key_id"], pin=values["pin"])


def _tell(request: HttpRequest, outcome: Outcome, *, sealing: bool) -> None:
    count = len(outcome.done)
    if count:
        words = ngettext("Đã đóng dấu %(count)d văn bản.", "Đã đóng dấu %(count)d văn bản.", count) if sealing else ngettext(
            "Đã ký %(count)d văn bản.", "Đã ký %(count)d văn bản.", count)  # fmt: skip
        messages.success(request, words % {"count": count})
    for _document_id, sentence in outcome.refused:
        messages.warning(request, _("Chưa làm: %(sentence)s") % {"sentence": sentence})


@require_GET
@login_required
def sign_count(request: HttpRequest) -> HttpResponse:
    """The number beside the menu entry."""
    count = len(waiting_for(actor_of(request), *SIGNED_IN))
    return HttpResponse(str(count or ""))
