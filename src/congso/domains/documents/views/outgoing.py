"""Screens of outgoing documents: list, editor, page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.carriers import carrier
from congso.domains.documents.enums import RelationKind
from congso.domains.documents.forms.outgoing import STATES, DraftForm
from congso.domains.documents.models import Document
from congso.domains.documents.outgoing_comparing import compare
from congso.domains.documents.outgoing_comparing_files import compare_files
from congso.domains.documents.outgoing_following import started_from
from congso.domains.documents.outgoing_paper import paper_of
from congso.domains.documents.outgoing_skeletons import skeleton
from congso.domains.documents.policies_outgoing import drafting_seat
from congso.domains.documents.queries_any import PAGE
from congso.domains.documents.queries_ending import WORDS, named_by
from congso.domains.documents.queries_issued import changes_of
from congso.domains.documents.queries_opinions import opinion_table
from congso.domains.documents.queries_outgoing import (
    OutFilter,
    OutPage,
    document_page,
    find_outgoing,
    outgoing_of_case,
    outgoing_page,
)
from congso.domains.documents.queries_relations import proposed_grounds, ties_of
from congso.domains.documents.receivers import proposed_receivers
from congso.domains.documents.services import outgoing as services
from congso.domains.documents.services.outgoing_common import content_of
from congso.domains.documents.services.outgoing_giving import note_opened
from congso.domains.documents.types import types
from congso.domains.documents.views.outgoing_acts import ACTS, act_form, words_of
from congso.domains.documents.views.outgoing_on_paper import issue_form, offered_steps
from congso.domains.documents.views.outgoing_receivers import form_so_far, is_searching, picking
from congso.foundation.files.responses import file_response
from congso.foundation.orgs.queries import tree
from congso.foundation.web.panels import around
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of


def _uuid(typed: str | None) -> UUID | None:
    try:
        return UUID(typed) if typed else None
    except ValueError:
        return None


def _filter(request: HttpRequest) -> OutFilter:
    asked = request.GET
    year = asked.get("nam", "")
    return OutFilter(
        words=asked.get("q", "")[:100], state=asked.get("trang-thai", ""), late=asked.get("tre") == "1",
        type_code=None if asked.get("loai", "*") == "*" else asked["loai"], year=int(year) if year.isdecimal() and len(year) == 4 else None,
        after=_uuid(asked.get("after")), before=_uuid(asked.get("before")),
    )  # fmt: skip


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Outgoing documents one may see, newest first."""
    wanted = _filter(request)
    rows, newer, older = outgoing_page(actor_of(request), wanted)
    kinds = [("*", _("Mọi loại")), *((each.code, each.plain) for each in types().values())]
    context = {"rows": rows, "newer": newer, "older": older, "wanted": wanted, "states": STATES, "kinds": kinds,
               "loai": request.GET.get("loai", "*"), "today": clock.today()}  # fmt: skip
    return render(request, "documents/out_list.html", context)


@require_GET
@login_required
def of_case(request: HttpRequest, out_case_id: UUID) -> HttpResponse:
    """From a line of the inbox to the document."""
    return redirect("documents:out_page", outgoing_of_case(actor_of(request), out_case_id))


def _relation(request: HttpRequest) -> tuple[str, UUID] | None:
    kind, target = request.GET.get("quan-he", ""), _uuid(request.GET.get("van-ban"))
    return (kind, target) if kind in RelationKind.values and target else None


