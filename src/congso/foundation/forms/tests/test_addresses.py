"""Addresses on the units of 2026, and old ones translated by the real mapping."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from congso.foundation.forms.addresses import find_old_wards, provinces, ward, wards_of


def test_every_ward_of_2026_is_offered_under_its_province() -> None:
    assert len(provinces()) == 34
    assert sum(len(wards_of(code)) for code in provinces()) == 3321
    assert len(wards_of("82")) == 102
    assert wards_of("99") == ()


@pytest.mark.parametrize(
    "typed", ["Phường 4, Thành phố Mỹ Tho, Tỉnh Tiền Giang", "phuong 4 my tho tien giang", "P4, TP.Mỹ Tho"]
)
def test_a_divided_ward_offers_every_target_the_main_one_first(typed: str) -> None:
    found = find_old_wards(typed)

    assert found[0].targets[0].name == "Phường Đạo Thạnh"
    assert len(found[0].targets) == 2


def test_the_translation_follows_the_mapping_row_by_row() -> None:
    text = (files("congso.foundation.forms") / "data" / "ward_mapping_legacy_to_2025.csv").read_text(
        encoding="utf-8"
    )
    rows = [row for row in csv.DictReader(text.splitlines()) if row["default_target"] == "1"][::701]

    for row in rows:
        found = find_old_wards(f"{row['old_ward']}, {row['old_district']}, {row['old_province']}")
        target = ward(row["new_ward_code"])
        assert row["old_ward_code"] in {old.code for old in found}, row
        assert (
            target is None or target in next(old for old in found if old.code == row["old_ward_code"]).targets
        )


@pytest.mark.parametrize("typed", ["", "   ", ",,,", "không có nơi nào như thế", "%_\x00"])
def test_nothing_found_is_nothing_said(typed: str) -> None:
    assert find_old_wards(typed) == []


def test_a_number_is_not_the_beginning_of_a_longer_one() -> None:
    names = {old.name for old in find_old_wards("phường 1, quận 4")}

    assert names == {"Phường 1, Quận 4, Thành phố Hồ Chí Minh"}
