"""Apply: for whom, step by step, read it again, send it in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from congso.core.errors import DomainError, NotAllowed, NotVisible
from congso.domains.citizens.facade import CitizenAccount, actor_of_citizen, citizen_of, citizen_required
from congso.domains.portal.models import Draft
from congso.domains.portal.queries.receiving import Centre, centres_for
from congso.domains.portal.services.drafting import may_act_as, problems_of, start_draft, submit_draft
from congso.domains.portal.services.filing import DraftFiles, join_pictures
from congso.domains.portal.services.keeping_drafts import discard_draft, keep_answers, own_draft
from congso.domains.portal.services.replacing import replacement_of, take_over
from congso.domains.portal.views.expired import forget_typed, keeping_typed, take_typed
from congso.domains.procedures.facade import Service, procedure_form, publication_in_force, service
from congso.foundation.forms.facade import (
    Kind,
    Step,
    check,
    form_version,
    parse_definition,
    read_step,
    step_view,
    summary,
)
from congso.foundation.orgs.queries import tree
from congso.foundation.orgs.reading import asks_once


def account_of(request: HttpRequest) -> CitizenAccount:
    """The account of a page behind ``citizen_required``."""
    account = citizen_of(request)
    assert account is not None
    return account


@never_cache
@require_http_methods(["GET", "POST"])
@citizen_required
@asks_once
def apply(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Before the form: for whom, where to, what will be asked."""
    in_force = publication_in_force(publication_id)
    if in_force is None:
        raise NotVisible
    if in_force != publication_id:
        return redirect("portal:apply", in_force)
    account, offered = account_of(request), service(publication_id)
    capacities, centres = may_act_as(account, offered), centres_for(offered.agency_id)
    failure = ""
    if request.method == "POST":
        try:
            draft = _begin(request, account, offered, centres)
            return redirect("portal:draft", draft.pk)
        except DomainError as error:
            failure = str(error)
    drafts = Draft.objects.filter(account=account, publication_id=publication_id, submitted_at=None)[:10]
    context = {
        "offered": offered, "agency": tree().name(offered.agency_id), "capacities": capacities, "centres": centres,
        "drafts": drafts, "failure": failure, "level_ok": account.level >= offered.identity_level, "level": account.level,
        "needed": offered.identity_level, "form": procedure_form(code=offered.code, version_id=offered.version_id),
        "online": offered.service_level in {"full", "partial"},
    }  # fmt: skip
    return render(request, "portal/apply/start.html", context, status=422 if failure else 200)


