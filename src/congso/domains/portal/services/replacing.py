"""The procedure was replaced while a draft was open: say what changed, and go on under what is in force.

A dossier is received under the terms in force on the day it comes in (NĐ 118/2025/NĐ-CP), so a draft begun under others
is never sent in as it is. The citizen is shown what changed (papers, fees, time limit, boxes of the form) and either
goes on with the new version, keeping every answer whose box is still there, or throws the draft away. The old version
cannot be chosen: where a decision lets dossiers begun before go on under it, the office publishes that as terms of its
own with dates, and they are then the ones in force.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congso.core.text import nfc
from congso.domains.citizens.facade import CitizenAccount
from congso.domains.portal.errors import DraftOutdated
from congso.domains.portal.models import Draft
from congso.domains.portal.services.keeping_drafts import keep_answers, own_draft
from congso.domains.procedures.facade import (
    ProcedureForm,
    Service,
    procedure_form,
    publication_in_force,
    service,
)
from congso.foundation.forms.facade import Definition, Field, Kind, parse_definition
from congso.foundation.web.templatetags.congso import money


@dataclass(frozen=True)
class Change:
    """One thing that is different now: what it is, how it was, how it is (either may be empty)."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Replacement:
    """What is in force instead of what a draft was begun under."""

    offered: Service | None
    """None: the procedure is not offered there any more."""
    form: ProcedureForm | None
    changes: tuple[Change, ...]


def replacement_of(draft: Draft) -> Replacement | None:
    """What has replaced the terms or the form of a draft; None while both are still in force."""
    in_force = publication_in_force(draft.publication_id)
    if in_force is None:
        return Replacement(None, None, ())
    offered = service(in_force)
    form = procedure_form(code=offered.code, version_id=offered.version_id)
    if in_force == draft.publication_id and form.form_version_id == draft.form_version_id:
        return None
    old = parse_definition(draft.definition)
    changes = (*_terms(service(draft.publication_id), offered), *_boxes(old, form.definition))
    return Replacement(offered, form, changes)


def definition_in_force(draft: Draft) -> Definition:
    """The form of a draft whose terms are still in force, read anew only when it is not the one kept in memory.

    Raises DraftOutdated.
    """
    if replacement_of(draft) is not None:
        raise DraftOutdated
    offered = service(draft.publication_id)
    form = procedure_form(code=offered.code, version_id=offered.version_id).definition
    return form if form.source == draft.definition else parse_definition(draft.definition)


def take_over(*, account: CitizenAccount, draft_id: UUID) -> Draft:
    """Go on under what is in force now; answers whose box is still there stay. Raises NotVisible, DraftOutdated.

    DraftOutdated means that the procedure is not offered any more.
    """
    with transaction.atomic():
        draft = own_draft(account, draft_id, lock=True)
        found = replacement_of(draft)
        if found is None:
            return draft
        if found.offered is None or found.form is None:
            raise DraftOutdated
        answers = kept_answers(parse_definition(draft.definition), found.form.definition, draft.answers)
        draft.publication_id, draft.title = found.offered.publication_id, found.offered.name[:500]
        draft.form_version_id, draft.definition = (
            found.form.form_version_id,
            dict(found.form.definition.source),
        )
        draft.save(update_fields=["publication_id", "title", "form_version_id", "definition"])
        keep_answers(draft, answers, "")
    return draft


def kept_answers(old: Definition, new: Definition, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers whose box is still there: files by the paper they are for, all others by name and kind."""
    by_label = {_words(each): name for name, each in old.fields.items() if each.kind == Kind.FILE}
    kept: dict[str, Any] = {}
    for name, each in new.fields.items():
        source = by_label.get(_words(each), "") if each.kind == Kind.FILE else name
        before = old.fields.get(source)
        if before is not None and before.kind == each.kind and source in answers:
            kept[name] = answers[source]
    return kept


def _words(field: Field) -> str:
    return nfc(field.label, collapse=True).casefold()


def _terms(old: Service, new: Service) -> Iterator[Change]:
    if old.publication_id == new.publication_id:
        return
    if old.name != new.name:
        yield Change(_("Tên thủ tục"), old.name, new.name)
    if _limit(old) != _limit(new):
        yield Change(_("Thời hạn giải quyết"), _limit(old), _limit(new))
    if _fees(old) != _fees(new):
        yield Change(_("Phí, lệ phí"), _fees(old), _fees(new))
    if old.service_level != new.service_level and new.service_level not in {"full", "partial"}:
        yield Change(_("Nộp trực tuyến"), _("nhận trực tuyến"), _("không nhận trực tuyến nữa"))
    if old.identity_level < new.identity_level:
        yield Change(_("Mức tài khoản định danh"), str(old.identity_level), str(new.identity_level))
    yield from _papers(old, new)


def _limit(offered: Service) -> str:
    return offered.limit.text if offered.limit else _("chưa công bố")


def _fees(offered: Service) -> str:
    return "; ".join(f"{fee.name}: {money(fee.amount)}" for fee in offered.fees if fee.amount) or _(
        "không thu"
    )


def _papers(old: Service, new: Service) -> Iterator[Change]:
    before, after = ({paper.name: None for paper in each.papers if not paper.is_note} for each in (old, new))
    for name in before:
        if name not in after:
            yield Change(_("Giấy tờ không cần nữa"), name, "")
    for name in after:
        if name not in before:
            yield Change(_("Giấy tờ phải nộp thêm"), "", name)


def _boxes(old: Definition, new: Definition) -> Iterator[Change]:
    """Boxes of the form that came, went or are now demanded; boxes for papers are told as papers."""
    before, after = _asked(old), _asked(new)
    for name, each in before.items():
        if name not in after:
            yield Change(_("Ô khai đã bỏ"), each.label, "")
    for name, each in after.items():
        if name not in before:
            yield Change(_("Ô khai mới"), "", each.label)
        elif each.required and not before[name].required:
            yield Change(_("Ô khai nay bắt buộc"), "", each.label)
        elif each.kind != before[name].kind:
            yield Change(_("Ô khai phải khai lại"), before[name].label, each.label)


def _asked(form: Definition) -> dict[str, Field]:
    return {name: each for name, each in form.fields.items() if each.asks and each.kind != Kind.FILE}
