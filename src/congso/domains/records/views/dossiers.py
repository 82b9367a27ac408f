"""Screens of dossiers: list, page, opening, filing, arranging, papers."""

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
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.facade import document_lines, documents_to_file, require_document
from congso.domains.records.forms import dossiers as forms
from congso.domains.records.papers import closing_pdf, cover_pdf, index_table, table_pdf
from congso.domains.records.policies import OPEN
from congso.domains.records.queries.dossiers import (
    DossierFilter,
    DossierPage,
    dossier_list,
    dossier_page,
    item_file,
)
from congso.domains.records.services import closing, filing, keeping, opening, sharing
from congso.domains.records.views.answers import as_excel, as_pdf, key_in
from congso.foundation.files.responses import office_file_response
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

Text = str | Promise


@dataclass(frozen=True)
class Act:
    """One thing to press on a dossier's page."""

    slug: str
    offer: str
    label: Text
    icon: str
    form: type[forms.ActForm]
    run: Callable[[Actor, UUID, Any], Any]
    done: Text
    danger: bool = False


def _with_all(service: Callable[..., Any]) -> Callable[[Actor, UUID, Any], Any]:
    def run(actor: Actor, dossier_id: UUID, form: Any) -> Any:
        return service(actor=actor, dossier_id=dossier_id, **form.cleaned_data)

    return run


def _remove(actor: Actor, _dossier_id: UUID, form: Any) -> Any:
    return filing.remove_item(actor=actor, **form.cleaned_data)


def _change(actor: Actor, dossier_id: UUID, form: Any) -> Any:
    return opening.change_dossier(actor=actor, dossier_id=dossier_id, said=form.said())


def _paper(actor: Actor, dossier_id: UUID, form: Any) -> Any:
    return filing.add_paper(actor=actor, dossier_id=dossier_id, paper=form.paper())


ACTS = {act.slug: act for act in (
    Act("tai-lieu", "add", gettext_lazy("Thêm tài liệu khác (tệp)"), "upload", forms.PaperForm, _paper, gettext_lazy("Đã thêm tài liệu.")),
    Act("danh-so", "arrange", gettext_lazy("Đánh số trang tự động"), "list", forms.NumberForm, _with_all(filing.number_sheets), gettext_lazy("Đã đánh số.")),
    Act("loai", "remove", gettext_lazy("Loại khỏi hồ sơ"), "trash", forms.RemoveForm, _remove, gettext_lazy("Đã loại khỏi hồ sơ."), danger=True),
    Act("sua", "change", gettext_lazy("Sửa thông tin hồ sơ"), "edit", forms.ChangeForm, _change, gettext_lazy("Đã lưu.")),
    Act("ket-thuc", "close", gettext_lazy("Kết thúc hồ sơ"), "circle-check", forms.CloseForm, _with_all(closing.close_dossier), gettext_lazy("Đã kết thúc hồ sơ.")),
    Act("mo-lai", "reopen", gettext_lazy("Mở lại hồ sơ"), "arrow-back-up", forms.ReopenForm, _with_all(closing.reopen_dossier), gettext_lazy("Đã mở lại hồ sơ."),
        danger=True),
    Act("giu-lai", "keep_back", gettext_lazy("Đề nghị giữ lại, chưa nộp lưu"), "clock", forms.KeepForm, _with_all(keeping.ask_keeping),
        gettext_lazy("Đã gửi đề nghị giữ lại hồ sơ.")),
    Act("cho-xem", "grant", gettext_lazy("Cho phép xem"), "eye", forms.GrantForm, _with_all(sharing.grant), gettext_lazy("Đã cho phép xem.")),
    Act("ban-giao", "hand_to", gettext_lazy("Bàn giao cho người khác"), "share", forms.HandToForm, _with_all(opening.hand_to), gettext_lazy("Đã bàn giao hồ sơ.")),
)}  # fmt: skip


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The dossiers one may know of, newest first."""
    actor = actor_of(request)
    form = forms.FilterForm(request.GET, viewer=actor)
    said = form.cleaned_data if form.is_valid() else {}
    wanted = DossierFilter(said.get("q", ""), said.get("cua", ""), said.get("nam"), said.get("tt", ""), said.get("dv"), said.get("th", ""),
                           after=key_in(request, "after"), before=key_in(request, "before"))  # fmt: skip
    rows, newer, older = dossier_list(viewer=actor, wanted=wanted)
    context = {"form": form, "rows": rows, "newer": newer, "older": older, "may_open": actor.may(OPEN)}
    return render(request, "records/list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Open a dossier outside the list, with the reason."""
    actor = actor_of(request)
    if not actor.may(OPEN):
        raise NotAllowed
    form = forms.OutsideForm(request.POST if request.method == "POST" else None, viewer=actor)
    made = attempt(form, lambda said: opening.open_outside(
        actor=actor, unit_id=said["unit_id"], code=said["code"], said=form.said(), reason=said["reason"])) if form.is_bound else None  # fmt: skip
    if made is not None:
        messages.success(request, _("Đã mở hồ sơ %(code)s.") % {"code": made.code})
        return redirect("records:page", made.pk)
    intro = _("Hồ sơ có trong danh mục thì mở từ danh mục hồ sơ của năm; chỉ mở ở đây khi danh mục không có.")
    return form_page(request, form, title=_("Mở hồ sơ ngoài danh mục"), submit=_("Mở hồ sơ"), intro=intro, cancel_url=reverse("records:list"))


