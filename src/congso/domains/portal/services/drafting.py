"""Begin a draft, and send it in: an act of the office by ``dossiers.submit_application``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.citizens.facade import CitizenAccount, is_community_helper, principals
from congso.domains.dossiers.facade import (
    Dossier,
    Intake,
    PaperIn,
    StoredPaper,
    Submission,
    SubmitterKind,
    submit_application,
)
from congso.domains.parties.facade import Applicant, Party, PartyKind
from congso.domains.portal.composing import paper_of_box
from congso.domains.portal.errors import DraftIncomplete, LevelTooLow, NotAgreed, OnlyForPersons
from congso.domains.portal.models import Draft, DraftFile
from congso.domains.portal.profile import known_of, last_address
from congso.domains.portal.services.keeping_drafts import own_draft
from congso.domains.portal.services.limiting import count_draft, count_submission
from congso.domains.portal.services.replacing import definition_in_force
from congso.domains.procedures.facade import Service, procedure_form, service
from congso.foundation.forms.facade import (
    Definition,
    Kind,
    Problem,
    check,
    parse_definition,
    prefilled,
    visible_answers,
)

_RETURN = {"counter": "counter", "post": "post", "online": "online"}


def may_act_as(account: CitizenAccount, offered: Service) -> list[tuple[str, str, int | None]]:
    """In what capacities the account may apply for a procedure: (kind, words, party; None: typed in the form).

    What is only for persons is not offered to organisations; a person may begin what an organisation will hold.
    """
    found: list[tuple[str, str, int | None]] = [
        (each.kind, each.name, each.party_id) for each in principals(account) if _is_for(offered, each.party_kind)
    ]
    if is_community_helper(account) and PartyKind.CITIZEN in offered.audiences:
        found.append((SubmitterKind.HELPER, str(SubmitterKind.HELPER.label), None))
    return found


def _is_for(offered: Service, party_kind: str) -> bool:
    return party_kind == PartyKind.CITIZEN or PartyKind.ORGANISATION in offered.audiences


def start_draft(
    *, account: CitizenAccount, publication_id: int, receiving_unit_id: int, kind: str, party_id: int | None
) -> Draft:
    """Begin to apply; the form is filled in as far as the person is known.

    Raises LevelTooLow, OnlyForPersons, NotVisible, TooOften.
    """
    offered = service(publication_id)
    if not offered.is_offered_on(clock.today()):
        raise NotVisible
    if account.level < offered.identity_level:
        raise LevelTooLow(wanted=offered.identity_level, level=account.level)
    allowed = may_act_as(account, offered)
    if not allowed:
        raise OnlyForPersons
    if (kind, party_id) not in {(each[0], each[2]) for each in allowed}:
        raise NotVisible
    count_draft(account.pk)
    form, now = procedure_form(code=offered.code, version_id=offered.version_id), clock.now()
    party = Party.objects.get(pk=party_id) if party_id else None
    answers = prefilled(form.definition, {}, known_of(party, account, last_address(account))) if party else {}
    return Draft.objects.create(
        account=account, publication_id=publication_id, receiving_unit_id=receiving_unit_id, title=offered.name[:500], kind=kind,
        principal_party_id=party_id, form_version_id=form.form_version_id, definition=dict(form.definition.source), answers=answers,
        began_at=now, saved_at=now,
    )  # fmt: skip


def submit_draft(*, actor: Actor, account: CitizenAccount, draft_id: UUID, agreed: bool) -> Dossier:
    """Send a draft in (nộp hồ sơ): once, complete, and confirmed to be true.

    Raises NotVisible, TooOften, DraftOutdated, DraftIncomplete, NotAgreed and what ``submit_application`` raises.
    """
    count_submission(account.pk)
    with transaction.atomic():
        draft = own_draft(account, draft_id, lock=True)
        definition = definition_in_force(draft)
        problems = check(definition, draft.answers)
        if problems:
            raise DraftIncomplete(count=len(problems))
        if not agreed:
            raise NotAgreed(field="_agreed")
        dossier = submit_application(actor=actor, intake=_intake(draft, definition, account))
        draft.submitted_at, draft.dossier_id = clock.now(), dossier.pk
        draft.save(update_fields=["submitted_at", "dossier_id"])
    return dossier


def problems_of(draft: Draft) -> list[Problem]:
    """What is still missing or wrong in the whole form."""
    return check(parse_definition(draft.definition), draft.answers)


def _intake(draft: Draft, definition: Definition, account: CitizenAccount) -> Intake:
    shown = visible_answers(definition, draft.answers)
    offered = service(draft.publication_id)
    sent = Submission(
        account.party_id, draft.kind, definition.title, draft.form_version_id, dict(draft.definition), shown
    )
    return Intake(
        key=draft.pk, publication_id=draft.publication_id, receiving_unit_id=draft.receiving_unit_id,
        applicant=_applicant(draft, shown, account), papers=_papers(draft, definition, shown, offered), channel=2,
        submitter_name="" if draft.kind == SubmitterKind.SELF else account.party.name,
        request_summary=nfc(str(shown.get("request", "")))[:1000] or offered.name[:1000],
        return_method=_RETURN.get(str(shown.get("receive", "")), "counter"),
        return_address=str((shown.get("receive_address") or {}).get("text", ""))[:300], submission=sent,
    )  # fmt: skip


def _applicant(draft: Draft, shown: dict[str, Any], account: CitizenAccount) -> Applicant:
    """Who applies: by the identity, never by what was typed; only a helper on the spot types it."""
    address = shown.get("applicant_address") or {}
    phone = str(shown.get("applicant_phone", "")) or account.phone
    email = str(shown.get("applicant_email", "")) or account.email
    if draft.principal_party_id is None:
        return Applicant(
            kind=PartyKind.CITIZEN, identity_number=str(shown.get("applicant_identity", "")),
            name=str(shown.get("applicant_name", ""))[:200], address=str(address.get("text", ""))[:300],
            phone=str(shown.get("applicant_phone", "")), email=str(shown.get("applicant_email", "")),
        )  # fmt: skip
    own = draft.principal_party_id == account.party_id
    party = account.party if own else Party.objects.get(pk=draft.principal_party_id)
    return Applicant(
        kind=party.kind, identity_number=party.identity_number, name=party.name,
        address=str(address.get("text", "") or party.address)[:300], phone=phone, email=email,
        ward_code=str(address.get("ward_code", "")),
    )  # fmt: skip


def _papers(draft: Draft, definition: Definition, shown: dict[str, Any], offered: Service) -> list[PaperIn]:
    """The filled form itself, then every paper that was given, under the name the procedure has for it."""
    files = {str(row.pk): row for row in draft.files.all()}
    papers = [PaperIn(definition.title[:2000], 2)]
    for name, each in definition.fields.items():
        given = shown.get(name)
        if each.kind == Kind.FILE and isinstance(given, list):
            rows = [files[ref["id"]] for ref in given if ref.get("id") in files]
            papers += [_paper(offered, each.label, rows)] if rows else []
        elif each.kind == Kind.GROUP and isinstance(given, list):
            papers += _papers_of_group(each.fields, each.item_label or each.label, given, files)
    return papers


def _paper(offered: Service, label: str, rows: list[DraftFile]) -> PaperIn:
    wanted = paper_of_box(offered, label)
    return PaperIn(
        (wanted.name if wanted else label)[:2000], 2, len(rows), requirement_id=wanted.id if wanted else None,
        stored=tuple(StoredPaper(row.stored_id, row.name, row.reused) for row in rows),
    )  # fmt: skip


def _papers_of_group(fields: Any, title: str, items: list[Any], files: dict[str, DraftFile]) -> list[PaperIn]:
    found = []
    for number, item in enumerate(items, 1):
        for inner in fields:
            refs = item.get(inner.name) if inner.kind == Kind.FILE else None
            rows = [files[ref["id"]] for ref in refs or [] if ref.get("id") in files]
            if rows:
                stored = tuple(StoredPaper(row.stored_id, row.name, row.reused) for row in rows)
                found.append(PaperIn(f"{title} {number}: {inner.label}"[:2000], 2, len(rows), stored=stored))
    return found
