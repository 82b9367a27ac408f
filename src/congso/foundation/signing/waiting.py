"""Wait for what pyHanko does asynchronously, wherever one is called from."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def wait_for(work: Coroutine[Any, Any, T]) -> T:
    """Carry it out; in a thread of its own where this one has a loop running already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return _run(work)
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(_run, work).result()


def _run(work: Coroutine[Any, Any, T]) -> T:
    """As ``asyncio.run``, without its own answer to Ctrl-C, for which it writes out the whole result as text."""
    with asyncio.Runner() as runner:
        return runner.get_loop().run_until_complete(work)
