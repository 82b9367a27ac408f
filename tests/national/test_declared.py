"""The share of index 766 by a declared denominator, beside our own count, with the rows it came from."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.domains.dossiers.tests.makers import make_dossier
from congso.domains.national.models import DeclaredFigure
from congso.domains.national.queries.declaring import Declared, declared_share
from congso.domains.national.queries.reporting import shares
from congso.domains.national.services.declaring import FigureIn, declare, end_figure, read_figures
from congso.foundation.audit.models import AuditEntry
from congso.foundation.people.models import Account
from tests.national.conftest import Line


def figure(received: int, back: int = 0, days: int = 1, agency: int | None = None) -> FigureIn:
    """A figure for days that end so many days ago."""
    last = clock.today() - timedelta(days=back)
    return FigureIn(agency, last - timedelta(days=days - 1), last, received, "Báo cáo số 12/BC-UBND")


def by_declaration(line: Line, days: int) -> Declared | None:
    """The share of the last days."""
    first, last = clock.today() - timedelta(days=days - 1), clock.today()
    total, _rows = shares(viewer=line.admin, first=first, last=last)
    return declared_share(viewer=line.admin, first=first, last=last, counted=total)


def test_both_shares_stand_beside_each_other_with_the_rows(line: Line) -> None:
    make_dossier(line.office)
    line.carry()
    assert by_declaration(line, 2) is None, "nothing declared: only our own count"

    declare(actor=line.admin, given=[figure(3), figure(1, back=1)])

    found = by_declaration(line, 2)
    assert found is not None
    assert (found.share.received, found.share.synced, found.share.percent, found.covers) == (4, 1, Decimal("25.00"), True)
    assert [row.received for row, _agency in found.rows] == [1, 3]
    partly = by_declaration(line, 5)
    assert partly is not None
    assert not partly.covers


def test_of_rows_that_overlap_the_longer_counts_and_agencies_only_without_the_province(line: Line) -> None:
    ward = line.office.units["phuong"]
    declare(actor=line.admin, given=[figure(10, days=3), figure(4), figure(7, agency=ward)])
    found = by_declaration(line, 3)
    assert found is not None
    assert [row.received for row, _agency in found.rows] == [10]

    for row in DeclaredFigure.objects.filter(agency_id=None):
        end_figure(actor=line.admin, figure_id=row.pk)

    found = by_declaration(line, 3)
    assert found is not None
    assert [(row.received, agency) for row, agency in found.rows] == [(7, "Ủy ban nhân dân phường Cao Lãnh")]
    with pytest.raises(NotVisible):
        end_figure(actor=line.admin, figure_id=DeclaredFigure.objects.filter(agency_id=None)[0].pk)


def test_another_figure_for_the_same_days_ends_the_former_which_stays(line: Line) -> None:
    declare(actor=line.admin, given=[figure(3)])
    declare(actor=line.admin, given=[figure(5)])

    assert [(row.received, row.ended_at is None) for row in DeclaredFigure.objects.order_by("pk")] == [(3, False), (5, True)]


def test_only_who_may_declares_with_a_source_and_days_that_are_over(line: Line) -> None:
    with pytest.raises(NotAllowed):
        declare(actor=line.office.clerk, given=[figure(3)])
    good = figure(3)
    for wrong in (FigureIn(None, good.last_day, good.last_day - timedelta(days=1), 1, "x"), FigureIn(None, good.first_day, good.last_day, 1, " "),
                  FigureIn(None, good.first_day, clock.today() + timedelta(days=1), 1, "x")):  # fmt: skip
        with pytest.raises(InvalidInput):
            declare(actor=line.admin, given=[good, wrong])
    assert not DeclaredFigure.objects.exists()
    assert AuditEntry.objects.filter(action="national.declare", outcome="refused").count() == 4


def test_a_table_is_read_whole_or_not_at_all(line: Line) -> None:
    head = "ma_co_quan;tu_ngay;den_ngay;so_ho_so;nguon\n"
    found = read_figures(head + ";01/10/2026;31/10/2026;1.204;Báo cáo 12\n000.00.31.H20;2026-10-01;2026-10-31;80;Báo cáo 13\n")
    assert [(each.agency_id, each.first_day, each.received) for each in found] == [
        (None, date(2026, 10, 1), 1204), (line.office.units["phuong"], date(2026, 10, 1), 80)]  # fmt: skip
    for wrong in ("", "a;b\n", head, head + "H99;01/10/2026;31/10/2026;1;x\n", head + ";32/10/2026;31/10/2026;1;x\n", head + ";01/10/2026;31/10/2026;-1;x\n"):
        with pytest.raises(InvalidInput):
            read_figures(wrong)


def test_the_screen_keeps_what_was_typed_and_shows_both_numbers(line: Line, client: Client) -> None:
    make_dossier(line.office)
    line.carry()
    client.force_login(Account.objects.get(username="quantri"))
    today = f"{clock.today():%d/%m/%Y}"
    given = {"agency_id": "", "first_day": today, "last_day": today, "received": "4", "source": "Báo cáo 12", "do": "one"}
    wrong = client.post("/quan-tri/cong-quoc-gia/so-lieu/", given | {"source": ""})
    assert (wrong.status_code, 'value="4"' in wrong.content.decode()) == (422, True)
    assert client.post("/quan-tri/cong-quoc-gia/so-lieu/", given).status_code == 302
    page = client.get(f"/quan-tri/cong-quoc-gia/?tu={today}&den={today}").content.decode()
    for words in ("100,00 %", "25,00 %", "Báo cáo 12"):
        assert words in page
    table = client.post("/quan-tri/cong-quoc-gia/so-lieu/", {"do": "table", "table": "a;b\n1;2"})
    assert (table.status_code, "thiếu cột" in table.content.decode()) == (422, True)
