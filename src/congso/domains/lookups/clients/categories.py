"""Shared categories (dmdc, danh mục dùng chung): the rows of a list by its code."""

from __future__ import annotations

from typing import Any

from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.shapes import Data, Query, Reply, drift_of
from congso.foundation.outbox.shapes import OPTIONAL, Shape

PATH = "dmdc/Category"
ROW = Shape({"Code": OPTIONAL, "Name": OPTIONAL}, {"ParentCode": OPTIONAL, "Note": OPTIONAL})
LISTS = (
    "donvihanhchinhcap1", "donvihanhchinhcap2", "mabuuchinhcap1", "madantoc", "matongiao", "magioitinh", "manhommau", "maquocgia",
    "matinhtranghonnhan", "machucdanh", "matenvanbanhanhchinh", "dokhanvanban",
)  # fmt: skip
"""Lists that the platform offers (D4)."""
SHOWN = 200


def ask_categories(gateway: Gateway, query: Query) -> Reply:
    """The rows of a list."""
    answer = gateway.get(f"{PATH}/{query.number}")
    rows: list[Any] = answer if isinstance(answer, list) else []
    drift = tuple(dict.fromkeys(each for row in rows[:SHOWN] for each in drift_of(PATH, ROW, row))) or (
        () if isinstance(answer, list) else drift_of(PATH, ROW, answer)
    )
    facts = [(str(row.get("Code") or ""), str(row.get("Name") or "")) for row in rows[:SHOWN] if isinstance(row, dict)]
    return Reply(Data(facts) if facts else None, drift)
