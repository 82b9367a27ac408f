from __future__ import annotations

from collections.abc import Iterator

import pytest

from congso.foundation.web import navigation
from congso.foundation.web.navigation import NavItem
from congso.foundation.web.tests.makers import make_actor


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    with navigation.isolated():
        yield


def item(key: str, **changes: object) -> NavItem:
    values: dict[str, object] = {"label": key, "url_name": "account_login", "icon": "inbox", "group": "work"}
    return NavItem(key=key, **values | changes)  # type: ignore[arg-type]


def keys(*actions: str, path: str = "/") -> list[list[str]]:
    return [[link.key for link in section.links] for section in navigation.menu(make_actor(*actions), path)]


def test_an_entry_is_shown_only_to_those_who_may_do_its_action() -> None:
    navigation.register(item("inbox"))
    navigation.register(item("audit", action="audit.read"))

    assert keys() == [["inbox"]]
    assert keys("audit.read") == [["audit", "inbox"]]


def test_groups_and_entries_keep_their_order_and_empty_groups_vanish() -> None:
    navigation.register(item("reports", group="reports"))
    navigation.register(item("second", order=20))
    navigation.register(item("first", order=10))

    assert keys() == [["first", "second"], ["reports"]]


def test_the_entry_nearest_to_the_page_is_current() -> None:
    navigation.register(item("login", url_name="account_login"))
    navigation.register(item("security", url_name="mfa_index"))
    navigation.register(item("totp", url_name="mfa_activate_totp"))

    (section,) = navigation.menu(make_actor(), "/tai-khoan/2fa/totp/activate/")

    assert [link.key for link in section.links if link.current] == ["totp"]


def test_a_key_may_be_used_once_and_the_group_must_exist() -> None:
    navigation.register(item("inbox"))

    with pytest.raises(ValueError, match="twice"):
        navigation.register(item("inbox"))
    with pytest.raises(ValueError, match="unknown group"):
        navigation.register(item("other", group="nowhere"))


def test_no_search_box_without_a_search_page() -> None:
    assert navigation.search_url() == ""

    navigation.register_search("account_login")

    assert navigation.search_url().endswith("/login/")


def test_the_check_finds_entries_that_lead_nowhere() -> None:
    navigation.register(item("good"))
    navigation.register(item("lost", url_name="no:such"))
    navigation.register(item("bare", icon="no-such-icon"))

    assert [
        (error.id, "lost" in error.msg or "bare" in error.msg) for error in navigation.check_navigation()
    ] == [
        ("web.E002", True),
        ("web.E001", True),
    ]
