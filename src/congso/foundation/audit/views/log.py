"""Read the log; look at its seals and check them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from congso.foundation.audit.models import Outcome
from congso.foundation.audit.pages import LogFilter, line_page, log_page, seals_page
from congso.foundation.audit.verifying import ask_to_verify
from congso.foundation.audit.wording import actions
from congso.foundation.web.requests import actor_of
from congso.foundation.web.widgets import DateBox


class LogFilterForm(forms.Form):
    """Which lines are wanted; a day that cannot be read is told beside its box."""

    nguoi = forms.CharField(label=gettext_lazy("Người thực hiện"), required=False, max_length=100)
    viec = forms.ChoiceField(label=gettext_lazy("Việc"), required=False)
    doi_tuong = forms.CharField(label=gettext_lazy("Mã đối tượng"), required=False, max_length=120)
    ket_qua = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        required=False,
        choices=[("", gettext_lazy("Tất cả")), *Outcome.choices],
    )
    tu = forms.DateField(label=gettext_lazy("Từ ngày"), required=False, widget=DateBox)
    den = forms.DateField(label=gettext_lazy("Đến ngày"), required=False, widget=DateBox)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field = self.fields["viec"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Mọi việc")), *actions()]

    def wanted(self, after: str) -> LogFilter:
        """The answers that could be read."""
        given = self.cleaned_data
        return LogFilter(
            person=given.get("nguoi", ""), action=given.get("viec", ""), subject=given.get("doi_tuong", "").strip(),
            outcome=given.get("ket_qua", ""), first=given.get("tu"), last=given.get("den"), after=after,
        )  # fmt: skip


@require_GET
@login_required
def list_page(request: HttpRequest) -> HttpResponse:
    """The log, the latest lines first."""
    form = LogFilterForm(request.GET)
    form.is_valid()
    page = log_page(viewer=actor_of(request), wanted=form.wanted(request.GET.get("after", "")))
    return render(request, "audit/list.html", {"page": page, "form": form})


@require_GET
@login_required
def line(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One line with its details."""
    page = line_page(viewer=actor_of(request), entry_id=entry_id)
    return render(
        request, "audit/line.html", {"page": page, "trail": [(reverse("audit:list"), _("Nhật ký hệ thống"))]}
    )


@require_GET
@login_required
def seals(request: HttpRequest) -> HttpResponse:
    """How far the log is sealed, and the last check."""
    page = seals_page(viewer=actor_of(request))
    return render(
        request, "audit/seals.html", {"page": page, "trail": [(reverse("audit:list"), _("Nhật ký hệ thống"))]}
    )


@require_POST
@login_required
def verify_now(request: HttpRequest) -> HttpResponse:
    """Check all seals."""
    problems = ask_to_verify(actor=actor_of(request))
    if problems is None:
        messages.info(request, _("Nhật ký dài, việc kiểm tra đang chạy nền; kết quả sẽ hiện ở trang này."))
    elif problems:
        messages.error(
            request,
            _("Có %(count)s sai lệch. Hãy giữ nguyên hiện trạng và báo bộ phận an toàn thông tin.")
            % {"count": problems},
        )
    else:
        messages.success(request, _("Nhật ký nguyên vẹn: mọi dòng đã niêm phong đều khớp."))
    return redirect("audit:seals")
