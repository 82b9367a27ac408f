"""Screens of the yearly list."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.errors import NotAllowed, NotVisible
from congso.domains.records.enums import ListState
from congso.domains.records.forms.lists import (
    AmendForm,
    EntryForm,
    ImportForm,
    IssueForm,
    OpenListedForm,
    StartForm,
)
from congso.domains.records.models import FileList
from congso.domains.records.papers import list_table, table_pdf
from congso.domains.records.policies import ISSUE_LIST, MANAGE_LIST
from congso.domains.records.queries.lists import find_entry, find_list, list_page, lists_of
from congso.domains.records.services import lists as services
from congso.domains.records.services.importing import import_list
from congso.domains.records.services.opening import open_listed
from congso.domains.records.views.answers import as_excel, as_pdf
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The lists of all years; begin a new one."""
    actor = actor_of(request)
    form = StartForm(request.POST or None, viewer=actor)
    if request.method == "POST":
        if not actor.may(MANAGE_LIST):
            raise NotAllowed
        form = StartForm(request.POST, viewer=actor)
        made = attempt(form, lambda said: services.start_list(actor=actor, **said))
        if made is not None:
            return redirect("records:list_page", made.pk)
    rows = [row for row in lists_of(viewer=actor) if row[0].state == ListState.ISSUED or _works(request, row[0].agency_id)]
    context = {"rows": rows, "form": form if actor.may(MANAGE_LIST) else None}
    return render(request, "records/lists.html", context, status=status_of(form))


def _works(request: HttpRequest, agency_id: int) -> bool:
    actor = actor_of(request)
    return actor.may(MANAGE_LIST, agency_id) or actor.may(ISSUE_LIST, agency_id)


@require_GET
@login_required
def show(request: HttpRequest, list_id: int) -> HttpResponse:
    """The list of a year with its five columns."""
    return render(request, "records/list_page.html", {"page": list_page(viewer=actor_of(request), list_id=list_id)})


@require_http_methods(["GET", "POST"])
@login_required
def add(request: HttpRequest, list_id: int) -> HttpResponse:
    """A line more: in a draft plainly, in an issued list as a dated addition."""
    actor = actor_of(request)
    found = _managed(request, list_id)
    issued = found.state == ListState.ISSUED
    kind = AmendForm if issued else EntryForm
    form = kind(request.POST if request.method == "POST" else None, found=found)
    if form.is_bound:
        made = attempt(form, lambda said: services.amend_list(actor=actor, list_id=list_id, entry=form.entry(), added_on=said["added_on"], added_by=said["added_by"])
                       if issued else services.add_entry(actor=actor, list_id=list_id, entry=form.entry()))  # fmt: skip
        if made is not None:
            messages.success(request, _("Đã thêm hồ sơ %(code)s.") % {"code": made.code})
            return redirect("records:list_add" if "again" in request.POST else "records:list_page", list_id)
    title = _("Bổ sung danh mục hồ sơ năm %(year)s") if issued else _("Thêm hồ sơ vào danh mục năm %(year)s")
    return form_page(request, form, title=title % {"year": found.year}, cancel_url=reverse("records:list_page", args=[list_id]))


def _managed(request: HttpRequest, list_id: int) -> FileList:
    """A list that the person drafts."""
    actor = actor_of(request)
    found = find_list(viewer=actor, list_id=list_id)
    if not actor.may(MANAGE_LIST, found.agency_id):
        raise NotAllowed
    return found


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, list_entry_id: int) -> HttpResponse:
    """Change a line of a draft."""
    actor = actor_of(request)
    row = find_entry(viewer=actor, entry_id=list_entry_id)
    _managed(request, row.list_id)
    if row.list.state != ListState.DRAFT:
        raise NotVisible
    form = EntryForm(request.POST if request.method == "POST" else None, found=row.list, initial=EntryForm.initial_of(row))
    if form.is_bound and attempt(form, lambda _said: services.change_entry(actor=actor, entry_id=row.pk, entry=form.entry())):
        messages.success(request, _("Đã lưu."))
        return redirect("records:list_page", row.list_id)
    return form_page(request, form, title=_("Sửa hồ sơ %(code)s") % {"code": row.code}, cancel_url=reverse("records:list_page", args=[row.list_id]))


