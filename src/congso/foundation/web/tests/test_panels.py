"""Parts of a page that other rooms put there."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.safestring import SafeString

from congso.foundation.web.panels import Panel, around, isolated, register_panel

ID = UUID(int=7)


def _says(text: str) -> Panel:
    def draw(request: HttpRequest, subject_id: UUID) -> SafeString:
        del request
        return SafeString(f"{text} {subject_id.int}")

    return Panel("document", text, draw)


def test_parts_stand_in_their_column_and_order_and_empty_ones_are_left_out(rf: RequestFactory) -> None:
    with isolated():
        register_panel(Panel("document", "b", _says("second").draw, order=20))
        register_panel(Panel("document", "a", _says("first").draw, order=10))
        register_panel(Panel("document", "c", lambda _request, _id: None))
        register_panel(Panel("document", "d", _says("beside").draw, column="side"))
        register_panel(Panel("elsewhere", "a", _says("other").draw))

        found = around(rf.get("/"), "document", ID)

    assert found.main == ["first 7", "second 7"]
    assert found.side == ["beside 7"]


def test_a_name_is_used_once_a_page_and_only_known_columns() -> None:
    with isolated():
        register_panel(_says("a"))
        with pytest.raises(ValueError, match="registered twice"):
            register_panel(_says("a"))
        with pytest.raises(ValueError, match="no column"):
            register_panel(Panel("document", "b", _says("b").draw, column="middle"))