@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Begin a document: choose its type, then write."""
    actor = actor_of(request)
    agency = tree().agency_of(drafting_seat(actor, None).unit_id)
    relation = _relation(request)
    about = started_from(viewer=actor, agency_id=agency.id, relation=relation)
    code = about.type_code if about is not None and about.type_code is not None else request.GET.get("loai")
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = skeleton(code, agency=agency.name) if code is not None and code in types() else {}
    if initial and about is not None:
        initial = about.initial(initial["type_code"])
    form = DraftForm(*posted, agency_id=agency.id, initial=initial, only_type=about.type_code if about else None)
    made: Document | None = None
    if posted:
        made = attempt(
            form,
            lambda _v: services.start_draft(actor=actor, draft=form.draft(), relation=relation),
        )
    if made is not None:
        return _after_saving(request, made)
    context = {"form": form, "kinds": types().values(), "chosen": bool(initial) or bool(posted), "outgoing": None,
               "relation": relation, "about": about}  # fmt: skip
    return render(request, "documents/out_edit.html", context, status=status_of(form))


def _after_saving(request: HttpRequest, document: Document) -> HttpResponse:
    if "preview" in request.POST:
        return redirect("documents:out_pdf", document.pk)
    messages.success(request, _("Đã lưu dự thảo."))
    return redirect("documents:out_page", document.pk)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, out_id: UUID) -> HttpResponse:
    """Change a draft that one holds."""
    actor = actor_of(request)
    page = document_page(actor, out_id)
    if "edit" not in page.offers:
        raise NotVisible
    agency_id, initial = page.outgoing.document.agency_id, DraftForm.initial_of(page.outgoing, page.case.seq)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    proposals = proposed_grounds(viewer=actor, document_id=out_id, written=page.outgoing.grounds)
    form = DraftForm(*posted, agency_id=agency_id, initial=initial, proposals=proposals)
    saved = attempt(form, lambda values: services.save_draft(
        actor=actor, document_id=out_id, seen_seq=values["seq"], draft=form.draft())) if posted else None  # fmt: skip
    if saved is not None:
        return _after_saving(request, saved)
    context = {"form": form, "chosen": True, "outgoing": page.outgoing}
    return render(request, "documents/out_edit.html", context, status=status_of(form))


def show_page(request: HttpRequest, page: OutPage, failed: Any = None) -> HttpResponse:
    """The document's page, perhaps with a form that was refused."""
    slug = failed.slug if failed is not None else ""
    panels = [
        (act, words_of(act, page), failed if act.slug == slug else act_form(act, page))
        for act in ACTS.values()
        if act.offer in page.offers
    ]
    follow = [
        (kind.value, kind.label)
        for kind in (RelationKind.REPLACES, RelationKind.AMENDS, RelationKind.CORRECTS, RelationKind.RECALLS)
    ]
    context = {"page": page, "outgoing": page.outgoing, "document": page.outgoing.document, "panels": panels, "failed": slug,
               "ties": ties_of(viewer=actor_of(request), document_id=page.outgoing.pk), "follow": follow, "today": clock.today(), "paper_steps": offered_steps(actor_of(request), page),
               "opinions": opinion_table(actor_of(request), page.outgoing, page.case),
               "around": around(request, PAGE, page.outgoing.document_id)}  # fmt: skip
    return render(request, "documents/out_page.html", context, status=status_of(failed))


@require_GET
@login_required
def show(request: HttpRequest, out_id: UUID) -> HttpResponse:
    """A document: where it stands, what may be done, versions, remarks, delivery sheet, what happened."""
    actor = actor_of(request)
    page = document_page(actor, out_id)
    if note_opened(actor=actor, outgoing=page.outgoing):
        page = document_page(actor, out_id)
    return show_page(request, page)


@require_POST
@login_required
def act(request: HttpRequest, out_id: UUID, out_slug: str) -> HttpResponse:
    """Do what was pressed; show the page again with the sentence when it was refused."""
    actor, chosen = actor_of(request), ACTS.get(out_slug)
    if chosen is None:
        raise NotVisible
    page = document_page(actor, out_id)
    form = act_form(chosen, page, request.POST)
    if attempt(form, lambda values: (chosen.run(actor, out_id, values), True)):
        messages.success(request, str(chosen.done))
        return redirect("documents:out_page", out_id)
    form.slug = chosen.slug
    return show_page(request, document_page(actor, out_id), form)


