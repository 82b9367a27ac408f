"""Citizens rate, and read how others rated: no login, no script needed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.actors import Actor
from congso.domains.citizens.facade import actor_of_citizen, citizen_of
from congso.domains.ratings.enums import Level
from congso.domains.ratings.errors import LevelMissing
from congso.domains.ratings.forms import PeriodForm, WhyForm
from congso.domains.ratings.queries.published import published_ratings, rated_agencies
from congso.domains.ratings.queries.rating_page import rating_page
from congso.domains.ratings.services import rate
from congso.foundation.web.submitting import attempt, status_of


def visitor(request: HttpRequest) -> Actor:
    """Who rates: the citizen who has logged in, or whoever holds the address of the dossier."""
    return (
        actor_of_citizen(request)
        if citizen_of(request)
        else Actor(account_id=None, name="Người giữ mã tra cứu hồ sơ")
    )


def level_in(request: HttpRequest) -> int:
    """The face that was pressed; 0 for none."""
    pressed = request.POST.get("level", "")
    return int(pressed) if pressed.isdecimal() and len(pressed) == 1 else 0


@never_cache
@require_http_methods(["GET", "POST"])
def rate_page(request: HttpRequest, token: str) -> HttpResponse:
    """Five faces; pressing one is the rating."""
    page = rating_page(viewer=visitor(request), token=token)
    refusal = ""
    if request.method == "POST":
        try:
            rate(actor=visitor(request), token=token, level=level_in(request))
        except LevelMissing as error:
            refusal = str(error)
        else:
            return redirect("ratings:rate", token)
    level = page.rating.level if page.rating else 0
    known = {"reasons": page.rating.reasons, "comment": page.rating.comment} if page.rating else {}
    context = {"page": page, "levels": list(Level), "refusal": refusal, "choosing": not level or "doi" in request.GET,
               "form": WhyForm(level=level, initial=known)}  # fmt: skip
    return render(request, "ratings/rate.html", context, status=422 if refusal else 200)


@never_cache
@require_POST
def why(request: HttpRequest, token: str) -> HttpResponse:
    """Say why, after the face is pressed."""
    page = rating_page(viewer=visitor(request), token=token)
    if page.rating is None:
        return redirect("ratings:rate", token)
    level = page.rating.level
    form = WhyForm(request.POST, level=level)
    if attempt(form, lambda given: rate(actor=visitor(request), token=token, level=level, **given)):
        messages.success(request, _("Đã nhận ý kiến. Cảm ơn ông/bà."))
        return redirect("ratings:rate", token)
    context = {"page": page, "levels": list(Level), "refusal": "", "choosing": False, "form": form}
    return render(request, "ratings/rate.html", context, status=status_of(form))


@require_GET
def published(request: HttpRequest) -> HttpResponse:
    """How citizens rate agencies and procedures."""
    form = PeriodForm(request.GET, agencies=rated_agencies())
    wanted = form.wanted()
    shown = published_ratings(**wanted, after=request.GET.get("after", ""))
    return render(request, "ratings/published.html", {"form": form, "wanted": wanted, "shown": shown})
