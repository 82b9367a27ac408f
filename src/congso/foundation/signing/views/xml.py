"""Sign an XML file by one's key: uploaded, signed, given back."""

from __future__ import annotations

from base64 import b64encode
from pathlib import PurePath

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from congso.foundation.signing.asking import answer_asked
from congso.foundation.signing.forms_xml import XmlForm
from congso.foundation.signing.queries import key_of, name_in
from congso.foundation.signing.services.signing_xml import note_signed_xml, xml_order
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import status_of


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def sign(request: HttpRequest, key_id: int) -> HttpResponse:
    """Ask for an XML and the PIN; give the file back with the signature in it, and what the verification says."""
    viewer = actor_of(request)
    key = key_of(viewer=viewer, key_id=key_id)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = XmlForm(*posted, viewer=viewer, key_id=key_id)
    found = answer_asked(request, form, actor=viewer, orders=lambda: [xml_order(key, form.content)]) if form.is_bound else None
    if isinstance(found, HttpResponse):
        return found
    made = note_signed_xml(actor=viewer, signed=found[0], name=form.cleaned_data["upload"].name or "") if found else None
    here = reverse("signing:key", args=[key_id])
    trail = [(reverse("signing:keys"), _("Khóa ký")), (here, name_in(key.subject))]
    context = {"ask": form, "made": made, "xml": b64encode(made.content).decode() if made else "", "trail": trail, "here": request.path,
               "file_name": f"{PurePath(made.name).stem or 'tep'}-da-ky.xml" if made else ""}  # fmt: skip
    return form.let_reach_signers(render(request, "signing/sign_xml.html", context, status=200 if made else status_of(form)))
