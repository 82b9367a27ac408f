"""How units collect: accounts and receipt series."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congso.core import clock
from congso.domains.fees.forms.money import AccountForm
from congso.domains.fees.policies import MANAGE, require_can_manage
from congso.domains.fees.queries.accounts import accounts
from congso.domains.fees.queries.paying import unit_name
from congso.domains.fees.services import set_account
from congso.domains.fees.views.reconciling import allowed_units
from congso.foundation.web.forms import ask
from congso.foundation.web.requests import actor_of


@require_http_methods(["GET", "POST"])
@login_required
def account_page(request: HttpRequest) -> HttpResponse:
    """All rows, and a form for the next one."""
    actor = actor_of(request)
    require_can_manage(actor)
    allowed = allowed_units(actor, MANAGE)
    form = AccountForm(
        request.POST if request.method == "POST" else None,
        initial={"valid_from": clock.today()},
        allowed=allowed,
    )
    if form.is_bound and ask(form, set_account, actor=actor) is not None:
        messages.success(request, _("Đã lưu."))
        return redirect("fees:accounts")
    rows = [(row, unit_name(row.unit_id)) for row in accounts() if allowed is None or row.unit_id in allowed]
    return render(
        request, "fees/accounts.html", {"form": form, "rows": rows}, status=422 if form.errors else 200
    )
