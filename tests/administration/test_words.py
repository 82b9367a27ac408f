"""No right and no audited action stands on a screen as a bare code."""

from __future__ import annotations

import re
from pathlib import Path

from congso.foundation.audit.wording import action_label
from congso.foundation.people.actions import is_known
from congso.foundation.people.roles import RIGHTS

SOURCE = Path(__file__).resolve().parents[2] / "src/congso"


def test_every_right_that_roles_start_with_has_words() -> None:
    assert sorted({right for rights in RIGHTS.values() for right in rights if not is_known(right)}) == []


def test_every_audited_action_has_words() -> None:
    files = [path for path in SOURCE.rglob("*.py") if "tests" not in path.parts]
    found = {
        name
        for path in files
        for name in re.findall(r'write_action\(\s*"([^"]+)"', path.read_text(encoding="utf-8"))
    }

    assert len(found) > 50
    assert sorted(name for name in found if action_label(name) == name) == []
