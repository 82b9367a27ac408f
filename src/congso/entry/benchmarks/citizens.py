"""Citizens for the benches: logged in, each with complete drafts ready to be sent in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


def online_publication() -> tuple[int, int, str]:
    """(publication, its agency, code) of a procedure taken online whose form is made from its papers."""
    from congso.domains.procedures.facade import public_codes, public_procedure

    for code, _day in public_codes():
        found = public_procedure(code=code)
        offer = next((each for each in found.offers if each.service_level == "full" and not each.fees), None)
        if offer and 0 < sum(not paper.is_note for paper in found.papers) < 6 and not found.cases:
            return offer.publication_id, offer.agency_id, code
    raise LookupError("no procedure is taken online")


def make_citizen(number: int) -> tuple[Any, Any]:
    """(account, browser) of an invented citizen who has logged in."""
    from django.test import Client

    from congso.core.actors import system_actor
    from congso.domains.citizens.facade import Identity, log_in

    identity = Identity(
        subject=f"bench-{number}",
        number=f"0871900{number:05}",
        name="Trần Thị Ngọc Ẩn",
        level=2,
        is_organisation=False,
    )
    account = log_in(actor=system_actor("bench"), identity=identity)
    client = Client(SERVER_NAME="localhost")
    session = client.session
    session["citizen"] = account.pk
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    return account, client


def fill_draft(account: Any, client: Any, publication: int, centre: int) -> Any:
    """One draft, filled in step by step through the pages; every box gets what its kind asks for."""
    from congso.domains.portal.models import Draft
    from congso.foundation.forms.facade import check, parse_definition

    client.post(f"/nop/{publication}/", {"as": f"self:{account.party_id}", "centre": centre})
    draft = Draft.objects.filter(account=account).latest("began_at")
    definition = parse_definition(draft.definition)
    for step in definition.steps:
        answers = {name: value for each in step.fields for name, value in _typed(each).items()}
        client.post(f"/cong-dan/nhap/{draft.pk}/buoc/{step.key}/", {"_do": "next", **answers})
    draft.refresh_from_db()
    if left := check(definition, draft.answers):
        raise RuntimeError(f"the draft of the bench is not complete: {left[:3]}")
    return draft


def _typed(each: Any) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from congso.foundation.forms.facade import wards_of

    if each.kind == "file":
        return {
            each.name: SimpleUploadedFile(
                f"{each.name}.pdf", A_PDF + f"%{each.name}\n".encode(), "application/pdf"
            )
        }
    if each.kind == "address":
        return {
            f"{each.name}-province": "82",
            f"{each.name}-ward": wards_of("82")[0].code,
            f"{each.name}-street": "12 Nguyễn Huệ",
        }
    known = {"applicant_phone": "0912345678", "receive": "online", "request": "Đăng ký lại cho tôi"}
    return {each.name: known[each.name]} if each.name in known else {}


def copy_draft(draft: Any, count: int) -> list[UUID]:
    """The draft again and again, files too, each waiting to be sent in."""
    from congso.core.ids import uuid7
    from congso.domains.portal.models import Draft, DraftFile

    files, drafts, rows = list(draft.files.all()), [], []
    for _number in range(count):
        key = uuid7()
        names = {str(row.pk): uuid7() for row in files}
        answers = {name: _renamed(value, names) for name, value in draft.answers.items()}
        kept = ("account_id", "publication_id", "receiving_unit_id", "title", "kind", "principal_party_id", "form_version_id",
                "definition", "step", "began_at", "saved_at")  # fmt: skip
        drafts.append(Draft(id=key, answers=answers, **{name: getattr(draft, name) for name in kept}))
        rows += [
            DraftFile(
                id=names[str(row.pk)],
                draft_id=key,
                stored_id=row.stored_id,
                name=row.name,
                added_at=row.added_at,
            )
            for row in files
        ]
    Draft.objects.bulk_create(drafts, batch_size=500)
    DraftFile.objects.bulk_create(rows, batch_size=1000)
    return [each.pk for each in drafts]


def _renamed(value: Any, names: dict[str, UUID]) -> Any:
    if isinstance(value, list):
        return [
            each | {"id": str(names[each["id"]])}
            if isinstance(each, dict) and each.get("id") in names
            else each
            for each in value
        ]
    return value
