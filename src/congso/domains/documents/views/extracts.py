"""The screen on which passages are taken out of a document."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congso.core.actors import Actor
from congso.domains.documents.extract_paper import extract_pdf, source_passages
from congso.domains.documents.forms.copies import ExtractForm
from congso.domains.documents.models import CertifiedCopy, Document
from congso.domains.documents.queries_any import require_document
from congso.domains.documents.services.copying import extract_source, make_copy
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest, copied_id: UUID) -> HttpResponse:
    """Choose passages, look at the extract, number it and lay it out."""
    actor = actor_of(request)
    document, pdf = extract_source(viewer=actor, document_id=copied_id)
    passages = source_passages(document, pdf)
    chosen = {int(each) for each in request.GET.getlist("doan") if each.isdecimal()}
    taken = "\n\n".join(text for number, text in enumerate(passages, 1) if number in chosen)
    form = ExtractForm(request.POST if request.method == "POST" else None, initial={"passages": taken})
    done = attempt(form, lambda _v: _do(request, actor, document, pdf, form)) if form.is_bound else None
    if isinstance(done, HttpResponse):
        return done
    context = {"form": form, "document": require_document(viewer=actor, document_id=copied_id), "passages": list(enumerate(passages, 1)),
               "chosen": chosen}  # fmt: skip
    return render(request, "documents/copy_extract.html", context, status=status_of(form))


def _do(request: HttpRequest, actor: Actor, document: Document, pdf: bytes, form: ExtractForm) -> HttpResponse:
    """A look at it, or the numbered extract."""
    asked = form.asked()
    if "preview" in request.POST:
        made = extract_pdf(document, pdf, asked.passages, asked.strips, preview=True)
        answer = HttpResponse(made, content_type="application/pdf")
        answer["Content-Disposition"] = 'inline; filename="trich-sao.pdf"'
        answer["Cache-Control"] = "no-store, private"
        return answer
    copy: CertifiedCopy = make_copy(actor=actor, document_id=document.pk, asked=asked)
    messages.success(request, _("Đã cấp số bản sao %(number)s.") % {"number": copy.number_text})
    return redirect("documents:copy_page", copy.pk)
