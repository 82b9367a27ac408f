"""What is public of a procedure: its cases and its service level."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from congso.domains.procedures.enums import ServiceLevel
from congso.domains.procedures.errors import LevelNeedsReason
from congso.domains.procedures.facade import public_procedure
from congso.domains.procedures.limits import limit_text
from congso.domains.procedures.models import Publication, VersionPaper
from congso.domains.procedures.queries.public_page import split_steps
from congso.domains.procedures.tests.makers import make_procedure, make_publication, make_terms
from congso.foundation.orgs import epoch

pytestmark = pytest.mark.django_db


def test_a_condition_is_never_read_into_a_paper_of_everybody() -> None:
    version = make_procedure(code="1.000009", papers=[])
    rows = [("", "Tờ khai", 1), ("Giấy tờ phải nộp", "Văn bản ủy quyền trong trường hợp ủy quyền", 1),
            ("(1.2) Đối với công trình theo tuyến", "Bản vẽ", 2), ("Hồ sơ của người nhận con nuôi", "Hộ chiếu", 1),
            ("", "Trường hợp mất giấy tờ thì nộp đơn trình báo", 1), ("Lưu ý", "Trường hợp nộp qua bưu chính …", 0)]  # fmt: skip
    VersionPaper.objects.bulk_create(
        VersionPaper(
            version=version,
            order=order,
            case_label=label,
            name=name,
            originals=count,
            copies=0,
            is_note=not count,
        )
        for order, (label, name, count) in enumerate(rows, start=1)
    )
    epoch.bump()

    procedure = public_procedure(code="1.000009")

    assert [paper.case.label if paper.case else "" for paper in procedure.papers] == [
        "", "", "Đối với công trình theo tuyến", "", "Trường hợp mất giấy tờ", "",
    ]  # fmt: skip


def test_partly_online_without_a_reason_is_refused_and_nothing_is_published() -> None:
    with pytest.raises(LevelNeedsReason):
        make_publication(terms=make_terms(service_level=ServiceLevel.PARTIAL, level_reason="  "))

    assert not Publication.objects.exists()
    assert make_publication().service_level == ServiceLevel.FULL


def test_steps_begin_where_the_source_says_step() -> None:
    steps = split_steps(
        "Mở đầu\nBước 1: Nộp hồ sơ\n- tại quầy\n\nBước 2. " + "x" * 130 + "\n* Bước 3: Nhận kết quả."
    )

    assert [step.title for step in steps] == ["", "Bước 1: Nộp hồ sơ", "Bước 2", "Bước 3: Nhận kết quả"]
    assert [step.lines for step in steps] == [("Mở đầu",), ("- tại quầy",), ("x" * 130,), ()]


@pytest.mark.parametrize(("amount", "unit", "vietnamese", "english"), [
    ("1", "working_day", "1 ngày làm việc", "1 working day"), ("2.5", "day", "2,5 ngày", "2,5 days"),
    ("1", "month", "1 tháng", "1 month"), ("8", "hour", "8 giờ", "8 hours"),
])  # fmt: skip
def test_one_day_is_no_plural_in_english(amount: str, unit: str, vietnamese: str, english: str) -> None:
    assert limit_text(Decimal(amount), unit) == vietnamese
    with translation.override("en"):
        assert limit_text(Decimal(amount), unit) == english
