"""Set the axis up from a table."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from congso.domains.axis.policies import require_can_manage
from congso.domains.axis.services.loading import load_table, plan_table
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

LARGEST = 2_000_000


class TableForm(forms.Form):
    """The table: a file, or what is left of one that was looked at."""

    file = forms.FileField(label=gettext_lazy("Tệp CSV"), required=False,
                           help_text=gettext_lazy("Cột: system_id, system_name, code, name, parent_code, email. Dấu phẩy hoặc chấm phẩy, UTF-8."))  # fmt: skip
    table = forms.CharField(label=gettext_lazy("Nội dung bảng"), required=False, widget=forms.Textarea(attrs={"rows": 8}), max_length=LARGEST,
                            help_text=gettext_lazy("Dán bảng vào đây nếu không có tệp."))  # fmt: skip

    def clean(self) -> dict[str, str]:
        """The text of either."""
        given = super().clean() or {}
        upload = given.get("file")
        if upload is not None and upload.size > LARGEST:
            self.add_error("file", _("Tệp quá lớn."))
        elif upload is not None:
            try:
                given["table"] = upload.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("Tệp không phải văn bản UTF-8."))
        elif not given.get("table", "").strip():
            self.add_error("table", _("Chưa có bảng nào."))
        return given


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def load(request: HttpRequest) -> HttpResponse:
    """Look at what a table would change; then load it."""
    actor = actor_of(request)
    require_can_manage(actor)
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    trail = [(reverse("axis:systems"), _("Trục liên thông")), (reverse("axis:agencies"), _("Đơn vị"))]
    context = {"form": form, "plan": None, "table": "", "trail": trail}
    if form.is_bound and request.POST.get("do") == "load":
        made = attempt(form, lambda values: (load_table(actor=actor, content=values["table"]),))
        if made is not None:
            messages.success(request, _("Đã nạp bảng hệ thống, đơn vị."))
            return render(request, "axis/loaded.html", {"made": made[0], "trail": trail}) if made[0] else redirect("axis:agencies")
    plan = attempt(form, lambda values: plan_table(viewer=actor, content=values["table"])) if form.is_bound and not form.errors else None
    context |= {"plan": plan, "table": form.cleaned_data.get("table", "") if form.is_bound else ""}
    return render(request, "axis/load.html", context, status=status_of(form) if plan is None or form.errors else 200)
