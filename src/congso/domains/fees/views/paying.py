"""The payer's pages: no login, the token in the address opens them; nothing is kept by browsers or search engines."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from congso.core.actors import Actor
from congso.core.text import filename_safe, mask_name
from congso.domains.fees.errors import GatewayDown
from congso.domains.fees.gateways import gateway
from congso.domains.fees.matters import matter_address
from congso.domains.fees.printing import receipt_pdf
from congso.domains.fees.queries.paying import PayPage, pay_page, receipt_of, request_of, unit_name
from congso.domains.fees.services import ask_gateway, hear_payment, start_payment
from congso.domains.fees.services.starting import GATEWAYS
from congso.foundation.orgs.reading import unlisted
from congso.foundation.web.leading import may_lead_to

PAYER = Actor(account_id=None, name="Người nộp tiền")
LAST_LOOK, SLOW_AFTER = 60, 20
"""The page looks sixty times whether the money has come: every three seconds, then every ten."""


def _looked(request: HttpRequest) -> dict[str, Any]:
    """How often the page has looked, when it looks again, and when it stops."""
    typed = request.GET.get("lan", "0")
    count = int(typed) if typed.isdecimal() and len(typed) < 4 else LAST_LOOK
    return {"next_look": count + 1, "looks": count < LAST_LOOK, "slowly": count >= SLOW_AFTER}


def _with_gateways(response: HttpResponse, page: PayPage) -> HttpResponse:
    """The page's forms lead on to the gateways, which browsers only follow when the page says so."""
    return may_lead_to(response, [each.browser_origin() for each in page.gateways])


@require_GET
@unlisted
def pay(request: HttpRequest, pay_token: str) -> HttpResponse:
    """What is to be paid and how; after that, the receipt."""
    page = pay_page(token=pay_token)
    return _with_gateways(render(request, "fees/pay.html", {"page": page, "back": matter_address(page.request.subject)} | _looked(request)), page)


@require_GET
@unlisted
def state(request: HttpRequest, pay_token: str) -> HttpResponse:
    """Where it stands, for the part of the page that looks again by itself.

    When nothing is to be paid any more the whole page is drawn anew, so that no way of paying stays offered.
    """
    page = pay_page(token=pay_token)
    answer = render(request, "fees/pay_state.html", {"page": page} | _looked(request))
    if not page.request.is_open:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@unlisted
def start(request: HttpRequest, pay_token: str, adapter: str) -> HttpResponse:
    """On to a gateway."""
    return redirect(start_payment(actor=PAYER, token=pay_token, adapter=adapter))


@require_POST
@unlisted
def ask_again(request: HttpRequest, pay_token: str) -> HttpResponse:
    """Ask the gateway, for a payer whose money has left and who sees nothing here."""
    try:
        ask_gateway(request=request_of(pay_token))
    except GatewayDown as error:
        messages.warning(request, str(error))
    if request_of(pay_token).is_open:
        messages.info(
            request,
            _("Chưa nhận đủ tiền của khoản này. Nếu đã trừ tiền, xin chờ vài phút rồi kiểm tra lại."),
        )
    return redirect("fees:pay", pay_token)


@csrf_exempt
@require_POST
@unlisted
def callback(request: HttpRequest, adapter: str) -> HttpResponse:
    """A gateway tells of a payment, signed; the same again is answered the same."""
    heard = gateway(adapter).read_callback(request.body, request.headers)
    payment = hear_payment(actor=GATEWAYS, adapter=adapter, heard=heard)
    return JsonResponse({"kept": True, "state": payment.state})


@require_GET
@unlisted
def receipt(request: HttpRequest, receipt_token: str) -> HttpResponse:
    """The receipt as PDF."""
    found = receipt_of(receipt_token)
    response = HttpResponse(receipt_pdf(found), content_type="application/pdf")
    name = content_disposition_header(as_attachment=False, filename=filename_safe(f"Biên lai {found}.pdf"))
    response["Content-Disposition"] = name or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
@unlisted
def check_receipt(request: HttpRequest, receipt_token: str) -> HttpResponse:
    """Whether a receipt is genuine and still holds."""
    found = receipt_of(receipt_token)
    context = {"receipt": found, "unit": unit_name(found.unit_id), "payer": mask_name(found.payer_name)}
    return render(request, "fees/check_receipt.html", context)