def _begin(request: HttpRequest, account: CitizenAccount, offered: Service, centres: list[Centre]) -> Draft:
    kind, _colon, party = request.POST.get("as", "").partition(":")
    centre = request.POST.get("centre", "")
    allowed = {str(each.unit_id) for each in centres}
    if centre not in allowed:
        raise NotVisible
    return start_draft(
        account=account, publication_id=offered.publication_id, receiving_unit_id=int(centre), kind=kind,
        party_id=int(party) if party.isdecimal() else None,
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
@keeping_typed
@citizen_required
@asks_once
def draft_step(request: HttpRequest, draft_id: UUID, step_key: str = "") -> HttpResponse:
    """One step of the form; whatever is typed is saved, right or wrong."""
    draft = _draft(request, draft_id)
    definition = parse_definition(draft.definition)
    step = definition.step(step_key or draft.step)
    if request.method == "GET":
        return _open(request, draft, step)
    answers, button = dict(draft.answers), request.POST.get("_do", "next")
    reading = read_step(definition, step, answers, request.POST, request.FILES, DraftFiles(draft))
    _arrange(draft, step, reading.answers, button)
    keep_answers(draft, reading.answers, step.key)
    problems = list(reading.problems)
    if reading.do == "next":
        problems += check(definition, reading.answers, step=step)
    if problems or reading.do == "refresh":
        return _show(request, draft, step, reading=reading, problems=problems)
    return _go(request, draft, definition.steps, step, reading.do)


def _draft(request: HttpRequest, draft_id: UUID) -> Draft:
    """One's own draft; what was typed into somebody else's before the login is thrown away."""
    try:
        return own_draft(account_of(request), draft_id)
    except NotVisible:
        forget_typed(request)
        raise


def _open(request: HttpRequest, draft: Draft, step: Step) -> HttpResponse:
    """Show a step: with what was typed when the session ended, unless the procedure was replaced meanwhile."""
    waiting = take_typed(request, draft)
    if waiting is not None:
        typed, lost_files = waiting
        definition = parse_definition(draft.definition)
        reading = read_step(definition, step, dict(draft.answers), typed, MultiValueDict(), DraftFiles(draft))
        keep_answers(draft, reading.answers, step.key)
        messages.info(
            request, _("Phiên làm việc đã hết nên bạn phải đăng nhập lại; nội dung vừa nhập đã được giữ.")
        )
        if lost_files:
            messages.warning(request, _("Tệp vừa chọn chưa được gửi; xin chọn lại."))
    if replacement_of(draft) is not None:
        return redirect("portal:changed", draft.pk)
    return _show(request, draft, step)


def _arrange(draft: Draft, step: Step, answers: dict[str, Any], button: str) -> None:
    """Buttons beside files that the engine does not know: pictures into one PDF, a file further up."""
    word, _colon, rest = button.partition(":")
    name, _colon, file_id = rest.partition(":")
    if not any(each.name == name and each.kind == Kind.FILE for each in step.fields) or not isinstance(
        answers.get(name), list
    ):
        return
    refs = answers[name]
    if word == "join":
        answers[name] = join_pictures(draft, refs)
    places = [place for place, ref in enumerate(refs) if ref.get("id") == file_id]
    if word == "fileup" and places and places[0] > 0:
        place = places[0]
        refs[place - 1], refs[place] = refs[place], refs[place - 1]


def _go(request: HttpRequest, draft: Draft, steps: tuple[Step, ...], step: Step, where: str) -> HttpResponse:
    place = steps.index(step)
    if where == "save":
        messages.success(request, _("Đã lưu; bạn có thể khai tiếp trên máy khác."))
        return redirect("portal:my")
    target = place - 1 if where == "back" else place + 1
    if target >= len(steps):
        return redirect("portal:review", draft.pk)
    return redirect("portal:step", draft.pk, steps[max(target, 0)].key)


def _show(request: HttpRequest, draft: Draft, step: Step, **read: Any) -> HttpResponse:
    definition = parse_definition(draft.definition)
    view = step_view(
        definition, step, draft.answers, step_url=lambda key: reverse("portal:step", args=[draft.pk, key]),
        file_url=lambda file_id: reverse("portal:draft_file", args=[draft.pk, file_id]),
        picture_url=lambda file_id: reverse("portal:draft_thumbnail", args=[draft.pk, file_id]), **read,
    )  # fmt: skip
    boxes = [each for each in step.fields if each.kind == Kind.FILE]
    context = {"draft": draft, "view": view, "boxes": boxes, "receiving": tree().name(draft.receiving_unit_id),
               "note": form_version(draft.form_version_id).note if draft.form_version_id else ""}  # fmt: skip
    return render(request, "portal/apply/step.html", context, status=422 if read.get("problems") else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@citizen_required
@asks_once
def review(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything once more, the statement of truth, and in it goes."""
    account = account_of(request)
    failure, field = "", None
    if request.method == "POST":
        try:
            dossier = submit_draft(
                actor=actor_of_citizen(request),
                account=account,
                draft_id=draft_id,
                agreed="_agreed" in request.POST,
            )
            messages.success(request, _("Đã nộp hồ sơ %(code)s.") % {"code": dossier.code})
            return redirect("portal:dossier", dossier.pk)
        except (NotAllowed, NotVisible):
            raise
        except DomainError as error:
            failure, field = str(error), error.field
    draft = own_draft(account, draft_id)
    if replacement_of(draft) is not None:
        return redirect("portal:changed", draft.pk)
    return _show_review(request, draft, failure, field)


@never_cache
@require_http_methods(["GET", "POST"])
@citizen_required
def changed(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The procedure was replaced: what is different now; go on under what is in force."""
    account = account_of(request)
    if request.method == "POST":
        take_over(account=account, draft_id=draft_id)
        messages.success(request, _("Hồ sơ đang soạn đã theo quy định mới; xin khai nốt những ô còn thiếu."))
        return redirect("portal:draft", draft_id)
    draft = own_draft(account, draft_id)
    found = replacement_of(draft)
    if found is None:
        return redirect("portal:draft", draft_id)
    return render(request, "portal/apply/changed.html", {"draft": draft, "found": found})


def _show_review(request: HttpRequest, draft: Draft, failure: str, field: str | None) -> HttpResponse:
    definition, offered = parse_definition(draft.definition), service(draft.publication_id)
    steps = [
        (each, reverse("portal:step", args=[draft.pk, each.key]))
        for each in summary(definition, draft.answers)
    ]
    context = {
        "draft": draft, "steps": steps, "problems": problems_of(draft), "failure": failure, "failed_field": field,
        "definition": definition, "offered": offered, "agency": tree().name(offered.agency_id),
        "receiving": tree().name(draft.receiving_unit_id), "total": sum(fee.amount for fee in offered.fees),
    }  # fmt: skip
    return render(request, "portal/apply/review.html", context, status=422 if failure else 200)


@require_POST
@citizen_required
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    discard_draft(account_of(request), draft_id)
    messages.success(request, _("Đã xóa hồ sơ đang soạn."))
    return redirect("portal:my")
