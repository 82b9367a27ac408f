"""What systems send: files, and dossiers for applicants whom they authenticated; and the result they fetch."""

from __future__ import annotations

import json
import tempfile
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from congso.core.errors import InvalidInput, NotVisible
from congso.domains.clients.models import ClientFile, Scope
from congso.domains.clients.policies import require_scope
from congso.domains.clients.services.entering import Caller
from congso.domains.clients.services.reading import note_people_read
from congso.domains.clients.services.sending_files import LARGEST, files_named, keep_file
from congso.domains.dossiers.facade import Intake, PaperIn, PaperKind, StoredPaper
from congso.domains.dossiers.forms.intake import IntakeForm
from congso.domains.dossiers.queries.changes import dossier_of_code
from congso.domains.dossiers.queries.own_page import released_result
from congso.domains.dossiers.services.submitting_for import submit_for_applicant
from congso.domains.portal.queries.receiving import centres_for
from congso.domains.procedures.facade import publication_at
from congso.entry.api.asking import Parameter, read_all
from congso.entry.api.v1 import answers
from congso.entry.api.v1.door import for_systems
from congso.entry.api.v1.operations import dossier_item
from congso.foundation.files.responses import file_response
from congso.foundation.orgs.queries import tree

NAME = (Parameter("name", {"type": "string", "minLength": 1, "maxLength": 180}, "Its file name with the ending, such as to-khai.pdf."),)
LARGEST_QUESTION = 200_000
MOST_PAPERS, MOST_FILES = 60, 30
_PIECE = 1 << 18


@for_systems
def add_file(request: HttpRequest, caller: Caller) -> answers.FileItem:
    """Send a file (its bytes are the body, at most 50 MB); it waits a day to be named by what it belongs to."""
    name = read_all(request, NAME).get("name", "").strip()
    if not name:
        raise InvalidInput(field="name", reason=_("thiếu tham số %(name)s.") % {"name": "name"})
    with tempfile.SpooledTemporaryFile(max_size=2 << 20) as kept:
        size = 0
        while piece := request.read(_PIECE):
            size += len(piece)
            if size > LARGEST:
                break
            kept.write(piece)
        kept.seek(0)
        row = keep_file(caller=caller, upload=UploadedFile(file=kept, name=name, size=size))
        return {"id": str(row.pk), "name": row.name, "size": size}


@for_systems
def submit_dossier(request: HttpRequest, caller: Caller) -> answers.DossierItem:
    """Send a dossier in for an applicant; it waits to be checked at the centre, and is followed under its code."""
    read_all(request, ())
    given = _application(request)
    require_scope(caller.actor, Scope.SUBMIT, given["agency"])
    publication_id = publication_at(agency_id=given["agency"], code=given["procedure_code"])
    if publication_id is None:
        raise InvalidInput(field="procedure_code", reason=_("cơ quan không giải quyết thủ tục này."))
    form = _form(given)
    intake = Intake(
        key=form.cleaned_data["key"], publication_id=publication_id, receiving_unit_id=_centre(given), applicant=form.applicant(),
        papers=_papers(caller, given), request_summary=form.cleaned_data["request_summary"], return_method=form.cleaned_data["return_method"],
        return_address=form.cleaned_data["return_address"],
    )  # fmt: skip
    return dossier_item(submit_for_applicant(actor=caller.actor, intake=intake, program=caller.client.name), caller)


def _application(request: HttpRequest) -> dict[str, Any]:
    """The body, of the right shape; what it says is judged by the forms of the office."""
    try:
        given = json.loads(request.read(LARGEST_QUESTION + 1))
    except (ValueError, RecursionError):
        given = None
    wanted = {"key": str, "agency": int, "procedure_code": str, "applicant": dict, "papers": list}
    more = {"request": str, "return_method": str, "return_address": str, "centre": int}
    if not isinstance(given, dict) or not _is_of(given, wanted, more):
        raise InvalidInput(reason=_("cần đúng các trường: %(names)s.") % {"names": ", ".join(wanted)})
    if not _is_of(given["applicant"], dict.fromkeys(("identity_number", "name", "address", "phone"), str), {"email": str}):
        raise InvalidInput(field="applicant", reason=_("trường %(name)s không đúng.") % {"name": "applicant"})
    papers = given["papers"]
    if len(papers) > MOST_PAPERS or not all(isinstance(each, dict) and _is_of(each, {"name": str, "files": list}, {"quantity": int}) for each in papers):
        raise InvalidInput(field="papers", reason=_("trường %(name)s không đúng.") % {"name": "papers"})
    return given