@require_POST
@login_required
def remove(request: HttpRequest, list_entry_id: int) -> HttpResponse:
    """Take a line out of a draft."""
    found = services.remove_entry(actor=actor_of(request), entry_id=list_entry_id)
    messages.success(request, _("Đã bỏ khỏi danh mục."))
    return redirect("records:list_page", found.pk)


@require_POST
@login_required
def copy(request: HttpRequest, list_id: int) -> HttpResponse:
    """Take last year's lines over."""
    services.copy_list(actor=actor_of(request), list_id=list_id)
    messages.success(request, _("Đã chép danh mục năm trước."))
    return redirect("records:list_page", list_id)


@require_http_methods(["GET", "POST"])
@login_required
def take_file(request: HttpRequest, list_id: int) -> HttpResponse:
    """Fill the list from Excel or CSV."""
    actor, found = actor_of(request), _managed(request, list_id)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_bound and attempt(form, lambda said: import_list(actor=actor, list_id=list_id, upload=said["upload"])):
        messages.success(request, _("Đã nhập danh mục từ tệp."))
        return redirect("records:list_page", list_id)
    intro = _("Tệp có 5 cột như mẫu Phụ lục V Nghị định 30/2020; dòng không có số, ký hiệu là đề mục. Có một dòng sai thì không nhập gì.")
    return form_page(request, form, title=_("Nhập danh mục hồ sơ năm %(year)s") % {"year": found.year}, submit=_("Nhập"), intro=intro,
                     cancel_url=reverse("records:list_page", args=[list_id]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def issue(request: HttpRequest, list_id: int) -> HttpResponse:
    """The head of the agency issues the list."""
    actor = actor_of(request)
    found = find_list(viewer=actor, list_id=list_id)
    if not actor.may(ISSUE_LIST, found.agency_id):
        raise NotAllowed
    form = IssueForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda said: services.issue_list(actor=actor, list_id=list_id, **said)):
        messages.success(request, _("Đã ban hành danh mục hồ sơ."))
        return redirect("records:list_page", list_id)
    return form_page(request, form, title=_("Ban hành danh mục hồ sơ năm %(year)s") % {"year": found.year}, submit=_("Ban hành"),
                     cancel_url=reverse("records:list_page", args=[list_id]))  # fmt: skip


@require_GET
@login_required
def pdf(request: HttpRequest, list_id: int) -> HttpResponse:
    """Danh mục hồ sơ on paper."""
    page = list_page(viewer=actor_of(request), list_id=list_id)
    return as_pdf(table_pdf(list_table(page)), f"danh-muc-ho-so-{page.file_list.year}")


@require_GET
@login_required
def xlsx(request: HttpRequest, list_id: int) -> HttpResponse:
    """Danh mục hồ sơ as Excel."""
    page = list_page(viewer=actor_of(request), list_id=list_id)
    return as_excel(list_table(page), f"danh-muc-ho-so-{page.file_list.year}")


@require_http_methods(["GET", "POST"])
@login_required
def open_one(request: HttpRequest, list_entry_id: int) -> HttpResponse:
    """Open the dossier of a line."""
    actor = actor_of(request)
    row = find_entry(viewer=actor, entry_id=list_entry_id)
    form = OpenListedForm(request.POST if request.method == "POST" else None)
    made = attempt(form, lambda said: open_listed(actor=actor, entry_id=row.pk, **said)) if form.is_bound else None
    if made is not None:
        messages.success(request, _("Đã mở hồ sơ %(code)s.") % {"code": made.code})
        return redirect("records:page", made.pk)
    return form_page(request, form, title=_("Mở hồ sơ %(code)s") % {"code": row.code}, submit=_("Mở hồ sơ"), intro=row.title,
                     cancel_url=reverse("records:list_page", args=[row.list_id]))  # fmt: skip

