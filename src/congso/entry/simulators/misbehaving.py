"""How a stand-in is told to be slow, wrong, down, or to change the form of its answers: POST a JSON to ``/__control``.

``{"slow": seconds, "down": true, "wrong": "error" | "garbage" | "empty", "rename": {"OLD": "NEW"}, "drop": ["FIELD"],
"add": {"FIELD": value}, "only": ["service"], "times": 3}``; what is not named is as usual again, ``{}`` is good behaviour.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST = 60.0


@dataclass
class Behaviour:
    """How it behaves at the moment."""

    slow: float = 0.0
    down: bool = False
    wrong: str = ""
    rename: dict[str, str] = field(default_factory=dict)
    drop: list[str] = field(default_factory=list)
    add: dict[str, Any] = field(default_factory=dict)
    only: list[str] = field(default_factory=list)
    """Services that misbehave; all when none is named."""
    times: int = 0
    """After so many answers it behaves well again; 0: until it is told."""


@dataclass
class Told:
    """Keeps the behaviour; several threads ask."""

    behaviour: Behaviour = field(default_factory=Behaviour)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def set(self, asked: Mapping[str, Any]) -> Behaviour:
        """Behave so from now on; raises ValueError for a word nobody knows."""
        unknown = set(asked) - set(Behaviour.__dataclass_fields__)
        if unknown:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        behaviour = Behaviour(**asked)
        behaviour.slow = min(max(float(behaviour.slow), 0.0), LONGEST)
        with self.lock:
            self.behaviour = behaviour
        return behaviour

    def now(self, service: str) -> Behaviour:
        """How to behave in this answer; waits as long as it is told to be slow."""
        with self.lock:
            found = self.behaviour
            if found.only and service not in found.only:
                return Behaviour()
            if found.times:
                found.times -= 1
                if not found.times:
                    self.behaviour = Behaviour()
        if found.slow:
            time.sleep(found.slow)
        return found


def drifted(behaviour: Behaviour, value: Any) -> Any:
    """An answer whose fields are renamed, dropped, added as told, at any depth."""
    if isinstance(value, list):
        return [drifted(behaviour, each) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {behaviour.rename.get(name, name): drifted(behaviour, inner) for name, inner in value.items() if name not in behaviour.drop}
    return kept | behaviour.add if behaviour.add else kept
