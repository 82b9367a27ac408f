"""Leafing through the catalogue."""

from __future__ import annotations

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congso.core.errors import NotVisible
from congso.domains.procedures.enums import Level
from congso.domains.procedures.forms import CatalogueForm
from congso.domains.procedures.models import ProcedureVersion
from congso.domains.procedures.policies import can_manage, can_publish
from congso.domains.procedures.queries.catalogue import (
    catalogue,
    fields,
    latest_version,
    procedure_version,
    versions_of,
)
from congso.domains.procedures.queries.differences import differences
from congso.domains.procedures.queries.published import publications_of
from congso.domains.procedures.views.asking import actor_of, all_agencies
from congso.domains.procedures.views.showing import channel_rows, publication_rows


@login_required
@require_GET
def catalogue_page(request: HttpRequest) -> HttpResponse:
    """The list with its search; the same page answers htmx, which takes the results out of it."""
    actor = actor_of(request)
    form = CatalogueForm(request.GET, fields=fields(), agencies=all_agencies())
    page = catalogue(viewer=actor, wanted=form.wanted(), after=request.GET.get("after", ""))
    rows = [(row, [Level(level).label for level in row.levels]) for row in page.rows]
    context = {"form": form, "rows": rows, "next_key": page.next_key, "may_manage": can_manage(actor)}
    return render(request, "procedures/catalogue.html", context)


@login_required
@require_GET
def procedure_page(request: HttpRequest, code: str) -> HttpResponse:
    """A procedure in its present wording, or in the one of ``?phien-ban=``."""
    actor, number = actor_of(request), request.GET.get("phien-ban", "")
    version = (
        procedure_version(viewer=actor, code=code, number=_number(number))
        if number
        else latest_version(viewer=actor, code=code)
    )
    published = publications_of(viewer=actor, procedure_id=version.procedure_id)
    context = {
        "version": version, "levels": [Level(level).label for level in version.levels],
        "channels": channel_rows(version), "cases": _cases(version),
        "publications": publication_rows(published, actor),
        "versions": versions_of(viewer=actor, procedure_id=version.procedure_id),
        "may_manage": can_manage(actor), "may_publish": can_publish(actor),
    }  # fmt: skip
    return render(request, "procedures/procedure.html", context)


@login_required
@require_GET
def compare_page(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions side by side (``?cu=1&moi=2``)."""
    actor = actor_of(request)
    before = procedure_version(viewer=actor, code=code, number=_number(request.GET.get("cu", "")))
    after = procedure_version(viewer=actor, code=code, number=_number(request.GET.get("moi", "")))
    context = {"before": before, "after": after, "parts": differences(before=before, after=after)}
    return render(request, "procedures/compare.html", context)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise NotVisible
    return int(text)


def _cases(version: ProcedureVersion) -> list[tuple[str, list[object], list[object]]]:
    found = []
    for label, rows in groupby(version.papers.all(), key=lambda row: row.case_label):
        papers = list(rows)
        found.append(
            (label, [row for row in papers if not row.is_note], [row for row in papers if row.is_note])
        )
    return found  # type: ignore[return-value]
