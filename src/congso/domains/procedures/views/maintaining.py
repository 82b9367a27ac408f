"""Importing and correcting the catalogue."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.procedures.forms import (
    ChannelFormSet,
    EditForm,
    ImportForm,
    PaperFormSet,
    channel_initial,
    channel_rows,
    paper_initial,
    paper_rows,
)
from congso.domains.procedures.policies import can_manage
from congso.domains.procedures.queries.catalogue import latest_version
from congso.domains.procedures.queries.comparing import ImportReport, preview_import
from congso.domains.procedures.services.editing import EDITABLE, edit_version
from congso.domains.procedures.services.importing import import_catalogue
from congso.domains.procedures.views.asking import actor_of


@login_required
@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Upload a file of the national catalogue; see the report, before or after writing."""
    _require_manager(request)
    form = ImportForm(
        request.POST or None, request.FILES or None, initial={"on": clock.today(), "mode": "preview"}
    )
    report = _run(request, form) if form.is_valid() else None
    if report is not None and not report.dry_run:
        messages.success(request, _("Đã nhập danh mục: %(total)d thủ tục.") % {"total": report.total})
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "procedures/import.html", {"form": form, "report": report}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def edit_page(request: HttpRequest, code: str) -> HttpResponse:
    """Correct the present wording; the answer is a new version."""
    _require_manager(request)
    version, posted = latest_version(viewer=actor_of(request), code=code), request.POST or None
    present: dict[str, Any] = {name: getattr(version, name) for name in EDITABLE} | {
        "valid_from": clock.today(), "version_id": version.pk,
    }  # fmt: skip
    form = EditForm(posted, initial=present)
    papers = PaperFormSet(posted, initial=paper_initial(version), prefix="papers")
    channels = ChannelFormSet(posted, initial=channel_initial(version), prefix="channels")
    if all([form.is_valid(), papers.is_valid(), channels.is_valid()]):
        edit_version(
            actor=actor_of(request), version_id=form.cleaned_data["version_id"], changes=form.changes(),
            note=form.cleaned_data["note"], papers=paper_rows(papers), channels=channel_rows(channels),
            valid_from=form.cleaned_data["valid_from"],
        )  # fmt: skip
        messages.success(request, _("Đã lưu phiên bản mới của thủ tục."))
        return redirect("procedures:procedure", code)
    context = {"version": version, "form": form, "papers": papers, "channels": channels}
    return render(request, "procedures/edit.html", context, status=422 if form.is_bound else 200)


def _require_manager(request: HttpRequest) -> None:
    if not can_manage(actor_of(request)):
        raise NotVisible


def _run(request: HttpRequest, form: ImportForm) -> ImportReport:
    given, actor = form.cleaned_data, actor_of(request)
    with _stored(given["file"]) as path:
        if given["mode"] == "import":
            return import_catalogue(actor=actor, path=path, on=given["on"])
        return preview_import(viewer=actor, path=path)


@contextmanager
def _stored(upload: UploadedFile[bytes]) -> Iterator[Path]:
    """The upload as a file of its own name's kind, for as long as it is read."""
    with tempfile.TemporaryDirectory(prefix="congso-import-") as folder:
        path = Path(folder) / Path(upload.name or "").name
        with path.open("wb") as target:
            for chunk in upload.chunks():
                target.write(chunk)
        yield path
