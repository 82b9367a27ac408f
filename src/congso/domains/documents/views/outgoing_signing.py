"""Sign and seal in batches, by keys on our server, at a service, in a device, on the person's own machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.actors import Actor
from congso.domains.documents.enums_outgoing import SECOND_IN, SIGNED_IN, StepCode
from congso.domains.documents.forms.outgoing import BatchForm
from congso.domains.documents.models import Outgoing
from congso.domains.documents.queries_outgoing import waiting_for, waiting_outside
from congso.domains.documents.services import outgoing as services
from congso.domains.documents.watching import SharedWatch
from congso.foundation.orgs.queries import tree
from congso.foundation.signing.facade import Begun, run_asked, waiting_among
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import status_of


@dataclass(frozen=True)
class _Kind:
    """Signing or sealing: its services."""

    finish: Callable[..., services.Outcome]
    begin: Callable[..., Begun]
    sealing: bool


@dataclass(frozen=True)
class _Beside:
    """What stands beside the documents: those to be issued, those that wait for a timestamp or for the other side, those signed by hand."""

    ready: Sequence[Outgoing] = ()
    unstamped: Sequence[Outgoing] = ()
    outside: Sequence[Outgoing] = ()
    on_paper: Sequence[Outgoing] = ()


_SIGNING = _Kind(services.sign_outgoing, services.begin_signing, sealing=False)
_SEALING = _Kind(services.seal_outgoing, services.begin_sealing, sealing=True)


@require_http_methods(["GET", "POST"])
@login_required
def sign(request: HttpRequest) -> HttpResponse:
    """Documents that wait for one's signature: tick, look, one PIN."""
    actor = actor_of(request)
    return _batch(request, _SIGNING, waiting_for(actor, *SIGNED_IN, *SECOND_IN), _Beside(on_paper=waiting_for(actor, *SIGNED_IN, on_paper=True)))


@require_http_methods(["GET", "POST"])
@login_required
def seal(request: HttpRequest) -> HttpResponse:
    """Signed documents that wait for the seal, and sealed ones to be issued."""
    actor = actor_of(request)
    rows, ready = (waiting_for(actor, StepCode.ISSUE, sealed=sealed) for sealed in (False, True))
    unstamped = waiting_among(services.SUBJECT, [str(each.pk) for each in (*rows, *ready)])
    beside = _Beside([each for each in ready if str(each.pk) not in unstamped], [each for each in (*rows, *ready) if str(each.pk) in unstamped],
                     waiting_outside(actor), waiting_for(actor, StepCode.ISSUE, on_paper=True))
    return _batch(request, _SEALING, [each for each in rows if str(each.pk) not in unstamped], beside)


def _agency(actor: Actor, rows: Sequence[Outgoing]) -> int | None:
    """Whose seal is wanted: the agency of the first document, else that of the person's seat."""
    if rows:
        return rows[0].document.agency_id
    return tree().agency_of(actor.seats[0].unit_id).id if actor.seats else None


def _batch(request: HttpRequest, kind: _Kind, rows: list[Outgoing], beside: _Beside) -> HttpResponse:
    actor, posted = actor_of(request), request.POST if request.method == "POST" else None
    unit_id = (_agency(actor, rows) or 0) if kind.sealing else None
    ticked = [request.GET["chon"]] if "chon" in request.GET else []
    form = BatchForm(posted, rows=rows, viewer=actor, unit_id=unit_id, initial={"documents": ticked, "run": uuid4()})
    found = run_asked(request, form, begin=partial(_begin, actor, kind), finish=partial(_finish, actor, kind, form)) if posted is not None else None
    if isinstance(found, HttpResponse):
        return found
    if found is not None:
        _tell(request, found, sealing=kind.sealing)
        return redirect(request.path)
    chosen = set(posted.getlist("documents") if posted is not None else ticked)
    context = {"ask": form, "rows": rows, "most": services.MOST, "chosen": chosen, "ready": beside.ready, "unstamped": beside.unstamped,
               "outside": beside.outside, "on_paper": beside.on_paper, "sealing": kind.sealing}  # fmt: skip
    return form.let_reach_signers(render(request, "documents/out_sign.html", context, status=status_of(form)))


def _begin(actor: Actor, kind: _Kind, values: dict[str, Any]) -> Begun:
    return kind.begin(actor=actor, document_ids=values["documents"], key_id=values["key"])


def _finish(actor: Actor, kind: _Kind, form: BatchForm, values: dict[str, Any]) -> services.Outcome:
    watch = SharedWatch(actor.account_id, values["run"] or uuid4())
    return kind.finish(actor=actor, document_ids=values["documents"], key_id=values["key"], watch=watch, **form.proof())


def _tell(request: HttpRequest, outcome: services.Outcome, *, sealing: bool) -> None:
    count, left = len(outcome.done), len(outcome.not_begun)
    if count:
        words = ngettext("Đã đóng dấu %(count)d văn bản.", "Đã đóng dấu %(count)d văn bản.", count) if sealing else ngettext(
            "Đã ký %(count)d văn bản.", "Đã ký %(count)d văn bản.", count)  # fmt: skip
        messages.success(request, words % {"count": count})
    if outcome.waiting:
        numbers = ", ".join(each.document.number_text for each in outcome.waiting)
        messages.warning(request, _("Dịch vụ dấu thời gian không trả lời. Chữ ký đã được giữ, không phải ký lại; hệ thống tự lấy dấu thời gian "
                                    "rồi báo. Đang chờ: %(numbers)s.") % {"numbers": numbers})  # fmt: skip
    if left:
        words = ngettext("Đã dừng theo yêu cầu; %(count)d văn bản chưa làm và giữ nguyên.",
                         "Đã dừng theo yêu cầu; %(count)d văn bản chưa làm và giữ nguyên.", left)  # fmt: skip
        messages.warning(request, words % {"count": left})
    for _document_id, sentence in outcome.refused:
        messages.warning(request, _("Chưa làm: %(sentence)s") % {"sentence": sentence})


@require_GET
@login_required
def progress(request: HttpRequest, run: UUID) -> HttpResponse:
    """How far one's batch came (asked by its page while it waits)."""
    found = SharedWatch(actor_of(request).account_id, run).progress()
    response = render(request, "documents/out_progress.html", {"progress": found})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
def stop(request: HttpRequest, run: UUID) -> HttpResponse:
    """Leave what is not begun of one's batch."""
    SharedWatch(actor_of(request).account_id, run).stop()
    return HttpResponse(status=204)


@require_GET
@login_required
def sign_count(request: HttpRequest) -> HttpResponse:
    """The number beside the menu entry."""
    actor = actor_of(request)
    count = len(waiting_for(actor, *SIGNED_IN, *SECOND_IN)) + len(waiting_for(actor, *SIGNED_IN, on_paper=True))
    return HttpResponse(str(count or ""))
