"""The shared lists of the stand-in: they can be read, added to, and changed from a test."""

from __future__ import annotations

import threading
from typing import Any

from congso.entry.simulators.lgsp.databases import CATEGORIES


class Shared:
    """Lists by their code."""

    def __init__(self) -> None:
        self.lists = {code: dict(rows) for code, rows in CATEGORIES.items()}
        self._lock = threading.Lock()

    def rows(self, code: str) -> list[dict[str, Any]]:
        """The rows of a list."""
        with self._lock:
            return [{"Code": key, "Name": name} for key, name in self.lists.get(code, {}).items()]

    def add(self, code: str, said: Any) -> dict[str, Any]:
        """Take rows, all or none."""
        rows = said if isinstance(said, list) else [said]
        with self._lock:
            kept = self.lists.setdefault(code, {})
            twice = [f"Record {place}: {row['Code']} is duplicate" for place, row in enumerate(rows, start=1) if row["Code"] in kept]
            if twice:
                return {"MSG": f"Data not insert: {'; '.join(twice)}"}
            kept.update({str(row["Code"]): str(row["Name"]) for row in rows})
        return {"MSG": "Done", "Count": len(rows)}
