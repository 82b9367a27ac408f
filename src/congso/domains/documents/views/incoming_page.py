"""The page of a document that came in, its files, and everything that is pressed there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.enums import RelationKind
from congso.domains.documents.forms import incoming as forms
from congso.domains.documents.forms.correcting import VoidForm, changes_in_words
from congso.domains.documents.forms.forwarding import DirectForm, PassForm
from congso.domains.documents.forms.giving_anew import ChangeMainForm, ReassignForm
from congso.domains.documents.models import Document, HeldArrival
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.policies_incoming import agency_of
from congso.domains.documents.policies_outgoing import may_draft
from congso.domains.documents.printing_incoming import slip_pdf
from congso.domains.documents.queries_any import PAGE, document_lines
from congso.domains.documents.queries_incoming import Page, file_of, incoming_page
from congso.domains.documents.queries_issued import came_from_below
from congso.domains.documents.queries_next import next_to_instruct
from congso.domains.documents.queries_speech import speech_allowed
from congso.domains.documents.services import forwarding
from congso.domains.documents.services import incoming_giving_anew as giving_anew
from congso.domains.documents.services import incoming_registering as registering
from congso.domains.documents.services import incoming_routing as routing
from congso.domains.documents.services.incoming_correcting import void_arrival
from congso.domains.documents.services.incoming_reading import note_read
from congso.domains.documents.text_layer import picture_of
from congso.domains.documents.views.demands import demands_to_show
from congso.foundation.files.models import StoredFile
from congso.foundation.files.responses import office_file_response
from congso.foundation.files.services import open_file
from congso.foundation.web.panels import around
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

Run = Callable[[Actor, Page, forms.WorkForm], Any]


@dataclass(frozen=True)
class Action:
    """One thing to press: its address part, when it is offered, its words, its form, the service."""

    slug: str
    offer: str
    label: str | Promise
    icon: str
    form: type[forms.WorkForm]
    run: Run
    done: str | Promise
    is_open: bool = False
    danger: bool = False


def _on_document(service: Callable[..., Any]) -> Run:
    def run(actor: Actor, page: Page, form: forms.WorkForm) -> Any:
        said = {name: value for name, value in form.cleaned_data.items() if name != "seq"}
        return service(actor=actor, document_id=page.document.pk, seen_seq=form.cleaned_data["seq"], **said)

    return run


def _on_work(service: Callable[..., Any]) -> Run:
    def run(actor: Actor, page: Page, form: forms.WorkForm) -> Any:
        if page.work is None:
            raise NotVisible
        said = {
            ("holder_id" if name == "holder" else name): value
            for name, value in form.cleaned_data.items()
            if name != "seq"
        }
        return service(actor=actor, case_id=page.work.pk, seen_seq=form.cleaned_data["seq"], **said)

    return run


def _distribute(actor: Actor, page: Page, form: Any) -> Any:
    return routing.distribute(
        actor=actor, document_id=page.document.pk, seen_seq=form.cleaned_data["seq"], routing=form.routing()
    )


def _more(actor: Actor, page: Page, form: Any) -> Any:
    return routing.give_more(actor=actor, document_id=page.document.pk, routing=form.routing())


def _direct(actor: Actor, page: Page, form: Any) -> Any:
    return forwarding.pass_directly(
        actor=actor, document_id=page.document.pk, seen_seq=form.cleaned_data["seq"], routing=form.routing()
    )


def _reassign(actor: Actor, page: Page, form: Any) -> Any:
    del page
    case_id, seen_seq, holder_id = form.work()
    return giving_anew.reassign_work(
        actor=actor, case_id=case_id, seen_seq=seen_seq, holder_id=holder_id, reason=form.cleaned_data["reason"]
    )


def _change_main(actor: Actor, page: Page, form: Any) -> Any:
    said = form.cleaned_data
    return giving_anew.change_main(
        actor=actor, document_id=page.document.pk, seen_seq=said["seq"], main=form.main(), reason=said["reason"]
    )


def _take(actor: Actor, page: Page, form: forms.WorkForm) -> Any:
    confirmed = form.cleaned_data.get("duplicate_confirmed", False)
    return registering.register_waiting(actor=actor, document_id=page.document.pk, duplicate_confirmed=confirmed)


_TABLE = [
    Action("dang-ky", "take", _("Đăng ký vào sổ"), "rubber-stamp", forms.TakeForm, _take, _("Đã đăng ký vào sổ văn bản đến."), is_open=True),
    Action("trinh", "submit", _("Trình lãnh đạo"), "arrow-forward", forms.SubmitForm, _on_document(registering.submit_again),
           _("Đã trình lãnh đạo."), is_open=True),
    Action("phan-phoi", "distribute", _("Cho ý kiến, phân phối"), "edit", forms.DistributeForm, _distribute,
           _("Đã cho ý kiến và phân phối văn bản."), is_open=True),
    Action("chuyen-lanh-dao", "pass_leader", _("Chuyển lãnh đạo khác cho ý kiến"), "users", PassForm, _on_document(forwarding.pass_to_leader),
           _("Đã chuyển lãnh đạo khác.")),
    Action("chuyen-thang", "direct", _("Chuyển thẳng đơn vị giải quyết"), "arrow-forward", DirectForm, _direct, _("Đã chuyển văn bản.")),
    Action("phan-cong", "assign", _("Phân công chuyên viên"), "users", forms.AssignForm, _on_work(routing.assign_officer),
           _("Đã phân công."), is_open=True),
    Action("hoan-thanh", "finish", _("Giải quyết xong"), "circle-check", forms.FinishForm, _on_work(routing.finish),
           _("Đã ghi kết quả giải quyết.")),
    Action("tien-do", "progress", _("Báo cáo tiến độ"), "message", forms.ProgressForm, _on_work(routing.note_progress),
           _("Đã ghi tiến độ.")),
    Action("chuyen-them", "more", _("Chuyển thêm đơn vị, cá nhân"), "share", forms.MoreForm, _more, _("Đã chuyển thêm.")),
    Action("phan-cong-lai", "reassign", _("Phân công lại"), "users", ReassignForm, _reassign, _("Đã phân công lại.")),
    Action("doi-chu-tri", "change_main", _("Đổi đơn vị chủ trì"), "users", ChangeMainForm, _change_main, _("Đã đổi đơn vị chủ trì.")),
    Action("tra-lai", "return", _("Trả lại"), "arrow-back-up", forms.ReasonForm, _on_work(routing.give_back), _("Đã trả lại."),
           danger=True),
    Action("tra-noi-gui", "send_back", _("Trả lại nơi gửi"), "arrow-back", forms.SendBackForm, _on_document(registering.send_back),
           _("Đã trả lại nơi gửi."), danger=True),
    Action("huy-dang-ky", "void", _("Hủy đăng ký"), "ban", VoidForm, _on_document(void_arrival),
           _("Đã hủy đăng ký; dòng trong sổ vẫn giữ với lý do."), danger=True),
]  # fmt: skip
LARGE = 170
"""Dots an inch of a page to be read by spreading two fingers."""
_FROM_ABOVE = (
    (RelationKind.REPLACES, _("Thay thế")), (RelationKind.AMENDS, _("Sửa đổi, bổ sung")), (RelationKind.RECALLS, _("Hủy bỏ, thu hồi")),
)  # fmt: skip
"""What an agency above may draw up about a document of one below it."""
ACTIONS = {action.slug: action for action in _TABLE}


def _form(action: Action, page: Page, actor: Actor, *args: Any) -> forms.WorkForm:
    case = page.case if action.slug in {"tra-noi-gui", "huy-dang-ky"} else page.work
    return action.form(*args, document=page.document, case=case, viewer=actor)


def show(request: HttpRequest, page: Page, failed: tuple[str, forms.WorkForm] | None = None) -> HttpResponse:
    """The page, perhaps with a form that was refused."""
    slug, refused = failed or ("", None)
    actor = actor_of(request)
    seen = document_lines(viewer=actor, ids=[answer.pk for answer in page.answers])
    panels = [(action, refused if action.slug == slug else _form(action, page, actor))
              for action in _TABLE if action.offer in page.offers]  # fmt: skip
    panels = [(action, form) for action, form in panels if getattr(form, "has_choices", True)]
    lost = refused if refused is not None and not any(form is refused for _action, form in panels) else None
    context = {
        "page": page,
        "document": page.document,
        "incoming": page.incoming,
        "answers": [(answer, seen[answer.pk].url) for answer in page.answers if answer.pk in seen],
        "panels": panels,
        "failed": slug,
        "lost_form": lost,
        "speech": "distribute" in page.offers and speech_allowed(clock.today()),
        "around": around(request, PAGE, page.document.pk),
        "next": next_to_instruct(viewer=actor, after=page.document.pk) if "tiep" in request.GET else None,
        "demands": demands_to_show(actor, page.document.pk),
        "corrections": [(each, changes_in_words(each)) for each in page.corrections],
        "from_above": _FROM_ABOVE if came_from_below(page.document) and may_draft(actor) else (),
    }
    return render(request, "documents/in_page.html", context, status=status_of(refused))


@require_GET
@login_required
def document(request: HttpRequest, incoming_id: UUID) -> HttpResponse:
    """A document that came in: its stamp, who has it, what happened."""
    page = incoming_page(viewer=actor_of(request), document_id=incoming_id)
    if note_read(actor=actor_of(request), document=page.document):
        page = incoming_page(viewer=actor_of(request), document_id=incoming_id)
    return show(request, page)


@require_POST
@login_required
def act(request: HttpRequest, incoming_id: UUID, incoming_action: str) -> HttpResponse:
    """Do what was pressed; show the page again with the sentence when it was refused."""
    actor, action = actor_of(request), ACTIONS.get(incoming_action)
    if action is None:
        raise NotVisible
    page = incoming_page(viewer=actor, document_id=incoming_id)
    form = _form(action, page, actor, request.POST)
    if isinstance(form, forms.DistributeForm) and "read" in request.POST and action.offer in page.offers:
        return show(request, page, (incoming_action, form.read()))
    if attempt(form, lambda _said: (action.run(actor, page, form), True)):
        messages.success(request, str(action.done))
        address = reverse("documents:incoming_page", args=[incoming_id])
        return redirect(f"{address}?tiep=1" if action.offer == "distribute" else address)
    return show(request, incoming_page(viewer=actor, document_id=incoming_id), (incoming_action, form))


def _file_of(found: Document) -> StoredFile:
    if found.file is None:
        raise NotVisible
    return found.file


@require_GET
@login_required
def file(request: HttpRequest, incoming_id: UUID) -> HttpResponseBase:
    """The document as it was received."""
    page = incoming_page(viewer=actor_of(request), document_id=incoming_id)
    return office_file_response(
        request, _file_of(page.document), name=page.incoming.file_name or "van-ban.pdf"
    )


@require_GET
@login_required
def further_file(request: HttpRequest, incoming_file_id: int) -> HttpResponseBase:
    """A file that came with a document."""
    found = file_of(viewer=actor_of(request), file_id=incoming_file_id)
    return office_file_response(request, found.stored, name=found.name)


def _picture(stored: StoredFile, number: int, *, large: bool = False) -> HttpResponse:
    with open_file(stored) as stream:
        content = picture_of(stream.read(), number, dpi=LARGE if large else 80)
    if content is None:
        raise NotVisible
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, max-age=600"
    return response


@require_GET
@login_required
def picture(request: HttpRequest, incoming_id: UUID, page_number: int) -> HttpResponse:
    """A page of the document as a picture, so that it is read without leaving the page; the file stays as it is."""
    found = incoming_page(viewer=actor_of(request), document_id=incoming_id)
    return _picture(_file_of(found.document), page_number, large="to" in request.GET)


@require_GET
@login_required
def held_picture(request: HttpRequest, arrival_key: UUID, page_number: int) -> HttpResponse:
    """A page of a file just brought in, beside the form."""
    agency = agency_of(actor_of(request), REGISTER)
    held = HeldArrival.objects.select_related("stored").filter(pk=arrival_key, agency_id=agency).first()
    if held is None or held.stored is None:
        raise NotVisible
    return _picture(held.stored, page_number)


@require_GET
@login_required
def slip(request: HttpRequest, incoming_id: UUID) -> HttpResponse:
    """Phiếu giải quyết văn bản đến, with the ĐẾN stamp."""
    page = incoming_page(viewer=actor_of(request), document_id=incoming_id)
    response = HttpResponse(slip_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="phieu-giai-quyet-van-ban-den.pdf"'
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response
