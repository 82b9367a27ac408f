"""The screen on which the office allows dictating."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from congso.core import clock
from congso.domains.documents.queries_speech import speech_allowed, speech_rules
from congso.domains.documents.services.speech import set_speech_rule
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of
from congso.foundation.web.widgets import DateBox


class SpeechForm(forms.Form):
    """From when on, and whether."""

    valid_from = forms.DateField(label=gettext_lazy("Áp dụng từ ngày"), widget=DateBox)
    allowed = forms.BooleanField(label=gettext_lazy("Cho phép đọc bút phê bằng giọng nói"), required=False, help_text=gettext_lazy(
        "Một số trình duyệt gửi âm thanh đến máy chủ của hãng làm ra trình duyệt để chuyển thành chữ. Chỉ bật khi cơ quan chấp nhận điều đó; "
        "không đọc nội dung bí mật nhà nước."))  # fmt: skip
    source = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=250, required=False)


@require_http_methods(["GET", "POST"])
@login_required
def rules(request: HttpRequest) -> HttpResponse:
    """What the office decided, and the next decision."""
    actor, today = actor_of(request), clock.today()
    found = speech_rules(viewer=actor)
    form = SpeechForm(request.POST if request.method == "POST" else None, initial={"valid_from": today, "allowed": speech_allowed(today)})
    if form.is_bound and attempt(form, lambda said: set_speech_rule(actor=actor, **said)) is not None:
        messages.success(request, _("Đã lưu."))
        return redirect("documents:speech")
    context = {"form": form, "rules": found, "allowed": speech_allowed(today)}
    return render(request, "documents/in_speech.html", context, status=status_of(form))
