"""Taking in the national catalogue: the real file, again, changed, broken."""

from __future__ import annotations

import gzip
import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from congso.core.actors import Actor, system_actor
from congso.core.errors import NotAllowed
from congso.domains.procedures.errors import BrokenSourceFile
from congso.domains.procedures.models import (
    Procedure,
    ProcedureVersion,
    VersionChannel,
    VersionLegalBasis,
    VersionPaper,
    VersionResult,
)
from congso.domains.procedures.queries.comparing import preview_import
from congso.domains.procedures.services.importing import import_catalogue
from congso.domains.procedures.tests.makers import make_shipped_catalogue
from congso.foundation.audit.models import AuditEntry

REAL_FILE = Path(__file__).parents[1] / "data" / "thu_tuc_hanh_chinh_2642.jsonl.gz"
SYSTEM = system_actor("tests")

pytestmark = pytest.mark.django_db


def _source() -> list[dict[str, Any]]:
    with gzip.open(REAL_FILE, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def source() -> list[dict[str, Any]]:
    return _source()


def _write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_the_real_catalogue_comes_in_whole_and_a_second_time_changes_nothing(
    source: list[dict[str, Any]],
) -> None:
    report = import_catalogue(actor=SYSTEM, path=REAL_FILE)

    assert (report.total, len(report.new), report.changed, report.gone) == (len(source), len(source), {}, [])
    assert Procedure.objects.count() == len({row["ma_thu_tuc"] for row in source}) == 2642
    assert VersionPaper.objects.count() == sum(len(row["thanh_phan_ho_so"]) for row in source) == 14985
    communes = sum("Cấp xã" in row["cap_thuc_hien"] for row in source)
    assert ProcedureVersion.objects.filter(levels__contains=["commune"]).count() == communes == 588
    assert VersionChannel.objects.count() == sum(len(row["cach_thuc"]) for row in source)
    assert VersionResult.objects.count() == sum(len(row["ket_qua"]) for row in source)
    notes = sum(p["so_ban_chinh"] == p["so_ban_sao"] == 0 for row in source for p in row["thanh_phan_ho_so"])
    assert VersionPaper.objects.filter(is_note=True).count() == notes
    decomposed = sum(
        not unicodedata.is_normalized("NFC", json.dumps(row, ensure_ascii=False)) for row in source
    )
    assert report.decomposed == decomposed > 0
    assert not [text for text in ProcedureVersion.objects.values_list("papers_source", flat=True)
                if not unicodedata.is_normalized("NFC", text)]  # fmt: skip
    before = dict(ProcedureVersion.objects.values_list("procedure__code", "content_hash"))

    again = import_catalogue(actor=SYSTEM, path=REAL_FILE)

    assert (again.unchanged, again.new, again.changed) == (2642, [], {})
    assert dict(ProcedureVersion.objects.values_list("procedure__code", "content_hash")) == before
    lines = AuditEntry.objects.filter(action="procedures.import_catalogue").order_by("id")
    assert [line.details["new"] for line in lines] == [2642, 0]


def test_one_changed_record_is_one_new_version_and_the_old_one_stays(
    tmp_path: Path, source: list[dict[str, Any]]
) -> None:
    rows = [dict(row) for row in source[:5]]
    import_catalogue(actor=SYSTEM, path=_write(tmp_path / "a.jsonl", rows), on=date(2026, 1, 5))
    rows[2] = rows[2] | {"ten_thu_tuc": "Thủ tục đã đổi tên"}

    preview = preview_import(viewer=SYSTEM, path=_write(tmp_path / "b.jsonl", rows[:4]))
    report = import_catalogue(actor=SYSTEM, path=tmp_path / "b.jsonl", on=date(2026, 3, 2))

    code = rows[2]["ma_thu_tuc"]
    assert report.changed == {code: ["name"]} == preview.changed
    assert (report.unchanged, report.gone) == (3, [rows[4]["ma_thu_tuc"]])
    old, new = ProcedureVersion.objects.filter(procedure__code=code).order_by("number")
    assert (old.name, old.valid_to) == (source[2]["ten_thu_tuc"], date(2026, 3, 2))
    assert (new.name, new.valid_from, new.valid_to) == ("Thủ tục đã đổi tên", date(2026, 3, 2), None)
    assert ProcedureVersion.objects.count() == 6
    assert Procedure.objects.filter(code=rows[4]["ma_thu_tuc"]).exists()


def test_a_preview_writes_nothing(tmp_path: Path, source: list[dict[str, Any]]) -> None:
    report = preview_import(viewer=SYSTEM, path=_write(tmp_path / "a.jsonl", source[:3]))

    assert len(report.new) == 3
    assert not Procedure.objects.exists()
    assert not AuditEntry.objects.exists()


def _broken(kind: str, rows: list[dict[str, Any]]) -> str:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    bad = {
        "not json": lines[2][:-30],
        "no code": json.dumps(rows[2] | {"ma_thu_tuc": ""}),
        "wrong code": json.dumps(rows[2] | {"ma_thu_tuc": "12-34"}),
        "no name": json.dumps(rows[2] | {"ten_thu_tuc": ""}),
        "unknown level": json.dumps(rows[2] | {"cap_thuc_hien": ["Cấp huyện"]}),
        "papers no list": json.dumps(rows[2] | {"thanh_phan_ho_so": "tờ khai"}),
        "twice": lines[0],
    }
    return "\n".join([*lines[:2], bad[kind], *lines[3:]])


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("not json", "không phải JSON"),
        ("no code", "thiếu mã thủ tục"),
        ("wrong code", "12-34"),
        ("no name", "ten_thu_tuc"),
        ("unknown level", "Cấp huyện"),
        ("papers no list", "danh sách"),
        ("twice", "đã có ở dòng 1"),
    ],
)
def test_a_broken_line_is_named_and_nothing_changes(
    tmp_path: Path, source: list[dict[str, Any]], kind: str, reason: str
) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(_broken(kind, source[:6]), encoding="utf-8")

    with pytest.raises(BrokenSourceFile) as caught:
        import_catalogue(actor=SYSTEM, path=path)

    assert "dòng 3" in str(caught.value)
    assert reason in str(caught.value)
    assert not Procedure.objects.exists()
    assert AuditEntry.objects.get().outcome == "refused"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl.gz", b"\x1f\x8bnot a gzip"),
        ("a.json", b"{}"),
        ("a.csv", b"x"),
        ("a.jsonl", b""),
        ("b.jsonl", b"\xff\xfe"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(BrokenSourceFile):
        import_catalogue(actor=SYSTEM, path=tmp_path / name)


def test_a_json_list_is_taken_in_too(tmp_path: Path, source: list[dict[str, Any]]) -> None:
    (tmp_path / "list.json").write_text(json.dumps(source[:4]), encoding="utf-8")

    assert len(import_catalogue(actor=SYSTEM, path=tmp_path / "list.json").new) == 4


def test_decomposed_and_composed_wording_are_the_same_content(
    tmp_path: Path, source: list[dict[str, Any]]
) -> None:
    import_catalogue(actor=SYSTEM, path=_write(tmp_path / "nfc.jsonl", source[:3]))
    loose = unicodedata.normalize("NFD", (tmp_path / "nfc.jsonl").read_text(encoding="utf-8"))
    (tmp_path / "nfd.jsonl").write_text(loose, encoding="utf-8")

    report = import_catalogue(actor=SYSTEM, path=tmp_path / "nfd.jsonl")

    assert (report.unchanged, report.decomposed) == (3, 3)


def test_who_does_not_keep_the_catalogue_may_not_import(tmp_path: Path, source: list[dict[str, Any]]) -> None:
    clerk = Actor(account_id=5, name="Nguyễn Thị Một Cửa", grants={"procedures.publish": frozenset({1})})

    with pytest.raises(NotAllowed):
        import_catalogue(actor=clerk, path=_write(tmp_path / "a.jsonl", source[:3]))

    assert not Procedure.objects.exists()


def test_legal_bases_are_split_into_number_and_title() -> None:
    make_shipped_catalogue()

    notary = VersionLegalBasis.objects.filter(number="46/2024/QH15", title="Luật Công chứng năm 2024")
    assert notary.exists()
    numbered = VersionLegalBasis.objects.exclude(number="").count()
    assert numbered > 0.98 * VersionLegalBasis.objects.count()
