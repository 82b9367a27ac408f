"""Parts of a page that are drawn once: nobody gets another's, and nothing goes stale."""

from __future__ import annotations

import re

from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from congso.foundation.web import accounts, navigation
from congso.foundation.web.accounts import Identity
from congso.foundation.web.navigation import NavItem
from congso.foundation.web.tests.makers import make_actor, make_request


class Drawings:
    """Counts how often it is printed."""

    def __init__(self) -> None:
        self.count = 0

    def __str__(self) -> str:
        self.count += 1
        return "drawn"


def page(path: str = "/", *actions: str, name: str = "Nguyễn Thị Bình") -> str:
    actor = make_actor(*actions, name=name)
    return render_to_string("staff/page.html", {}, make_request(path, actor))


def test_a_part_is_drawn_once_for_its_keys_and_anew_for_others() -> None:
    template, drawings = Template("{% kept key %}{{ key }} {{ drawings }}{% endkept %}"), Drawings()

    drawn = [template.render(Context({"key": key, "drawings": drawings})) for key in ("a", "a", "b", "a")]

    assert drawn == ["a drawn", "a drawn", "b drawn", "a drawn"]
    assert drawings.count == 2


def test_named_values_are_this_pages_own_and_escaped() -> None:
    template = Template("{% kept here=path words=words %}[{{ here }}|{{ words }}]{% endkept %}")

    assert template.render(Context({"path": "/a/?x=1&y=2", "words": "<b>"})) == "[/a/?x=1&amp;y=2|&lt;b&gt;]"
    assert template.render(Context({"path": "/b/"})) == "[/b/|]"


def test_each_language_has_its_own() -> None:
    template = Template("{% load i18n %}{% kept %}{% get_current_language as code %}{{ code }}{% endkept %}")
    with translation.override("en"):
        english = template.render(Context())

    assert (english, template.render(Context())) == ("en", "vi")


def test_every_page_has_the_token_of_its_own_visitor() -> None:
    first, second = (re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page()) for _visitor in range(2))

    assert len(set(first)) == 1
    assert len(first) >= 3
    assert set(first).isdisjoint(second)


def test_everybody_reads_their_own_name_and_menu_at_once_after_a_change() -> None:
    navigation.register(NavItem("work", "Việc", "account_login", "inbox", "work"))
    navigation.register(NavItem("audit", "Nhật ký", "account_logout", "inbox", "work", action="audit.read"))
    accounts.register_identity(lambda request: Identity(name=request.actor.name))  # type: ignore[attr-defined]

    assert "Nhật ký" in page("/", "audit.read")
    other = page("/", name="Lê Văn An")
    assert "Lê Văn An" in other
    assert "Nguyễn Thị Bình" not in other
    assert "Nhật ký" not in page("/")
    navigation.register(NavItem("new", "Mục mới", "account_login", "inbox", "work"))
    assert "Mục mới" in page("/")


def test_the_form_of_the_look_leads_back_to_the_page_at_hand() -> None:
    assert 'name="next" value="/viec/?q=%22&amp;x=1"' in page("/viec/?q=%22&x=1")
    assert 'name="next" value="/ho-so/"' in page("/ho-so/")
