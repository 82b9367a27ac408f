"""The citizen's own page: who I am, how I am reached, for whom I act and who acts for me."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.domains.citizens.access import actor_of_citizen, citizen_of, citizen_required
from congso.domains.citizens.forms import ContactForm, GuardianForm, MandateForm
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.oidc import browser_origin
from congso.domains.citizens.queries.acting import is_community_helper, mandates_of
from congso.domains.citizens.services import declare_guardianship, end_mandate, give_mandate, set_contact
from congso.foundation.web.forms import ask
from congso.foundation.web.leading import may_lead_to
from congso.foundation.web.submitting import status_of


def _account(request: HttpRequest) -> CitizenAccount:
    account = citizen_of(request)
    assert account is not None
    return account


@never_cache
@require_GET
@citizen_required
def account_page(request: HttpRequest) -> HttpResponse:
    """Everything about the account."""
    return _show(request)


def _show(request: HttpRequest, **forms: Any) -> HttpResponse:
    account = _account(request)
    rows = list(mandates_of(viewer=actor_of_citizen(request)))
    context = {
        "account": account, "today": clock.today(), "is_helper": is_community_helper(account),
        "given": [row for row in rows if row.giver_id == account.party_id],
        "held": [row for row in rows if row.holder_number == account.party.identity_number],
        "contact": ContactForm(initial={"phone": account.phone, "email": account.email}),
        "mandate": MandateForm(), "guardian": GuardianForm(),
    } | forms  # fmt: skip
    bound = next(iter(forms.values()), None)
    page = render(request, "citizens/account.html", context, status=status_of(bound) if bound else 200)
    return may_lead_to(page, [browser_origin()])  # logging out leads to the provider


def _save(request: HttpRequest, name: str, form: Form, service: Callable[..., Any], done: str) -> HttpResponse:
    """Put one of the page's forms to its service; the page again, with what is wrong, when it is refused."""
    if ask(form, service, actor=actor_of_citizen(request)) is None:
        return _show(request, **{name: form})
    messages.success(request, done)
    return redirect("citizens:account")


@require_POST
@citizen_required
def save_contact(request: HttpRequest) -> HttpResponse:
    """Telephone and e-mail."""
    return _save(request, "contact", ContactForm(request.POST), set_contact, _("Đã lưu cách liên hệ."))


@require_POST
@citizen_required
def save_mandate(request: HttpRequest) -> HttpResponse:
    """Let somebody act for me."""
    return _save(request, "mandate", MandateForm(request.POST), give_mandate, _("Đã lưu người được nộp thay."))


@require_POST
@citizen_required
def save_guardian(request: HttpRequest) -> HttpResponse:
    """Declare for whom I am parent or guardian."""
    done = _("Đã ghi nhận; cơ quan sẽ kiểm tra khi bạn nộp hồ sơ.")
    return _save(request, "guardian", GuardianForm(request.POST), declare_guardianship, done)


@require_http_methods(["POST"])
@citizen_required
def stop_mandate(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """End a mandate given or held."""
    end_mandate(actor=actor_of_citizen(request), mandate_id=mandate_id)
    messages.success(request, _("Đã chấm dứt."))
    return redirect("citizens:account")
