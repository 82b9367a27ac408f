"""``congso forms import`` from the command line."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from congso.entry import cli
from congso.foundation.forms.models import FormVersion

pytestmark = pytest.mark.django_db


def _run(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(cli.main, ["forms", "import", *arguments])
    return answer.exit_code, answer.output


def test_the_shipped_forms_come_into_force_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "prepare", lambda: None)

    code, first = _run("--json")
    assert code == 0
    assert len(json.loads(first)["new"]) == FormVersion.objects.filter(state="published").count() > 25
    code, second = _run()
    assert code == 0
    assert "New 0, changed 0" in second


def test_a_later_day_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "prepare", lambda: None)

    assert _run("--from", "2027-01-01")[0] == 0

    assert set(FormVersion.objects.values_list("valid_from", flat=True).distinct()) == {date(2027, 1, 1)}
