"""What every page must stand: axe, a quiet console, no sideways scrolling; and its picture for the manual."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import ConsoleMessage, Page

ROOT = Path(__file__).resolve().parents[2]
_complaints: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()
_LEAVING = """
addEventListener('click', event => {
  const link = event.target.closest && event.target.closest('a[href]');
  if (!link || event.defaultPrevented || link.download || link.target || !link.protocol.startsWith('http')) return;
  if (link.hash && link.href.split('#')[0] === location.href.split('#')[0]) return;
  window.pressedToLeave = true;
});
addEventListener('submit', event => {
  const way = (event.submitter && event.submitter.formMethod) || event.target.method;
  if (!event.defaultPrevented && !event.target.getAttribute('target') && way !== 'dialog') window.pressedToLeave = true;
});
"""
"""What leads to another page leaves its mark on this one; the next page is without it."""
_SETTLED = """() => document.readyState === 'complete' && document.body && !window.pressedToLeave
  && !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .collapsing')"""


_LOOKS = """() => {
  const telling = /^(class|type|style|role|disabled|readonly|multiple|open|hidden|size|scope|dir|aria-(current|expanded|invalid|busy|selected|pressed|disabled|sort)|data-(theme|bs-.*|vc-.*|popper-.*))$/;
  const found = window.elementsByLook = new Map();
  const told = text => { let made = 7; for (let i = 0; i < text.length; i++) made = (made * 31 + text.charCodeAt(i)) % 9007199254740; return made };
  const walk = (element, above, place) => {
    const own = [...element.attributes].map(each => telling.test(each.name) ? each.name + '=' + each.value : each.name).sort().join(' ');
    const look = told(above + '>' + element.tagName + place % 2 + own + (element === document.activeElement ? '*' : ''));
    if (!found.has(look)) found.set(look, element);
    [...element.children].forEach((child, number) => walk(child, look, number));
  };
  walk(document.documentElement, innerWidth + [...document.styleSheets].map(each => each.href).join(), 0);
  return [...found.keys()] }"""
"""What decides an element's colours, of all elements: tags, classes and states from the root down, the style sheets, the width."""
_judged: set[int] = set()
_RULES = "rules => axe.run(document, {resultTypes: ['violations'], preload: false, rules})"
_COLOURS = """looks => {
  const fresh = new Set(looks.map(look => window.elementsByLook.get(look)));
  const highest = [...fresh].filter(element => !fresh.has(element.parentElement));
  return axe.run({include: highest}, {resultTypes: ['violations'], preload: false, runOnly: ['color-contrast']}) }"""
"""One element of each look; what is inside a new one is new too, so the highest bring the others."""


def watch(page: Page) -> Page:
    """Collect what the page's console complains of."""
    heard = _complaints[page] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.add_init_script(_LEAVING)
    page.on("download", lambda _file: page.evaluate("delete window.pressedToLeave"))
    return page


def settled(page: Page) -> Page:
    """Wait until the page stands that was asked for: after a press the next one, whole, with no part still on its way.

    A link or a form that leads elsewhere and never gets there fails here: the old page is not checked in its place.
    """
    page.wait_for_load_state("load")
    page.wait_for_function(_SETTLED)
    return page


def page_checks(page: Page, *, expected_errors: tuple[str, ...] = ()) -> None:
    """Assert that axe finds nothing in light and dark, the console is quiet and 320 px suffice.

    Most of axe's work are the contrasts of colours: they are judged on the elements that look as none looked before in this run.
    ``expected_errors`` are pieces of console lines that belong to the story (the status of an error page).
    """
    settled(page)
    complaints = [
        line for line in _complaints.get(page, []) if not any(piece in line for piece in expected_errors)
    ]
    assert complaints == [], complaints
    chosen = page.evaluate("document.documentElement.dataset.bsTheme")
    assert (found := _violations(page, _RULES, {"color-contrast": {"enabled": False}})) == [], f"{page.url}\n" + "\n".join(found)
    for theme in ("light", "dark"):
        page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)
        looks = [look for look in page.evaluate(_LOOKS) if look not in _judged]
        found = _violations(page, _COLOURS, looks) if looks else []
        assert found == [], f"{page.url} ({theme})\n" + "\n".join(found)
        _judged.update(looks)
    page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", chosen)
    assert_no_sideways_scroll(page)


def assert_no_sideways_scroll(page: Page, width: int = 320) -> None:
    """Assert that the page needs no scrolling to the side at this width (WCAG 1.4.10)."""
    usual = settled(page).viewport_size
    page.set_viewport_size({"width": width, "height": 640})
    wide = page.evaluate(
        """() => { const limit = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= limit) return [];
        return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > limit + 1)
          .slice(0, 5).map(e => e.outerHTML.slice(0, 120)) .concat(['scrollWidth ' + document.documentElement.scrollWidth]) }"""
    )
    if usual:
        page.set_viewport_size(usual)
    assert wide == [], wide


def shot(page: Page, name: str) -> None:
    """Save pictures at 1280 and 360 px under ``docs/screenshots`` when CONGSO_SCREENSHOTS=1.

    Names that begin with ``shell/`` show invented samples, for a look by eye; they are not committed.
    """
    if os.environ.get("CONGSO_SCREENSHOTS") != "1":
        return
    target = ROOT / "docs/screenshots" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    usual = settled(page).viewport_size
    for width, height in ((1280, 800), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=target.with_name(f"{target.name}-{width}.png"), full_page=True)
    if usual:
        page.set_viewport_size(usual)


@lru_cache(maxsize=1)
def _axe() -> str:
    return (ROOT / "tests/vendor/axe.min.js").read_text(encoding="utf-8")


def _violations(page: Page, script: str, given: object) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    result: dict[str, Any] = page.evaluate(script, given)
    return [
        f"{violation['id']}: {node['html'][:160]} | {node.get('failureSummary', '')[:240]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
