"""The register: the columns of the form, the right lines, page by page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.dossiers.printing.register import (
    COLUMNS,
    RegisterTooLong,
    register_page,
    register_pdf,
    register_rows,
    register_xlsx,
)
from congso.domains.dossiers.services import (
    stop_dossier,
)
from congso.domains.dossiers.services.taking import note_register_taken
from congso.domains.dossiers.tests.makers import (
    Office,
    make_applicant,
    make_dossier,
    make_office,
)
from congso.domains.dossiers.tests.test_prints import THURSDAY, book_of, browser_of, worked_to_the_end
from congso.foundation.audit.models import AuditEntry
from congso.foundation.printing.tests.reading import page_sizes, pdf_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _thursday() -> Iterator[None]:
    with clock.at(THURSDAY):
        yield


@pytest.fixture
def office() -> Office:
    return make_office()


def test_the_register_has_the_columns_and_rows_of_the_form(office: Office) -> None:
    done, stopped = worked_to_the_end(office), make_dossier(office)
    stop_dossier(actor=office.clerk, dossier_id=stopped.pk, seen_seq=None, reason="Rút.")
    stream = io.BytesIO()
    assert register_xlsx(office.clerk, book_of(office), stream) == 2

    sheet = load_workbook(stream).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    at = next(place for place, row in enumerate(rows) if row[0] == "TT")
    assert list(rows[at]) == [column.heading for column in COLUMNS]
    assert len(COLUMNS) == 15
    first, second = rows[at + 2], rows[at + 3]
    assert first[:7] == (
        1, done.code, "Thủ tục đăng ký lại khai sinh", 1, "Trần Thị Ngọc Ẩn",
        "12 Nguyễn Huệ, phường Cao Lãnh, tỉnh Đồng Tháp, 0912345678", "Ủy ban nhân dân phường Cao Lãnh",
    )  # fmt: skip
    assert first[7:10] == (
        datetime(2026, 11, 5, 14, 30), datetime(2026, 11, 12, 17, 0), datetime(2026, 11, 19, 8, 0),  # noqa: DTZ001
    )  # fmt: skip
    assert first[12:] == ("Tại quầy", "Nguyễn Hữu Phước", "Yêu cầu bổ sung 1 lần; Hẹn lại 20/11/2026")
    assert (second[0], second[9], second[14]) == (2, None, "Dừng theo yêu cầu")

    made = register_pdf(office.clerk, book_of(office))
    text = pdf_text(made)
    assert set(page_sizes(made)) == {(297, 210)}
    for words in (done.code, stopped.code, "SỔ THEO DÕI HỒ SƠ", "Quyển số 2026", "(15)"):
        assert words in text.replace("- ", "-")


def test_a_book_is_read_by_days_words_and_pages(office: Office) -> None:
    for name in ("Nguyễn Văn Một", "Lê Thị Hai", "Phạm Văn Ba"):
        make_dossier(office, applicant=make_applicant(name=name))
    with clock.at(THURSDAY + timedelta(days=4)):
        make_dossier(office, applicant=make_applicant(name="Võ Thị Tư"))

    later = book_of(office, first_day=(THURSDAY + timedelta(days=1)).date())
    assert [row.applicant_name for row in register_rows(office.clerk, later)] == ["Võ Thị Tư"]
    same_day = book_of(office, last_day=THURSDAY.date())
    assert register_rows(office.clerk, same_day).count() == 3
    assert [
        row.applicant_name for row in register_rows(office.clerk, book_of(office, words="le thi hai"))
    ] == ["Lê Thị Hai"]
    assert not register_rows(office.clerk, book_of(office, year=2025)).exists()

    lines, newer, older = register_page(office.clerk, book_of(office), size=2)
    assert ([line.number for line in lines], newer, older) == ([4, 3], None, 3)
    lines, newer, older = register_page(office.clerk, book_of(office), after=3, size=2)
    assert ([line.number for line in lines], newer, older) == ([2, 1], 2, None)
    lines, newer, older = register_page(office.clerk, book_of(office), before=2, size=2)
    assert ([line.number for line in lines], newer, older) == ([4, 3], None, 3)


def test_too_long_a_book_is_refused_as_pdf(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("congso.domains.dossiers.printing.register.MOST_IN_PDF", 1)
    make_dossier(office)
    register_pdf(office.clerk, book_of(office))
    make_dossier(office)
    with pytest.raises(RegisterTooLong, match="Excel"):
        register_pdf(office.clerk, book_of(office))


def test_the_register_page_shows_the_book_and_offers_both_files(office: Office) -> None:
    dossier = make_dossier(office)
    page = browser_of(office, "motcua").get(reverse("dossier_prints:register")).content.decode()
    assert dossier.code in page
    for column in COLUMNS:
        assert column.heading in page
    assert f"{reverse('dossier_prints:register_xlsx')}?" in page
    assert f"{reverse('dossier_prints:register_pdf')}?" in page
    assert "14:30, 05/11/2026" in page
    assert "style=" not in page.partition("<main")[2]


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_who_takes_the_book_away_stands_in_the_log(office: Office, kind: str) -> None:
    make_dossier(office)
    clerk, officer = browser_of(office, "motcua"), browser_of(office, "chuyenvien")
    address = reverse(f"dossier_prints:register_{kind}")

    assert officer.get(address).status_code == 404
    assert not AuditEntry.objects.filter(action="dossiers.take_register", outcome="done").exists()
    assert clerk.get(f"{address}?tu=01/11/2026&tim=Lan").status_code == 200

    line = AuditEntry.objects.get(action="dossiers.take_register")
    assert (line.actor_id, line.subject_type) == (office.clerk.account_id, "dossiers.register")
    assert line.details["file_kind"] == kind
    assert line.details["starts_on"] == "2026-11-01"


def test_somebody_elses_book_is_not_taken_and_the_refusal_is_kept(office: Office) -> None:
    with pytest.raises(NotVisible):
        note_register_taken(actor=office.officer, query=book_of(office), kind="pdf")

    assert AuditEntry.objects.get(action="dossiers.take_register").outcome == "refused"


def test_days_the_wrong_way_round_are_pointed_out(office: Office) -> None:
    answer = browser_of(office, "motcua").get(
        reverse("dossier_prints:register") + "?tu=10/11/2026&den=01/11/2026"
    )
    assert answer.status_code == 422
    assert "Ngày cuối phải sau ngày đầu." in answer.content.decode()


def test_an_official_without_a_counter_is_told_so(office: Office) -> None:
    answer = browser_of(office, "chuyenvien").get(reverse("dossier_prints:register"))
    assert answer.status_code == 200
    assert "Không có sổ nào để xem" in answer.content.decode()
    assert browser_of(office, "chuyenvien").get(reverse("dossier_prints:register_pdf")).status_code == 404
