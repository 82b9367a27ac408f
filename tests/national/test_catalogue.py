"""The portal's catalogue beside ours: what differs is shown, and approving makes a new version."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from congso.core import clock
from congso.core.errors import InvalidInput, NotAllowed
from congso.domains.national.errors import DifferenceSettled, PullRunning
from congso.domains.national.models import (
    CatalogueDifference,
    CataloguePull,
    DifferenceState,
    NationalAgency,
    PortalConnection,
)
from congso.domains.national.queries.catalogue import agency_page, difference_of, difference_page
from congso.domains.national.services.agencies import pull_agencies
from congso.domains.national.services.catalogue import (
    approve_difference,
    begin_pull,
    ignore_difference,
    run_pull,
)
from congso.domains.procedures.facade import import_catalogue, shipped_catalogue
from congso.domains.procedures.models import ProcedureVersion
from congso.domains.procedures.tests.makers import make_procedure
from congso.entry.simulators.national.catalogue import procedure_row
from congso.foundation.audit.models import AuditEntry
from tests.national.conftest import Line


def portal_row(code: str, name: str, **changes: Any) -> dict[str, Any]:
    """A procedure as the portal tells it, with one paper and one way."""
    way = {"KENH": "1", "THOIGIAN": [{"THOIGIANGIAIQUYET": "5", "DONVITINH": "Ngày làm việc", "MOTA": "", "PHILEPHI": []}]}
    row = {
        "MATTHC": code, "TENTTHC": name, "LINHVUCTHUCHIEN": [{"MALINHVUC": "", "TENLINHVUC": "Hộ tịch"}],
        "TRINHTUTHUCHIEN": [{"TRUONGHOP": "", "TRINHTU": [{"TENTRINHTU": "Nộp hồ sơ"}, {"TENTRINHTU": "Nhận kết quả"}]}],
        "CACHTHUCTHUCHIEN": [way], "YEUCAU": "", "KETQUATHUCHIEN": [{"MAKETQUA": "KQ.G15.000001", "TENKETQUA": "Giấy khai sinh"}],
        "THANHPHANHOSO": [{"TRUONGHOP": "", "GIAYTO": [{"TENGIAYTO": "Tờ khai", "SOBANCHINH": 1, "SOBANSAO": 0}]}],
        "CANCUPHAPLY": [{"SOVANBAN": "60/2014/QH13", "TENVANBAN": "Luật Hộ tịch"}], "TRANGTHAI": 1,
    }  # fmt: skip
    return row | changes


@pytest.fixture
def told(line: Line) -> dict[str, dict[str, Any]]:
    """What the portal's catalogue holds, to be filled by the test."""
    rows: dict[str, dict[str, Any]] = {}
    line.portal.catalogue = lambda: rows
    return rows


def pull(line: Line) -> CataloguePull:
    """Ask and fetch."""
    return run_pull(pull_id=begin_pull(actor=line.admin).pk)


def test_a_procedure_nobody_here_has_is_shown_whole_and_approved_into_the_catalogue(line: Line, told: dict[str, Any]) -> None:
    told["1.900001"] = portal_row("1.900001", "Đăng ký khai sinh lưu động")
    done = pull(line)
    found = CatalogueDifference.objects.get(code="1.900001")

    approve_difference(actor=line.admin, difference_id=found.pk, valid_from=clock.today())

    assert (done.state, done.total, found.kind) == ("done", 1, "new")
    version = ProcedureVersion.objects.get(procedure__code="1.900001")
    assert (version.name, version.field.name, version.origin) == ("Đăng ký khai sinh lưu động", "Hộ tịch", "national")
    assert [row.name for row in version.papers.all()] == ["Tờ khai"]
    assert version.channels.get().amount == 5
    assert AuditEntry.objects.filter(action="procedures.adopt_wording", outcome="done").count() == 1


