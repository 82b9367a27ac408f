"""Send a dossier on from its page, ask how it stands; the administrator's rules and list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.dossiers.facade import Dossier, filled_form_for
from congso.domains.lookups.enums import ForwardState, Target
from congso.domains.lookups.errors import NoForwardRule
from congso.domains.lookups.forms_forwarding import FORMS, RuleForm
from congso.domains.lookups.policies import require_can_manage
from congso.domains.lookups.queries.forwarding import all_forwarded, rule_for, rules
from congso.domains.lookups.queries.looking import dossier_to_ask
from congso.domains.lookups.services.following import follow_now
from congso.domains.lookups.services.forwarding import RuleIn, end_rule, forward_dossier, set_rule
from congso.domains.lookups.views.managing import uuid_of
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


@require_http_methods(["GET", "POST"])
@login_required
def forward(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Check what goes out, then send the dossier on."""
    actor = actor_of(request)
    dossier = dossier_to_ask(viewer=actor, dossier_id=dossier_id)
    rule = rule_for(dossier.procedure_code, clock.today())
    if rule is None:
        raise NoForwardRule
    form = FORMS[rule.target](request.POST if request.method == "POST" else None, initial=_initial(dossier, rule.target, _answers(request, dossier)))
    if form.is_bound and attempt(form, lambda values: forward_dossier(actor=actor, dossier_id=dossier_id, body=form.body(), purpose=values["purpose"])):
        messages.success(request, _("Đã xếp hồ sơ vào hàng chờ gửi; trạng thái hiện ở trang hồ sơ."))
        return redirect("dossiers:page", dossier_id)
    trail = [(reverse("dossiers:page", args=[dossier_id]), dossier.code)]
    title = _("Chuyển hồ sơ sang %(target)s") % {"target": rule.get_target_display()}
    intro = _("Kiểm tra từng thông tin trước khi gửi. Mỗi lần gửi, hỏi được ghi nhật ký với hồ sơ và mục đích.")
    return form_page(request, form, title=title, submit=_("Chuyển hồ sơ"), cancel_url=trail[0][0], trail=trail, intro=intro)


def _answers(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """What the applicant filled in; nothing for what came on paper."""
    try:
        answers: dict[str, Any] = filled_form_for(viewer=actor_of(request), dossier_id=dossier.pk).answers
    except NotVisible:
        return {}
    return answers


def _initial(dossier: Dossier, target: str, answers: dict[str, Any]) -> dict[str, Any]:
    """What is known of the applicant and from the electronic form, to be checked."""
    purpose = _("Giải quyết thủ tục: %(name)s") % {"name": dossier.procedure_name[:250]}
    if target == Target.JUDICIAL:
        return {"full_name": dossier.applicant_name, "identify_no": dossier.applicant_number, "residence": dossier.applicant_address,
                "phone": dossier.applicant_phone, "request_qty": dossier.sets, "purpose": purpose, "nationality_id": "VN"}  # fmt: skip
    known = {"hoTen": dossier.applicant_name, "soDinhDanh": dossier.applicant_number, "noiCuTru": dossier.applicant_address,
             "dienThoai": dossier.applicant_phone, "noiDungYeuCau": dossier.request_summary}  # fmt: skip
    plain = {name: value for name, value in answers.items() if isinstance(value, str | int) and name.isidentifier() and name.isascii()}
    lines = [f"{name} = {' '.join(str(value).split())}" for name, value in (known | plain).items() if str(value).strip()]
    return {"facts": "\n".join(lines), "purpose": purpose}


@require_POST
@login_required
def follow(request: HttpRequest, forwarded_id: UUID) -> HttpResponse:
    """Ask at once how it stands."""
    found = follow_now(actor=actor_of(request), forwarded_id=forwarded_id)
    if found.trouble:
        messages.warning(request, _("Hệ thống bên nhận chưa trả lời được: %(reason)s") % {"reason": found.trouble})
    else:
        messages.success(request, _("Trạng thái bên nhận: %(words)s.") % {"words": found.status_words})
    return redirect("dossiers:page", found.dossier_id)


@require_http_methods(["GET", "POST"])
@login_required
def forward_rules(request: HttpRequest) -> HttpResponse:
    """Which procedures' dossiers go where."""
    actor = actor_of(request)
    found = rules(viewer=actor)
    form = RuleForm(request.POST if request.method == "POST" else None, initial={"valid_from": clock.today()})
    if form.is_bound and attempt(form, lambda values: set_rule(actor=actor, given=RuleIn(**values))):
        messages.success(request, _("Đã gắn thủ tục với hệ thống nhận."))
        return redirect("lookups:forward_rules")
    context = {"rules": found, "form": form, "today": clock.today()}
    return render(request, "lookups/forward_rules.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def forward_rule_end(request: HttpRequest, rule_id: int) -> HttpResponse:
    """No more from today on."""
    end_rule(actor=actor_of(request), rule_id=rule_id)
    messages.success(request, _("Từ hôm nay không chuyển hồ sơ của thủ tục này nữa."))
    return redirect("lookups:forward_rules")


@require_GET
@login_required
def forwarded_list(request: HttpRequest) -> HttpResponse:
    """Everything that was sent on."""
    viewer = actor_of(request)
    require_can_manage(viewer)
    state = request.GET.get("tinh-trang", "")
    rows, older = all_forwarded(viewer=viewer, state=state, before=uuid_of(request.GET.get("after", "")))
    context = {"rows": rows, "older": older, "states": ForwardState.choices, "state": state}
    return render(request, "lookups/forwarded_list.html", context)
