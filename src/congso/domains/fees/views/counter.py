"""Money at the counter: take it, cancel a receipt, note a refund."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congso.domains.fees.forms.money import CancelReceiptForm, CashForm, RefundForm
from congso.domains.fees.models import Payment
from congso.domains.fees.policies import require_can_manage
from congso.domains.fees.queries.counter import counter_page, payment_for, receipt_for, way_label
from congso.domains.fees.services import cancel_receipt, note_refund, take_cash
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@login_required
def request_page(request: HttpRequest, pay_id: UUID) -> HttpResponse:
    """A request, its payments and receipts; take cash for it."""
    actor = actor_of(request)
    page = counter_page(viewer=actor, request_id=pay_id)
    form = CashForm(
        request.POST if request.method == "POST" else None, initial={"payer_name": page.request.payer_name}
    )
    if form.is_bound and attempt(form, lambda values: take_cash(actor=actor, request_id=pay_id, **values)):
        messages.success(request, _("Đã thu tiền mặt và lập biên lai."))
        return redirect("fees:request", pay_id)
    payments = [(each, way_label(each.adapter)) for each in page.payments]
    return render(
        request,
        "fees/request.html",
        {"page": page, "payments": payments, "form": form},
        status=status_of(form),
    )


def _back(payment: Payment) -> str:
    if payment.request_id is None:
        return reverse("fees:solve", args=[payment.pk])
    return reverse("fees:request", args=[payment.request_id])


@require_http_methods(["GET", "POST"])
@login_required
def cancel_page(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Cancel a receipt with its reason."""
    actor = actor_of(request)
    receipt = receipt_for(viewer=actor, receipt_id=receipt_id)
    require_can_manage(actor, receipt.unit_id)
    form = CancelReceiptForm(
        request.POST if request.method == "POST" else None, initial={"payer_name": receipt.payer_name}
    )
    back = _back(payment_for(viewer=actor, payment_id=receipt.payment_id))
    if form.is_bound and ask(form, cancel_receipt, actor=actor, receipt_id=receipt_id) is not None:
        messages.success(request, _("Đã hủy biên lai; số biên lai vẫn còn trong sổ với lý do hủy."))
        return redirect(back)
    title = _("Hủy biên lai %(number)s") % {"number": receipt}
    return form_page(request, form, title=title, submit=_("Hủy biên lai"), cancel_url=back, danger=True)


@require_http_methods(["GET", "POST"])
@login_required
def refund_page(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Note a refund."""
    actor = actor_of(request)
    payment = payment_for(viewer=actor, payment_id=payment_id)
    require_can_manage(actor, payment.unit_id)
    form = RefundForm(request.POST if request.method == "POST" else None)
    if form.is_bound and ask(form, note_refund, actor=actor, payment_id=payment_id) is not None:
        messages.success(request, _("Đã ghi nhận hoàn trả."))
        return redirect(_back(payment))
    intro = _("Chỉ ghi nhận theo quyết định; tiền do kho bạc, ngân hàng chi trả ngoài hệ thống này.")
    return form_page(request, form, title=_("Ghi nhận hoàn trả"), intro=intro, cancel_url=_back(payment))