def test_a_change_is_shown_field_by_field_and_approving_keeps_the_former_version_with_its_dates(line: Line, told: dict[str, Any]) -> None:
    told["1.900001"] = portal_row("1.900001", "Đăng ký khai sinh lưu động")
    pull(line)
    approve_difference(actor=line.admin, difference_id=CatalogueDifference.objects.get(code="1.900001").pk, valid_from=clock.today())
    papers = [{"TENGIAYTO": "Tờ khai", "SOBANCHINH": 1, "SOBANSAO": 0}, {"TENGIAYTO": "Giấy chứng sinh", "SOBANCHINH": 1, "SOBANSAO": 0}]
    told["1.900001"] = portal_row("1.900001", "Đăng ký khai sinh lưu động", THANHPHANHOSO=[{"TRUONGHOP": "", "GIAYTO": papers}])
    day = clock.today() + timedelta(days=10)

    pull(line)
    found, fields = difference_of(viewer=line.admin, difference_id=CatalogueDifference.objects.get(code="1.900001", state="open").pk)
    approve_difference(actor=line.admin, difference_id=found.pk, valid_from=day)

    assert found.kind == "changed"
    assert [(each.label, [text for text, both in each.theirs if not both]) for each in fields] == [("Thành phần hồ sơ", ["Giấy chứng sinh (1/0)"])]
    old, new = ProcedureVersion.objects.filter(procedure__code="1.900001").order_by("number")
    assert (old.valid_to, new.valid_from, new.valid_to) == (day, day, None)
    assert [row.name for row in new.papers.all()] == ["Tờ khai", "Giấy chứng sinh"]
    assert [row.name for row in old.papers.all()] == ["Tờ khai"]
    assert [row.name for row in new.results.all()] == ["Giấy khai sinh"]


def test_what_is_equal_is_no_difference_and_what_became_equal_is_settled(line: Line, told: dict[str, Any]) -> None:
    told["1.900001"] = portal_row("1.900001", "Đăng ký khai sinh lưu động")
    pull(line)
    found = CatalogueDifference.objects.get(code="1.900001")
    approve_difference(actor=line.admin, difference_id=found.pk, valid_from=clock.today())
    CatalogueDifference.objects.filter(pk=found.pk).update(state=DifferenceState.OPEN, settled_at=None)

    done = pull(line)

    assert done.unchanged == 1
    found.refresh_from_db()
    assert found.state == DifferenceState.IGNORED
    assert not CatalogueDifference.objects.filter(code="1.900001", state="open").exists()


def test_letters_that_nobody_sees_are_no_difference(line: Line, told: dict[str, Any]) -> None:
    told["1.900001"] = portal_row("1.900001", "Đăng ký khai sinh lưu động")
    pull(line)
    approve_difference(actor=line.admin, difference_id=CatalogueDifference.objects.get(code="1.900001").pk, valid_from=clock.today())
    papers = [{"TRUONGHOP": "", "GIAYTO": [{"TENGIAYTO": "\u200eTờ\u200b khai", "SOBANCHINH": 1, "SOBANSAO": 0}]}]
    told["1.900001"] = portal_row("1.900001", "Đăng ký khai sinh lưu động", THANHPHANHOSO=papers)

    done = pull(line)

    assert (done.total, done.unchanged) == (1, 1)


def test_a_procedure_the_portal_no_longer_lists_is_shown_and_cannot_be_approved_away(line: Line, told: dict[str, Any]) -> None:
    version = make_procedure(name="Thủ tục đã bãi bỏ", papers=["Đơn"])
    told["1.900001"] = portal_row("1.900001", "Khác")
    pull(line)
    gone = CatalogueDifference.objects.get(code=version.procedure.code)

    with pytest.raises(InvalidInput):
        approve_difference(actor=line.admin, difference_id=gone.pk, valid_from=clock.today())
    ignore_difference(actor=line.admin, difference_id=gone.pk, reason="Đã ngừng công bố")

    gone.refresh_from_db()
    version.refresh_from_db()
    assert (gone.kind, gone.state, version.valid_to) == ("gone", "ignored", None)


def test_one_decides_on_a_difference_once_and_only_who_may(line: Line, told: dict[str, Any]) -> None:
    told["1.900001"] = portal_row("1.900001", "Đăng ký khai sinh lưu động")
    pull(line)
    key = CatalogueDifference.objects.get(code="1.900001").pk

    with pytest.raises(NotAllowed):
        approve_difference(actor=line.office.leader, difference_id=key, valid_from=clock.today())
    with pytest.raises(InvalidInput):
        ignore_difference(actor=line.admin, difference_id=key, reason="  ")
    approve_difference(actor=line.admin, difference_id=key, valid_from=clock.today())
    with pytest.raises(DifferenceSettled):
        ignore_difference(actor=line.admin, difference_id=key, reason="Thôi")

    assert AuditEntry.objects.filter(action__startswith="national.", outcome="refused").count() == 3


