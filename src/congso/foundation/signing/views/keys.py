"""Officials' own keys, and the seals they keep."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from congso.core.actors import Actor
from congso.foundation.files.responses import file_response
from congso.foundation.signing.asking import AskForm, answer_asked
from congso.foundation.signing.enums import KeyStore
from congso.foundation.signing.forms import (
    FileKeyForm,
    ModuleKeyForm,
    OwnerForm,
    PictureForm,
    RemoteKeyForm,
    TokenKeyForm,
    WithdrawForm,
)
from congso.foundation.signing.pictures import take_picture
from congso.foundation.signing.policies import MANAGE
from congso.foundation.signing.queries import key_of, name_in, own_keys, shown
from congso.foundation.signing.services.keeping import (
    add_file_key,
    add_outside_key,
    add_remote_key,
    change_picture,
    credentials_of,
    withdraw_key,
)
from congso.foundation.signing.services.signing import certificates_of
from congso.foundation.signing.services.trying import keep_trial, trial_order
from congso.foundation.signing.trust import revocation_state
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

_FORMS: dict[str, tuple[type[OwnerForm], Callable[..., Any]]] = {
    KeyStore.FILE: (FileKeyForm, add_file_key), KeyStore.REMOTE: (RemoteKeyForm, add_remote_key),
    KeyStore.MODULE: (ModuleKeyForm, add_outside_key), KeyStore.TOKEN: (TokenKeyForm, add_outside_key),
}  # fmt: skip


def _stores(viewer: Actor) -> list[KeyStore]:
    """Stores that this installation has and this person may name keys of."""
    has = {
        KeyStore.FILE: True, KeyStore.TOKEN: True, KeyStore.REMOTE: bool(settings.CONGSO_CSC_URL),
        KeyStore.MODULE: bool(settings.CONGSO_PKCS11_MODULE) and viewer.may(MANAGE),
    }  # fmt: skip
    return [store for store in KeyStore if has[store]]


def _trail() -> list[tuple[str, str]]:
    return [(reverse("signing:keys"), _("Khóa ký"))]


@require_GET
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """My keys, and the seals I keep."""
    viewer = actor_of(request)
    mine, seals = own_keys(viewer=viewer)
    return render(request, "signing/keys.html", {"mine": mine, "seals": seals, "stores": _stores(viewer)})


@require_http_methods(["GET", "POST"])
@login_required
def add(request: HttpRequest, key_store: str) -> HttpResponse:
    """Take a key in."""
    viewer = actor_of(request)
    if key_store not in _stores(viewer):
        raise Http404
    kind, service = _FORMS[key_store]
    person = request.GET.get("ma", "").strip()[:40] if key_store == KeyStore.REMOTE else ""
    more: dict[str, Any] = {"found": credentials_of(person)} if person else {}
    form = (
        kind(request.POST, request.FILES, viewer=viewer, **more)
        if request.method == "POST"
        else kind(viewer=viewer, **more)
    )
    if made := ask(form, service, actor=viewer):
        messages.success(request, _("Đã thêm khóa. Hãy thêm hình chữ ký và ký thử."))
        return redirect("signing:key", made.pk)
    context = {"form": form, "store": KeyStore(key_store), "person": person, "nothing_found": bool(person) and not more["found"],
               "trail": _trail()}  # fmt: skip
    return render(request, "signing/add.html", context, status=status_of(form))


@require_GET
@login_required
def page(request: HttpRequest, key_id: int) -> HttpResponse:
    """A key: its certificate, its state as its authority tells it now, its picture."""
    key = key_of(viewer=actor_of(request), key_id=key_id)
    found = certificates_of(key)
    told = revocation_state(found.own, found.chain)
    context = {"row": shown([key])[0], "title": name_in(key.subject), "told": told, "trail": _trail()}
    return render(request, "signing/key.html", context)


@require_GET
@login_required
def picture_file(request: HttpRequest, key_id: int) -> HttpResponseBase:
    """The picture itself."""
    key = key_of(viewer=actor_of(request), key_id=key_id)
    if key.picture is None:
        raise Http404
    return file_response(key.picture, name="hinh.png")


@require_http_methods(["GET", "POST"])
@login_required
def picture(request: HttpRequest, key_id: int) -> HttpResponse:
    """Give the key a picture."""
    viewer = actor_of(request)
    key = key_of(viewer=viewer, key_id=key_id)
    form = PictureForm(request.POST, request.FILES) if request.method == "POST" else PictureForm()

    def keep(given: dict[str, Any]) -> bool:
        taken = take_picture(given["picture"], clear_white=given["clear_white"])
        change_picture(actor=viewer, key_id=key_id, picture=taken)
        return True

    if attempt(form, keep):
        messages.success(request, _("Đã lưu hình. Hãy nhìn kỹ trên nền ô vuông: chỗ có ô là chỗ trong suốt."))
        return redirect("signing:key", key_id)
    here = reverse("signing:key", args=[key_id])
    return form_page(
        request,
        form,
        title=_("Hình chữ ký, con dấu"),
        cancel_url=here,
        trail=[*_trail(), (here, name_in(key.subject))],
    )


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, key_id: int) -> HttpResponse:
    """Let the key sign no more."""
    viewer = actor_of(request)
    key, here = key_of(viewer=viewer, key_id=key_id), reverse("signing:key", args=[key_id])
    form = WithdrawForm(request.POST if request.method == "POST" else None)

    def end(given: dict[str, Any]) -> bool:
        withdraw_key(actor=viewer, key_id=key_id, **given)
        return True

    if attempt(form, end):
        messages.success(request, _("Khóa đã ngừng sử dụng; những gì đã ký vẫn giữ nguyên giá trị."))
        return redirect("signing:key", key_id)
    return form_page(request, form, title=_("Ngừng sử dụng khóa"), submit=_("Ngừng sử dụng"), cancel_url=here, danger=True,
                     trail=[*_trail(), (here, name_in(key.subject))],
                     intro=_("Nếu khóa bị lộ, hãy đồng thời yêu cầu cơ quan chứng thực thu hồi chứng thư."))  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def try_out(request: HttpRequest, key_id: int) -> HttpResponse:
    """Sign a page that means nothing, and show what the verification says of it."""
    viewer = actor_of(request)
    key = key_of(viewer=viewer, key_id=key_id)
    form = AskForm(request.POST if request.method == "POST" else None, viewer=viewer, key_id=key_id)
    found = (
        answer_asked(request, form, actor=viewer, orders=lambda: [trial_order(key)])
        if form.is_bound
        else None
    )
    if isinstance(found, HttpResponse):
        return found
    trial = keep_trial(actor=viewer, signed=found[0]) if found else None
    here = reverse("signing:key", args=[key_id])
    context = {"form": form, "trial": trial, "pdf": b64encode(trial.content).decode() if trial else "", "here": request.path,
               "trail": [*_trail(), (here, name_in(key.subject))]}  # fmt: skip
    answer = render(request, "signing/try.html", context, status=200 if trial else status_of(form))
    return form.let_reach_signers(answer)
