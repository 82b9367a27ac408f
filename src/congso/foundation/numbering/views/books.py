"""Books, their numbers, and what may be done with them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core.actors import EVERYWHERE
from congso.foundation.numbering.kinds import kinds
from congso.foundation.numbering.pages import book_page, books_page, entry_of
from congso.foundation.numbering.policies import MANAGE
from congso.foundation.numbering.services import close_book, void_number
from congso.foundation.orgs.choosing import grouped
from congso.foundation.orgs.queries import tree
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of


class VoidForm(forms.Form):
    """Why a number is voided."""

    reason = forms.CharField(label=gettext_lazy("Lý do hủy số"), max_length=300)


@require_GET
@login_required
def list_page(request: HttpRequest) -> HttpResponse:
    """Books by unit, kind and year."""
    viewer, unit = actor_of(request), request.GET.get("don-vi", "")
    unit_id = int(unit) if unit.isdecimal() and int(unit) in tree().nodes else None
    kind, period = request.GET.get("loai", ""), request.GET.get("ky", "")[:10]
    page = books_page(
        viewer=viewer, unit_id=unit_id, kind=kind, period=period, after=request.GET.get("after", "")
    )
    reach = viewer.units_for(MANAGE)
    context = {"page": page, "unit_id": unit_id, "kind": kind, "period": period, "kinds": kinds(),
               "groups": grouped(tree(), None if reach == EVERYWHERE else reach)}  # fmt: skip
    return render(request, "numbering/list.html", context)


@require_GET
@login_required
def book(request: HttpRequest, book_id: int) -> HttpResponse:
    """The numbers of a book."""
    page = book_page(viewer=actor_of(request), book_id=book_id, after=request.GET.get("after", ""))
    return render(
        request, "numbering/book.html", {"page": page, "trail": [(reverse("numbering:list"), _("Sổ cấp số"))]}
    )


@require_POST
@login_required
def close(request: HttpRequest, book_id: int) -> HttpResponse:
    """Close a book at the end of its period."""
    close_book(actor=actor_of(request), book_id=book_id)
    messages.success(request, _("Đã khóa sổ."))
    return redirect("numbering:book", book_id)


@require_http_methods(["GET", "POST"])
@login_required
def void(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Void a number."""
    actor = actor_of(request)
    entry = entry_of(viewer=actor, entry_id=entry_id)
    here = reverse("numbering:book", args=[entry.book_id])
    form = VoidForm(request.POST if request.method == "POST" else None)
    if ask(form, void_number, actor=actor, entry_id=entry_id):
        messages.success(request, _("Đã hủy số %(number)s.") % {"number": entry.text})
        return redirect(here)
    return form_page(request, form, title=_("Hủy số %(number)s") % {"number": entry.text}, submit=_("Hủy số"), cancel_url=here,
                     trail=[(reverse("numbering:list"), _("Sổ cấp số")), (here, _("Sổ"))], danger=True,
                     intro=_("Số đã hủy vẫn nằm trong sổ với lý do và không bao giờ cấp lại."))  # fmt: skip