def test_two_fetches_at_a_time_are_refused_and_one_that_died_does_not_stand_in_the_way(line: Line, told: dict[str, Any]) -> None:
    told["1.900001"] = portal_row("1.900001", "Khác")
    dead = begin_pull(actor=line.admin)
    with pytest.raises(PullRunning):
        begin_pull(actor=line.admin)

    with clock.at(clock.now() + timedelta(minutes=11)):
        begin_pull(actor=line.admin)

    dead.refresh_from_db()
    assert dead.state == "failed"


def test_a_portal_that_falls_silent_ends_the_fetch_with_the_reason(line: Line, told: dict[str, Any]) -> None:
    told["1.900001"] = portal_row("1.900001", "Khác")
    line.behave(down=True, only=["LayThuTuc"])

    done = pull(line)

    assert done.state == "failed"
    assert "503" in done.trouble


def test_a_renamed_field_is_named_and_the_procedure_counted_as_unreadable(line: Line, told: dict[str, Any]) -> None:
    told["1.900001"] = portal_row("1.900001", "Khác")
    line.behave(rename={"LINHVUCTHUCHIEN": "LINHVUC"}, only=["LayThuTuc"])

    done = pull(line)

    assert (done.state, done.unreadable) == ("done", 1)
    assert "LINHVUCTHUCHIEN" in done.trouble
    assert "LINHVUCTHUCHIEN" in PortalConnection.objects.get().drift
    assert not CatalogueDifference.objects.filter(code="1.900001").exists()


def test_differences_are_paged_by_code(line: Line, told: dict[str, Any]) -> None:
    for number in range(60):
        told[f"1.9000{number:02}"] = portal_row(f"1.9000{number:02}", f"Thủ tục {number}")
    pull(line)

    first = difference_page(viewer=line.admin, kind="new")
    second = difference_page(viewer=line.admin, kind="new", after=first.older)

    assert (len(first.rows), len(second.rows), second.older) == (50, 10, "")
    assert first.counts["new"] == 60


def test_the_portals_agencies_are_matched_by_code_and_none_is_deleted(line: Line) -> None:
    listed = [{"MADONVI": "H20", "TENDONVI": "Ủy ban nhân dân tỉnh Đồng Tháp", "MADONVICHA": ""}, {"MADONVI": "G15", "TENDONVI": "Bộ Tư pháp", "MADONVICHA": ""}]
    line.portal.agencies = lambda: listed
    assert pull_agencies(actor=line.admin) == 2
    listed.pop()
    assert pull_agencies(actor=line.admin) == 1

    rows, _older, missing = agency_page(viewer=line.admin)

    assert [(row.agency.code, row.unit, row.agency.gone_at is not None) for row in rows] == [
        ("G15", "", True), ("H20", "Ủy ban nhân dân tỉnh Đồng Tháp", False)
    ]  # fmt: skip
    assert NationalAgency.objects.count() == 2
    assert "Ủy ban nhân dân phường Cao Lãnh (H20.31)" in missing
    with pytest.raises(NotAllowed):
        pull_agencies(actor=line.office.clerk)


@pytest.mark.django_db
def test_the_shipped_catalogue_compared_with_itself_has_no_difference(line: Line, tmp_path: Path) -> None:
    """What the stand-in tells of the very records that were taken in differs in nothing."""
    with gzip.open(shipped_catalogue(), "rt", encoding="utf-8") as lines:
        some = list(islice(lines, 60))
    part = tmp_path / "part.jsonl.gz"
    with gzip.open(part, "wt", encoding="utf-8") as out:
        out.writelines(some)
    import_catalogue(actor=line.admin, path=part)
    rows = {json.loads(each)["ma_thu_tuc"]: procedure_row(json.loads(each)) for each in some}
    line.portal.catalogue = lambda: rows

    done = pull(line)

    assert (done.total, done.unchanged, done.unreadable) == (60, 60, 0)
    assert not CatalogueDifference.objects.filter(kind="changed").exists()
