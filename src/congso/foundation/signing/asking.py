"""Ask for a signature on any room's page: which key, its PIN; for a key on the person's own machine by its signer.

A room's view makes an ``AskForm``, includes ``signing/ask.html``, and calls ``answer_asked`` with its orders.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from congso.core.actors import Actor
from congso.foundation.signing.enums import KeyStore
from congso.foundation.signing.errors import SessionEnded, SignerMissing
from congso.foundation.signing.models import SigningSession
from congso.foundation.signing.queries import KeyRow, usable_keys
from congso.foundation.signing.services.signing import (
    Order,
    Signed,
    begin_outside,
    finish_outside,
    sign_documents,
)
from congso.foundation.web.leading import may_call
from congso.foundation.web.submitting import attempt, status_of

T = TypeVar("T")
BEGIN = "begin"
STEP_HEADER = "X-Congso-Sign"
LARGEST_ANSWER = 400_000
"""Characters of signatures that come back at once: several hundred of them."""


class KeySelect(forms.Select):
    """Keys to choose from; a key on the person's machine carries its signer's address."""

    signers: dict[int, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the address."""
        option = super().create_option(name, value, *args, **kwargs)
        if address := self.signers.get(int(value or 0)):
            option["attrs"]["data-signer"] = address
        return option


class AskForm(forms.Form):
    """Which of one's keys signs, and its PIN; never shown again once typed."""

    key = forms.TypedChoiceField(label=_("Ký bằng"), coerce=int, widget=KeySelect)
    pin = forms.CharField(
        label=_("Mã PIN"), required=False, max_length=128, strip=False,
        widget=forms.PasswordInput({"autocomplete": "off", "data-pin": ""}, render_value=False),
    )  # fmt: skip
    batch = forms.UUIDField(required=False, widget=forms.HiddenInput)
    signatures = forms.CharField(required=False, max_length=LARGEST_ANSWER, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, viewer: Actor, unit_id: int | None = None, key_id: int | None = None, **kwargs: Any
    ) -> None:
        """The viewer's own keys; with ``unit_id`` the seals of that unit they keep; with ``key_id`` this key alone."""
        super().__init__(*args, **kwargs)
        self.rows = usable_keys(viewer=viewer, unit_id=unit_id, key_id=key_id)
        choice: Any = self.fields["key"]
        choice.choices = [(row.key.pk, _named(row)) for row in self.rows]
        choice.widget.signers = {
            row.key.pk: row.key.reference for row in self.rows if row.key.store == KeyStore.TOKEN
        }
        if not self.rows:
            self.fields["pin"].disabled = True

    @property
    def has_keys(self) -> bool:
        """Whether there is anything to sign with."""
        return bool(self.rows)

    @property
    def chosen(self) -> KeyRow | None:
        """The key of the form's answer."""
        wanted = self.cleaned_data.get("key") if hasattr(self, "cleaned_data") else None
        return next((row for row in self.rows if row.key.pk == wanted), None)

    @property
    def is_outside(self) -> bool:
        """Whether the chosen key is on the person's own machine."""
        return self.chosen is not None and self.chosen.key.store == KeyStore.TOKEN

    @property
    def has_signers(self) -> bool:
        """Whether any key offered is on the person's own machine."""
        return any(row.key.store == KeyStore.TOKEN for row in self.rows)

    def clean(self) -> dict[str, Any]:
        """A PIN for every key that our server opens."""
        given = super().clean() or {}
        if self.chosen is not None and not self.is_outside and not given.get("pin"):
            self.add_error("pin", _("Cần nhập mã PIN."))
        return given

    def proof(self) -> dict[str, Any]:
        """What opens the chosen key: its PIN, or the batch that a key outside has signed. Raises SessionEnded."""
        given = self.cleaned_data
        if not self.is_outside:
            return {"pin": given["pin"]}
        return {"batch": given["batch"], "signatures": _signatures(given["signatures"])}

    def let_reach_signers(self, response: HttpResponse) -> HttpResponse:
        """Let the page's script call the signers of these keys and nothing else (content security policy)."""
        return may_call(response, {row.key.reference for row in self.rows if row.key.store == KeyStore.TOKEN})


