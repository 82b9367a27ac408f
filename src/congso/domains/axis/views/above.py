"""The axes above: connect, change, close, fetch the list, send again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.domains.axis.errors import UpperSilent
from congso.domains.axis.forms import ReasonForm, UpperForm
from congso.domains.axis.models import Upper
from congso.domains.axis.policies import require_can_manage
from congso.domains.axis.queries_above import upper_of, upper_page, uppers
from congso.domains.axis.services.connecting_up import (
    UpperIn,
    change_upper,
    close_upper,
    connect_upper,
    refresh_above,
)
from congso.domains.axis.services.retrying import try_all_up_again
from congso.foundation.web.forms import form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt


def _trail(upper: Upper | None = None) -> list[tuple[str, str]]:
    found = [(reverse("axis:systems"), _("Trục liên thông")), (reverse("axis:uppers"), _("Trục cấp trên"))]
    return found if upper is None else [*found, (reverse("axis:upper", args=[upper.pk]), upper.name)]


@require_GET
@login_required
def upper_list(request: HttpRequest) -> HttpResponse:
    """Axes above and how they do."""
    return render(request, "axis/uppers.html", {"rows": uppers(viewer=actor_of(request)), "trail": _trail()[:1]})


@require_http_methods(["GET", "POST"])
@login_required
def new_upper(request: HttpRequest) -> HttpResponse:
    """Connect to an axis above."""
    actor = actor_of(request)
    require_can_manage(actor)
    form = UpperForm(request.POST if request.method == "POST" else None)
    made = attempt(form, lambda values: connect_upper(actor=actor, given=UpperIn(**values))) if form.is_bound else None
    if made is not None:
        messages.success(request, _("Đã kết nối trục cấp trên. Hãy lấy danh bạ của trục ấy."))
        return redirect("axis:upper", made.pk)
    return form_page(request, form, title=_("Kết nối trục cấp trên"), cancel_url=reverse("axis:uppers"), trail=_trail())


@require_GET
@login_required
def page(request: HttpRequest, upper_pk: int) -> HttpResponse:
    """An axis above: how it does, who is reached over it, what travelled last."""
    words, after = request.GET.get("q", "")[:100], request.GET.get("after", "")[:35]
    found = upper_page(viewer=actor_of(request), upper_pk=upper_pk, words=words, after=after)
    context = {"found": found, "line": found.line, "upper": found.line.upper, "older": found.older, "words": words, "trail": _trail()}
    return render(request, "axis/upper.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def edit_upper(request: HttpRequest, upper_pk: int) -> HttpResponse:
    """Change how an axis above is reached."""
    actor = actor_of(request)
    upper = upper_of(viewer=actor, upper_pk=upper_pk)
    given = {name: getattr(upper, name) for name in UpperForm.base_fields if name != "secret"} | {"prefixes": "\n".join(upper.prefixes)}
    form = UpperForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and attempt(form, lambda values: change_upper(actor=actor, upper_pk=upper_pk, given=UpperIn(**values))):
        messages.success(request, _("Đã lưu kết nối trục cấp trên."))
        return redirect("axis:upper", upper_pk)
    return form_page(request, form, title=_("Sửa kết nối trục cấp trên"), cancel_url=reverse("axis:upper", args=[upper_pk]), trail=_trail(upper))


@require_http_methods(["GET", "POST"])
@login_required
def close(request: HttpRequest, upper_pk: int) -> HttpResponse:
    """Close a connection, with the reason."""
    actor = actor_of(request)
    upper = upper_of(viewer=actor, upper_pk=upper_pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, lambda values: close_upper(actor=actor, upper_pk=upper_pk, **values)):
        messages.success(request, _("Đã ngắt trục cấp trên."))
        return redirect("axis:upper", upper_pk)
    intro = _("Gói tin đang chờ chuyển lên trở thành gói tin lỗi; đơn vị chỉ đến được qua trục này không còn đến được.")
    return form_page(request, form, title=_("Ngắt trục cấp trên"), submit=_("Ngắt"), danger=True, intro=intro,
                     cancel_url=reverse("axis:upper", args=[upper_pk]), trail=_trail(upper))  # fmt: skip


@require_POST
@login_required
def refresh(request: HttpRequest, upper_pk: int) -> HttpResponse:
    """Fetch its list of agencies now; when it is silent, its page says why."""
    try:
        count = refresh_above(actor=actor_of(request), upper_pk=upper_pk)
    except UpperSilent as silent:
        messages.error(request, str(silent))
    else:
        messages.success(request, ngettext("Danh bạ có %(count)d đơn vị.", "Danh bạ có %(count)d đơn vị.", count) % {"count": count})
    return redirect("axis:upper", upper_pk)


@require_POST
@login_required
def all_again(request: HttpRequest, upper_pk: int) -> HttpResponse:
    """Hand everything it would not have up again."""
    count = try_all_up_again(actor=actor_of(request), upper_pk=upper_pk)
    words = ngettext("%(count)d gói tin lại chờ chuyển lên.", "%(count)d gói tin lại chờ chuyển lên.", count)
    messages.success(request, words % {"count": count})
    return redirect("axis:upper", upper_pk)
