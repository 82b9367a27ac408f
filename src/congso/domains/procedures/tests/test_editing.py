"""Correcting the wording locally."""

from __future__ import annotations

import json
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotAllowed, StaleView
from congso.domains.procedures.models import ProcedureVersion
from congso.domains.procedures.queries.catalogue import latest_version
from congso.domains.procedures.queries.differences import differences
from congso.domains.procedures.services.editing import ChannelTerms, PaperRow, edit_version
from congso.domains.procedures.services.importing import import_catalogue
from congso.domains.procedures.tests.makers import SYSTEM, make_procedure
from congso.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays() -> None:
    old = make_procedure(papers=["Tờ khai", "Bản sao CCCDMẫu.doc"])

    new = edit_version(
        actor=SYSTEM, version_id=old.pk, changes={"requirements": unicodedata.normalize("NFD", "Có mặt hai bên")},
        note="Tách tên mẫu đơn", papers=[PaperRow("Tờ khai"), PaperRow("Bản sao CCCD", originals=0, copies=1)],
    )  # fmt: skip

    old.refresh_from_db()
    assert old.valid_to == new.valid_from
    assert (new.number, new.origin, new.requirements) == (2, "local", "Có mặt hai bên")
    assert [(row.name, row.copies) for row in new.papers.all()] == [("Tờ khai", 0), ("Bản sao CCCD", 1)]
    assert new.channels.count() == old.channels.count() == 1
    assert {str(part.title) for part in differences(before=old, after=new)} == {
        "Thành phần hồ sơ",
        "Yêu cầu, điều kiện",
    }
    details = AuditEntry.objects.get(action="procedures.edit_version").details
    assert details["changed"] == ["requirements", "papers"]


def test_nothing_changed_no_reason_no_name_are_refused() -> None:
    old = make_procedure()

    for changes, note in (({"name": old.name}, "lý do"), ({"name": "Khác"}, " "), ({"name": " "}, "lý do")):
        with pytest.raises(InvalidInput):
            edit_version(actor=SYSTEM, version_id=old.pk, changes=changes, note=note)
    assert ProcedureVersion.objects.count() == 1


def test_of_two_corrections_of_one_version_the_second_is_told() -> None:
    old = make_procedure()
    edit_version(actor=SYSTEM, version_id=old.pk, changes={"name": "Tên A"}, note="a")

    with pytest.raises(StaleView):
        edit_version(actor=SYSTEM, version_id=old.pk, changes={"name": "Tên B"}, note="b")

    assert latest_version(viewer=SYSTEM, code=old.procedure.code).name == "Tên A"


def test_only_who_keeps_the_catalogue_may_correct_it() -> None:
    old = make_procedure()
    leader = Actor(account_id=3, name="Lãnh đạo", grants={"procedures.publish": frozenset({1})})

    with pytest.raises(NotAllowed):
        edit_version(actor=leader, version_id=old.pk, changes={"name": "Khác"}, note="x")


def test_an_import_of_the_same_source_keeps_the_local_correction_and_a_new_source_says_so(
    tmp_path: Path,
) -> None:
    record = {
        "ma_thu_tuc": "1.000003",
        "ten_thu_tuc": "Cấp giấy phép",
        "linh_vuc": "Xây dựng",
        "cap_thuc_hien": ["Cấp xã"],
    }
    path = tmp_path / "source.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    import_catalogue(actor=SYSTEM, path=path)
    held = latest_version(viewer=SYSTEM, code="1.000003")
    edit_version(actor=SYSTEM, version_id=held.pk, changes={"name": "Cấp giấy phép xây dựng"}, note="Đủ tên")

    assert import_catalogue(actor=SYSTEM, path=path).unchanged == 1
    assert latest_version(viewer=SYSTEM, code="1.000003").name == "Cấp giấy phép xây dựng"

    path.write_text(json.dumps(record | {"yeu_cau": "Có bản vẽ"}), encoding="utf-8")
    report = import_catalogue(actor=SYSTEM, path=path)
    assert (report.changed, report.replaced_local) == ({"1.000003": ["requirements"]}, ["1.000003"])
    assert latest_version(viewer=SYSTEM, code="1.000003").number == 3


def test_time_limits_and_fees_of_each_way_are_corrected_with_their_units() -> None:
    old = make_procedure()
    old.channels.update(amount=None, unit="", time_text="30 - 45", note="Theo mùa")
    kept = ChannelTerms(1, None, "", None, "", "Theo mùa")

    new = edit_version(
        actor=SYSTEM, version_id=old.pk, changes={}, note="Thêm nộp trực tuyến",
        channels=[kept, ChannelTerms(2, Decimal(5), "working_day", 0)],
    )  # fmt: skip

    rows = list(new.channels.all())
    assert [(row.channel, row.time_text, row.note) for row in rows] == [
        (1, "30 - 45", "Theo mùa"),
        (2, "5", ""),
    ]
    assert new.papers.count() == old.papers.count()
    for wrong in (
        ChannelTerms(2, Decimal(5)),
        ChannelTerms(2, Decimal(-1), "day"),
        ChannelTerms(1, fee_amount=-1),
    ):
        with pytest.raises(InvalidInput):
            edit_version(actor=SYSTEM, version_id=new.pk, changes={}, note="x", channels=[wrong])
    with pytest.raises(InvalidInput, match="không có nội dung nào thay đổi"):
        edit_version(actor=SYSTEM, version_id=new.pk, changes={}, note="x",
                     channels=[kept, ChannelTerms(2, Decimal(5), "working_day", 0)])  # fmt: skip