def _named(row: KeyRow) -> str:
    who = row.owner if row.is_seal else row.title
    near = f" — {row.state}" if row.colour == "near" else ""
    return f"{who} ({row.store}){near}"


@dataclass(frozen=True)
class Begun:
    """Documents prepared for a signer outside: their hashes go out."""

    sessions: tuple[SigningSession, ...]

    def content(self) -> dict[str, Any]:
        """What the page's script gets."""
        key, count = self.sessions[0].key, len(self.sessions)
        return {
            "batch": str(self.sessions[0].batch),
            "documents": [
                {"id": str(row.pk), "digest": b64encode(bytes(row.digest)).decode()} for row in self.sessions
            ],
            "certificate_sha256": sha256(bytes(key.certificate)).hexdigest(),
            "reason": ngettext("Ký %(count)d tài liệu", "Ký %(count)d tài liệu", count) % {"count": count},
        }


def sign_asked(*, actor: Actor, form: AskForm, orders: Sequence[Order]) -> list[Signed] | Begun:
    """Sign by the form's key; a key outside is begun when no signatures came, finished when they did.

    Raises what ``sign_documents``, ``begin_outside`` and ``finish_outside`` raise.
    """
    given, row = form.cleaned_data, form.chosen
    if row is None:
        raise SessionEnded
    if not form.is_outside:
        return sign_documents(actor=actor, key_id=row.key.pk, pin=given["pin"], orders=orders)
    if not given["batch"]:
        return Begun(tuple(begin_outside(actor=actor, key_id=row.key.pk, orders=orders)))
    return finish_outside(
        actor=actor, batch=given["batch"], signatures=_signatures(given["signatures"]), orders=orders
    )


def _signatures(text: str) -> dict[str, bytes]:
    try:
        return {str(name): b64decode(value, validate=True) for name, value in json.loads(text).items()}
    except (ValueError, NoBase64, AttributeError, TypeError) as broken:
        raise SessionEnded from broken


def answer_asked(
    request: HttpRequest, form: AskForm, *, actor: Actor, orders: Callable[[], Sequence[Order]]
) -> list[Signed] | JsonResponse | None:
    """The signed documents; an answer for the page's script; None when something was refused, with the reason in the form.

    Nothing is stored: keep the result by ``record_signature`` in the action that uses it.
    """
    return run_asked(
        request, form,
        begin=lambda _given: _begun(sign_asked(actor=actor, form=form, orders=orders())),
        finish=lambda _given: _signed(sign_asked(actor=actor, form=form, orders=orders())),
    )  # fmt: skip


def _begun(found: list[Signed] | Begun) -> Begun:
    if not isinstance(found, Begun):
        raise SignerMissing(field="key")
    return found


def _signed(found: list[Signed] | Begun) -> list[Signed]:
    if isinstance(found, Begun):
        raise SignerMissing(field="key")
    return found


def begins_outside(request: HttpRequest) -> bool:
    """Whether the page's script asks for the hashes that a key on the person's own machine will sign."""
    return request.headers.get(STEP_HEADER) == BEGIN


def run_asked(
    request: HttpRequest, form: AskForm, *, begin: Callable[[dict[str, Any]], Begun], finish: Callable[[dict[str, Any]], T]
) -> T | JsonResponse | None:  # fmt: skip
    """The frame of every page that signs: ``begin`` prepares for a key outside, ``finish`` signs or takes its signatures.

    What ``finish`` gives; an answer for the page's script; None when something was refused, with the reason in the form.
    """
    begins = begins_outside(request)

    def act(given: dict[str, Any]) -> T | Begun:
        if form.is_outside and not begins and not given["batch"]:
            raise SignerMissing(field="key")
        return begin(given) if begins and form.is_outside else finish(given)

    found = attempt(form, act)
    if isinstance(found, Begun):
        return JsonResponse(found.content())
    if begins:
        return JsonResponse({"error": " ".join(_errors(form))}, status=status_of(form))
    return found


def _errors(form: forms.Form) -> Iterable[str]:
    return [str(each) for errors in form.errors.values() for each in errors]