def _is_of(given: dict[str, Any], wanted: dict[str, type], more: dict[str, type]) -> bool:
    """Whether a record has exactly these members of these types, and at most those of ``more``; whole numbers are above 0, texts hold no NUL."""
    both = wanted | more
    return wanted.keys() <= given.keys() <= both.keys() and all(_fits(given[name], both[name]) for name in given)


def _fits(value: Any, kind: type) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return kind is int and 0 < value < 1_000_000_000
    return isinstance(value, kind) and (not isinstance(value, str) or value.replace("\n", " ").isprintable())


def _form(given: dict[str, Any]) -> IntakeForm:
    """The counter's own rules for who applies and how the result goes back. Raises InvalidInput with their sentence."""
    typed = given["applicant"] | {
        "key": given["key"], "request_summary": given.get("request", ""), "channel": 2, "sets": 1,
        "return_method": given.get("return_method", "online"), "return_address": given.get("return_address", ""),
    }  # fmt: skip
    form = IntakeForm(typed)
    if not form.is_valid():
        name, sentences = next(iter(form.errors.items()))
        raise InvalidInput(field=name, reason=f"{name}: {sentences[0]}")
    return form


def _centre(given: dict[str, Any]) -> int:
    """The one-stop centre that checks it: that of the agency named, else that of the one that decides."""
    wanted = given.get("centre", given["agency"])
    own = next((each for each in centres_for(wanted) if each.is_own), None) if wanted in tree().nodes else None
    if own is None:
        raise InvalidInput(field="centre", reason=_("cơ quan không có bộ phận một cửa."))
    return own.unit_id


def _papers(caller: Caller, given: dict[str, Any]) -> list[PaperIn]:
    ids = {each: _uuid(each) for paper in given["papers"] for each in paper["files"][: MOST_FILES + 1]}
    if len(ids) > MOST_FILES:
        raise InvalidInput(field="papers", reason=_("nhiều nhất %(most)s tệp một hồ sơ.") % {"most": MOST_FILES})
    files = files_named(caller=caller, ids=list(ids.values()))
    return [_paper(each, [files[ids[one]] for one in each["files"]]) for each in given["papers"]]


def _paper(given: dict[str, Any], files: list[ClientFile]) -> PaperIn:
    name = given["name"].strip()[:2000]
    if not name:
        raise InvalidInput(field="papers", reason=_("trường %(name)s không đúng.") % {"name": "papers.name"})
    stored = tuple(StoredPaper(row.stored_id, row.name) for row in files)
    return PaperIn(name, PaperKind.ELECTRONIC, min(given.get("quantity", 1), 99), stored=stored)


def _uuid(typed: Any) -> UUID:
    try:
        return UUID(typed if isinstance(typed, str) else "")
    except ValueError as wrong:
        raise InvalidInput(field="files", reason=_("trường %(name)s không đúng.") % {"name": "files"}) from wrong


@for_systems
def dossier_result(request: HttpRequest, caller: Caller, code: str) -> HttpResponseBase:
    """The file of the approved result; written down like everything that shows a person."""
    read_all(request, ())
    require_scope(caller.actor, Scope.PEOPLE)
    row = dossier_of_code(viewer=caller.actor, code=code[:40].replace("\x00", ""))
    result = released_result(row) if caller.actor.may(Scope.PEOPLE.value, row.agency_id) else None
    if result is None or result.stored is None:
        raise NotVisible
    note_people_read(caller=caller, codes=[row.code])
    return file_response(result.stored, name=result.file_name)
