"""Take one receiver of an issued document back."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from congso.core.errors import NotVisible
from congso.domains.documents.models import Delivery
from congso.domains.documents.policies_outgoing import require_registry
from congso.domains.documents.services.outgoing_withdrawing import withdraw_receiver
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


class WithdrawForm(forms.Form):
    """Why a receiver is to have it no longer."""

    reason = forms.CharField(label=gettext_lazy("Lý do rút nơi nhận"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Ask why, then tell the receiver."""
    actor = actor_of(request)
    delivery = Delivery.objects.select_related("document").filter(pk=delivery_id).first()
    if delivery is None:
        raise NotVisible
    require_registry(actor, delivery.document.agency_id)
    back = reverse("documents:out_page", args=[delivery.document_id])
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda values: withdraw_receiver(actor=actor, delivery_id=delivery_id, reason=values["reason"])):
        messages.success(request, _("Đã báo nơi nhận rút văn bản; câu trả lời hiện trên phiếu gửi."))
        return redirect(back + "#phieu-gui")
    title = _("Rút nơi nhận: %(name)s") % {"name": delivery.name}
    intro = _("Gói tin cập nhật báo nơi nhận này không còn nhận văn bản; văn thư ở đó đồng ý hoặc từ chối. Các nơi nhận khác không thay đổi.")
    return form_page(request, form, title=title, submit=_("Rút nơi nhận"), danger=True, intro=intro, cancel_url=back + "#phieu-gui",
                     trail=[(back, delivery.document.number_text)])  # fmt: skip
