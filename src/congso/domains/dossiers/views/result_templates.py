"""The words with which results begin: the list, and one of them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.domains.dossiers.forms.result_templates import TemplateForm
from congso.domains.dossiers.policies import require_can_set_result_templates
from congso.domains.dossiers.queries.result_templates import result_templates, shown_template
from congso.domains.dossiers.services.result_templates import TemplateIn, set_result_template
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Every template, those of one procedure together, the newest first."""
    return render(request, "dossiers/result_templates.html", {"rows": result_templates(viewer=actor_of(request)), "today": clock.today()})


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest) -> HttpResponse:
    """A new template, or another one's words changed from a day on."""
    actor = actor_of(request)
    require_can_set_result_templates(actor)
    initial = shown_template(viewer=actor, template_id=request.GET.get("tu", "")) | {"valid_from": clock.today()}
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=initial)

    def save(values: dict[str, Any]) -> object:
        template = TemplateIn(**{each.name: values[each.name] for each in fields(TemplateIn)})
        return set_result_template(actor=actor, template=template, valid_from=values["valid_from"])

    if form.is_bound and attempt(form, save) is not None:
        messages.success(request, _("Đã lưu mẫu văn bản kết quả."))
        return redirect("dossiers:result_templates")
    intro = _("Công chức soạn văn bản kết quả từ mẫu này; các mẫu trước vẫn giữ cho những ngày trước.")
    return form_page(request, form, title=_("Mẫu văn bản kết quả"), intro=intro, cancel_url=reverse("dossiers:result_templates"))
