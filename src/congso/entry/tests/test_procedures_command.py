"""``congso procedures import`` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from congso.domains.procedures.models import Procedure
from congso.entry import cli

RECORD = {
    "ma_thu_tuc": "1.000003", "ten_thu_tuc": "Cấp phép", "linh_vuc": "Xây dựng", "cap_thuc_hien": ["Cấp xã"],
}  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cli, "prepare", lambda: None)
    path = tmp_path / "source.jsonl"
    path.write_text(json.dumps(RECORD), encoding="utf-8")
    return path


def _run(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(cli.main, ["procedures", "import", *arguments])
    return answer.exit_code, answer.output


def test_the_report_is_a_table_or_json(source: Path) -> None:
    assert "nothing was written" in _run(str(source), "--dry-run")[1]
    assert not Procedure.objects.exists()

    code, output = _run(str(source), "--json", "--from", "2026-01-05")

    assert code == 0
    assert json.loads(output)["new"] == ["1.000003"]
    assert "Unchanged" in _run(str(source))[1]


def test_a_broken_file_ends_with_its_line_and_an_error_code(source: Path) -> None:
    source.write_text(json.dumps(RECORD) + "\n[", encoding="utf-8")

    code, output = _run(str(source))

    assert code == 1
    assert "dòng 2" in output
    assert not Procedure.objects.exists()