@require_GET
@login_required
def pdf(request: HttpRequest, out_id: UUID) -> HttpResponseBase:
    """The paper: signed as far as it is, or the draft laid out now."""
    outgoing = find_outgoing(actor_of(request), out_id)
    document = outgoing.document
    name = f"{document.number_text or 'Dự thảo'}.pdf".replace("/", "-")
    if document.file is not None:
        return file_response(document.file, name=name)
    if outgoing.upload is not None and document.number is None:
        return file_response(outgoing.upload, name=name)
    paper = paper_of(content_of(outgoing), outgoing.upload, outgoing.places, today=clock.today())
    response = HttpResponse(paper.pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="du-thao.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_GET
@login_required
def version(request: HttpRequest, out_id: UUID, version_no: int) -> HttpResponse:
    """A version against the one before it, or against the one named by ``?voi=``."""
    page = document_page(actor_of(request), out_id)
    found = {each.number: each for each in page.versions}
    against = request.GET.get("voi", "")
    other = int(against) if against.isdecimal() and len(against) < 6 else version_no - 1
    if version_no not in found:
        raise NotVisible
    before = found[other].content if other in found else {}
    context = {"outgoing": page.outgoing, "version": found[version_no], "other": other if other in found else 0,
               "versions": page.versions, "changes": compare(before, found[version_no].content),
               "papers": compare_files(before, found[version_no].content, numbers=(other, version_no))}  # fmt: skip
    return render(request, "documents/out_version.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def issue(request: HttpRequest, out_id: UUID) -> HttpResponse:
    """Choose receivers and issue; for an issued one, send it to more."""
    actor = actor_of(request)
    page = document_page(actor, out_id)
    if not {"issue", "further"} & page.offers:
        raise NotVisible
    posted = request.POST if request.method == "POST" else None
    proposed = proposed_receivers(out_id) if "issue" in page.offers else []
    initial = {"seq": page.case.seq, "outside": "\n".join(proposed)}
    agency_id, kind = page.outgoing.document.agency_id, issue_form(page)
    form = form_so_far(request.POST, agency_id, kind) if is_searching(posted) else kind(posted, agency_id=agency_id, initial=initial)
    if form.is_bound and attempt(form, lambda values: _issue(actor, page, values)):
        messages.success(request, _("Đã phát hành, gửi văn bản."))
        return redirect("documents:out_page", out_id)
    way_out = carrier()
    context = {"form": form, "page": page, "proposed": proposed, "picking": picking(posted), "directory": way_out.directory_url() if way_out else "",
               "named": named_by(page.outgoing.document) if "issue" in page.offers else [],
               "below": _below(page.outgoing.document) if "issue" in page.offers else []}  # fmt: skip
    return render(request, "documents/out_issue.html", context, status=status_of(form))


def _below(document: Document) -> list[tuple[Promise, Document]]:
    """What it does to documents of agencies below, in words."""
    return [(WORDS[each.kind], each.target) for each in changes_of(document) if each.from_above]


def _issue(actor: Actor, page: OutPage, values: dict[str, Any]) -> Document:
    document_id = page.outgoing.document_id
    if "further" in page.offers:
        return services.send_further(
            actor=actor, document_id=document_id, unit_ids=values["units"], outside=values["outside"], as_paper=values.get("as_paper", False)
        )
    return services.issue_document(actor=actor, document_id=document_id, seen_seq=values["seq"], unit_ids=values["units"],
                                outside=values["outside"], copies=values["copies"], as_paper=values.get("as_paper", False))  # fmt: skip


@require_POST
@login_required
def settle(request: HttpRequest, comment_id: int) -> HttpResponse:
    """A remark is settled."""
    comment = services.settle_comment(actor=actor_of(request), comment_id=comment_id)
    return redirect(reverse("documents:out_page", args=[comment.version.outgoing_id]) + "#gop-y")


@require_POST
@login_required
def paper_sent(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """A receiver outside was sent the paper."""
    delivery = services.note_paper_sent(actor=actor_of(request), delivery_id=delivery_id)
    return redirect(reverse("documents:out_page", args=[delivery.document_id]) + "#phieu-gui")
