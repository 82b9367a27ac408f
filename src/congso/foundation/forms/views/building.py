"""The builder: forms, their versions, the parts of a draft."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.core.errors import InvalidInput
from congso.core.text import filename_safe
from congso.foundation.forms.builder.pages import ImportForm, NewForm, PublishForm
from congso.foundation.forms.builder.presenting import outline
from congso.foundation.forms.builder.tree import moved, removed, with_section, with_step
from congso.foundation.forms.errors import FormVersionFixed
from congso.foundation.forms.models import FormVersion
from congso.foundation.forms.queries import form_page as form_with_versions
from congso.foundation.forms.queries import forms_page, version_for_editor
from congso.foundation.forms.services import (
    FormFile,
    create_form,
    draft_version,
    import_form,
    publish_version,
    remove_draft,
    save_draft,
)
from congso.foundation.forms.services.importing import write_form_file
from congso.foundation.forms.subjects import subject_names
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of

_reading_and_writing = require_http_methods(["GET", "POST"])


def trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of the builder."""
    return [(reverse("form_builder:list"), _("Biểu mẫu điện tử")), *more]


@require_GET
@login_required
def list_page(request: HttpRequest) -> HttpResponse:
    """All forms; narrowed by words."""
    words = request.GET.get("q", "")[:100]
    found = forms_page(viewer=actor_of(request), words=words)
    names = subject_names([each.subject for each in found])
    rows = [(each, names[each.subject]) for each in found]
    return render(request, "form_builder/list.html", {"forms": rows, "words": words, "today": clock.today()})


@require_GET
@login_required
def form(request: HttpRequest, eform_id: int) -> HttpResponse:
    """A form with its versions."""
    found, versions = form_with_versions(viewer=actor_of(request), form_id=eform_id)
    draft = next((version for version in versions if version.state == "draft"), None)
    context = {"form": found, "versions": versions, "draft": draft, "today": clock.today(), "trail": trail(),
               "subject": subject_names([found.subject])[found.subject]}  # fmt: skip
    return render(request, "form_builder/form.html", context)


@_reading_and_writing
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Begin a form."""
    forms_page(viewer=actor_of(request))
    page = NewForm(request.POST if request.method == "POST" else None)
    if page.is_bound and (made := ask(page, create_form, actor=actor_of(request))):
        return redirect("form_builder:edit", made.pk)
    return form_page(
        request,
        page,
        title=_("Biểu mẫu mới"),
        submit=_("Soạn"),
        cancel_url=reverse("form_builder:list"),
        trail=trail(),
    )


@_reading_and_writing
@login_required
def import_page(request: HttpRequest) -> HttpResponse:
    """Take a form in from JSON, as a draft."""
    forms_page(viewer=actor_of(request))
    page = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if page.is_bound and page.is_valid():
        page.cleaned_data = {key: page.cleaned_data[key] for key in ("subject", "text")}
        if made := ask(page, import_form, actor=actor_of(request)):
            messages.success(request, _("Đã nhập vào bản soạn. Mời xem lại rồi ban hành."))
            return redirect("form_builder:edit", made.pk)
    return form_page(
        request,
        page,
        title=_("Nhập biểu mẫu"),
        submit=_("Nhập"),
        cancel_url=reverse("form_builder:list"),
        trail=trail(),
    )


@require_GET
@login_required
def export(request: HttpRequest, eversion_id: int) -> HttpResponse:
    """A version as a JSON file."""
    version = version_for_editor(viewer=actor_of(request), version_id=eversion_id)
    text = write_form_file(FormFile(version.form.subject, version.definition, version.note))
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = filename_safe(f"{version.form.subject.replace(':', '-')}-{version.number}.json", ascii_only=True)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@login_required
def draft(request: HttpRequest, eform_id: int) -> HttpResponse:
    """Go to the draft; make one from the latest version when there is none."""
    made = draft_version(actor=actor_of(request), form_id=eform_id)
    return redirect("form_builder:edit", made.pk)


@require_POST
@login_required
def remove(request: HttpRequest, eversion_id: int) -> HttpResponse:
    """Throw a draft away."""
    remove_draft(actor=actor_of(request), version_id=eversion_id)
    messages.success(request, _("Đã bỏ bản soạn."))
    return redirect("form_builder:list")


@_reading_and_writing
@login_required
def publish(request: HttpRequest, eversion_id: int) -> HttpResponse:
    """Put the draft into force from a day on."""
    version = version_for_editor(viewer=actor_of(request), version_id=eversion_id)
    page = PublishForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    done = (
        ask(page, publish_version, actor=actor_of(request), version_id=eversion_id) if page.is_bound else None
    )
    if done is not None:
        messages.success(request, _("Đã ban hành phiên bản %(number)s.") % {"number": version.number})
        return redirect("form_builder:form", version.form_id)
    back = reverse("form_builder:edit", args=[eversion_id])
    return form_page(request, page, title=_("Ban hành biểu mẫu"), submit=_("Ban hành"), cancel_url=back,
                     trail=trail((back, version.form.title)))  # fmt: skip


@_reading_and_writing
@login_required
def edit(request: HttpRequest, eversion_id: int) -> HttpResponse:
    """A draft as an outline, with buttons that move, remove and add its parts."""
    version = version_for_editor(viewer=actor_of(request), version_id=eversion_id)
    if version.state != "draft":
        raise FormVersionFixed(number=version.number)
    fault = ""
    if request.method == "POST":
        try:
            return _press(request, version)
        except InvalidInput as error:
            fault = str(error)
    context = {"version": version, "outline": outline(version.definition), "fault": fault, "trail": trail(
        (reverse("form_builder:form", args=[version.form_id]), version.form.subject))}  # fmt: skip
    return render(request, "form_builder/edit.html", context, status=422 if fault else 200)


def _press(request: HttpRequest, version: FormVersion) -> HttpResponse:
    """Do what the pressed button says; the page comes back where it was."""
    word, _colon, path = request.POST.get("do", "").partition(":")
    acts = {
        "up": lambda: moved(version.definition, path, -1),
        "down": lambda: moved(version.definition, path, 1),
        "remove": lambda: removed(version.definition, path),
        "step": lambda: with_step(version.definition),
        "section": lambda: with_section(version.definition, path),
    }
    if word not in acts:
        raise InvalidInput(reason=_("không rõ nút nào được bấm."))
    seen = request.POST.get("seen", "")
    save_draft(actor=actor_of(request), version_id=version.pk, seen=int(seen) if seen.isdecimal() else -1,
               definition=acts[word]())  # fmt: skip
    return redirect(
        f"{reverse('form_builder:edit', args=[version.pk])}#p-{path.replace('.', '-')}"
        if path
        else request.path
    )
