"""Rows written back together are the same as rows written back one by one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congso.foundation.database.updating import update_rows
from congso.foundation.outbox.models import Sending, SendingState

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
FIELDS = ["state", "settled_at", "claimed_until", "error", "tries", "file"]


def make(count: int) -> list[Sending]:
    """Sendings that wait."""
    return [
        Sending.objects.create(channel="thu", key=f"k{place}", order_key=f"o{place}", payload={"n": place},
                               created_at=AT, next_at=AT, claimed_until=AT, error="cũ")
        for place in range(count)
    ]  # fmt: skip


def test_each_row_gets_its_own_values_and_nothing_else_changes() -> None:
    first, second, third, other = make(4)
    first.state, first.settled_at, first.claimed_until, first.error = SendingState.SENT, AT, None, ""
    second.state, second.error, second.tries = SendingState.DEAD, "Lỗi «đường truyền», 'nháy' và \\ {x,NULL}", 7
    third.payload, third.error = {"n": "khác"}, "mới"
    update_rows([first, second, third], FIELDS)
    kept = {row.pk: row for row in Sending.objects.all()}
    assert (kept[first.pk].state, kept[first.pk].settled_at, kept[first.pk].claimed_until, kept[first.pk].error) == ("sent", AT, None, "")
    assert (kept[second.pk].state, kept[second.pk].error, kept[second.pk].tries) == ("dead", "Lỗi «đường truyền», 'nháy' và \\ {x,NULL}", 7)
    assert (kept[second.pk].claimed_until, kept[second.pk].settled_at, kept[second.pk].file_id) == (AT, None, None)
    assert (kept[third.pk].payload, kept[third.pk].error) == ({"n": 2}, "mới"), "only the named fields are written"
    assert (kept[other.pk].state, kept[other.pk].error) == ("waiting", "cũ")


@pytest.mark.parametrize("count", [0, 1, 30])
def test_one_statement_however_many_rows(count: int) -> None:
    rows = make(count)
    for row in rows:
        row.error = f"lần {row.pk}"
    with CaptureQueriesContext(connection) as asked:
        update_rows(rows, ["error"])
    assert len(asked) == min(count, 1)
    assert [row.error for row in Sending.objects.order_by("pk")] == [f"lần {row.pk}" for row in rows]