def _show(request: HttpRequest, page: DossierPage, slug: str = "", refused: forms.ActForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    panels = [(act, refused if act.slug == slug else act.form(page=page, viewer=actor)) for act in ACTS.values() if act.offer in page.offers]
    lost = refused if refused is not None and not any(form is refused for _act, form in panels) else None
    context = {"page": page, "dossier": page.dossier, "panels": panels, "failed": slug, "lost_form": lost}
    return render(request, "records/page.html", context, status=status_of(refused))


@require_GET
@login_required
def show(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """A dossier with what lies in it; looking at a restricted one is written down."""
    actor = actor_of(request)
    page = dossier_page(viewer=actor, dossier_id=record_id)
    sharing.note_look(actor=actor, dossier=page.dossier)
    return _show(request, page)


@require_POST
@login_required
def act(request: HttpRequest, record_id: UUID, record_act: str) -> HttpResponse:
    """Do what was pressed; show the page again with the sentence when it was refused."""
    actor, found = actor_of(request), ACTS.get(record_act)
    if found is None:
        raise NotVisible
    page = dossier_page(viewer=actor, dossier_id=record_id)
    form = found.form(request.POST, request.FILES, page=page, viewer=actor)
    if attempt(form, lambda _said: (found.run(actor, record_id, form), True)):
        messages.success(request, str(found.done))
        return redirect("records:page", record_id)
    return _show(request, dossier_page(viewer=actor, dossier_id=record_id), record_act, form)


@require_POST
@login_required
def end_grant(request: HttpRequest, record_grant_id: int) -> HttpResponse:
    """Take leave to read back."""
    row = sharing.withdraw_grant(actor=actor_of(request), grant_id=record_grant_id)
    messages.success(request, _("Đã thôi cho phép xem."))
    return redirect("records:page", row.dossier_id)


@require_http_methods(["GET", "POST"])
@login_required
def arrange(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Order, parts, sheet numbers."""
    actor = actor_of(request)
    page = dossier_page(viewer=actor, dossier_id=record_id)
    if "arrange" not in page.offers:
        raise NotAllowed
    form = forms.ArrangeForm(request.POST if request.method == "POST" else None, rows=page.rows)
    if form.is_bound and attempt(form, lambda _said: filing.arrange(actor=actor, dossier_id=record_id, placings=form.placings())):
        messages.success(request, _("Đã sắp xếp hồ sơ."))
        return redirect("records:page", record_id)
    return render(request, "records/arrange.html", {"page": page, "dossier": page.dossier, "form": form}, status=status_of(form))


def _keys(values: list[str]) -> list[UUID]:
    found = []
    for typed in values[:50]:
        try:
            found.append(UUID(typed))
        except ValueError:
            continue
    return found


@require_http_methods(["GET", "POST"])
@login_required
def add_documents(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Find documents by their words and put several into this dossier."""
    actor = actor_of(request)
    page = dossier_page(viewer=actor, dossier_id=record_id)
    if "add" not in page.offers:
        raise NotAllowed
    present = {row.item.document_id for row in page.rows}
    found = [line for line in documents_to_file(viewer=actor, words=request.GET.get("q", "")[:100]) if line.id not in present]
    choices = [(str(line.id), f"{line.name}: {line.subject}") for line in found]
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None:
        data.setlist("dossiers", [str(record_id)])
    form = forms.FileManyForm(data, documents=choices, dossiers=[(str(record_id), page.dossier.code)])
    if form.is_bound and attempt(form, lambda said: filing.file_documents(actor=actor, document_ids=said["documents"], dossier_ids=said["dossiers"])):
        messages.success(request, _("Đã đưa văn bản vào hồ sơ."))
        return redirect("records:page", record_id)
    context = {"page": page, "dossier": page.dossier, "form": form, "found": found, "words": request.GET.get("q", "")[:100]}
    return render(request, "records/add_documents.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@login_required
def file_many(request: HttpRequest) -> HttpResponse:
    """Choose among all one's open dossiers for one or several documents."""
    actor = actor_of(request)
    keys = _keys(request.GET.getlist("van-ban"))
    lines = document_lines(viewer=actor, ids=keys)
    if not lines or len(lines) != len(set(keys)):
        raise NotVisible
    words = request.GET.get("q", "")[:100]
    documents = [(str(line.id), f"{line.name}: {line.subject}") for line in lines.values()]
    form = forms.FileManyForm(request.POST if request.method == "POST" else None, documents=documents, dossiers=forms.dossier_choices(actor, words),
                              initial={"documents": [key for key, _name in documents]})  # fmt: skip
    if form.is_bound and attempt(form, lambda said: filing.file_documents(actor=actor, document_ids=said["documents"], dossier_ids=said["dossiers"])):
        messages.success(request, _("Đã lưu văn bản vào hồ sơ."))
        return redirect(next(iter(lines.values())).url)
    context = {"form": form, "words": words, "keys": [key for key, _name in documents]}
    return render(request, "records/file_many.html", context, status=status_of(form))


@require_POST
@login_required
def file_one(request: HttpRequest, record_document_id: UUID) -> HttpResponse:
    """From the panel on a document's page into one dossier."""
    actor = actor_of(request)
    line = require_document(viewer=actor, document_id=record_document_id)
    form = forms.FileForm(request.POST, choices=forms.dossier_choices(actor))
    if attempt(form, lambda said: filing.file_document(actor=actor, document_id=line.id, **said)):
        messages.success(request, _("Đã lưu văn bản vào hồ sơ."))
        return redirect(line.url)
    return render(request, "records/file_one.html", {"form": form, "line": line}, status=status_of(form))


@require_GET
@login_required
def item(request: HttpRequest, record_item_id: UUID) -> HttpResponseBase:
    """A paper of a dossier."""
    actor = actor_of(request)
    found = item_file(viewer=actor, item_id=record_item_id)
    if found.stored is None:
        raise NotVisible
    sharing.note_look(actor=actor, dossier=found.dossier, what="file")
    return office_file_response(request, found.stored, name=found.name)


_PAPERS: dict[str, Callable[[DossierPage], bytes]] = {
    "muc-luc": lambda page: table_pdf(index_table(page)), "bia": cover_pdf, "chung-tu-ket-thuc": closing_pdf,
}  # fmt: skip


def _read(request: HttpRequest, record_id: UUID, what: str) -> DossierPage:
    actor = actor_of(request)
    page = dossier_page(viewer=actor, dossier_id=record_id)
    sharing.note_look(actor=actor, dossier=page.dossier, what=what)
    return page


@require_GET
@login_required
def paper(request: HttpRequest, record_id: UUID, record_paper: str) -> HttpResponse:
    """Index, cover or closing sheet as PDF."""
    make = _PAPERS.get(record_paper)
    if make is None:
        raise NotVisible
    return as_pdf(make(_read(request, record_id, record_paper)), record_paper)


@require_GET
@login_required
def index_excel(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Mục lục văn bản as Excel."""
    return as_excel(index_table(_read(request, record_id, "muc-luc")), "muc-luc-van-ban")

