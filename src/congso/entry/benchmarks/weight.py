"""``congso bench weight``: what a citizen's pages weigh, and when they show something on a slow line, in Chromium.

Needs Playwright (a tool of the developers) and a Chromium; the line is held by the browser itself: every request
waits 450 ms and 250 kbit/s come through, as on a 2G line. Each page is loaded by an empty browser as on a first visit
(style of the first screen inside the page), by an empty browser that says it has the sheet (link in the head: the way
before), and by a filled one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from congso.entry.benchmarks import citizens, machine, stage
from congso.foundation.web import first_style

LATENCY_MS, BITS_PER_SECOND = 450, 250_000
MOST_KB, FIRST_KB = 100, 14
_PAINT = (
    "performance.getEntriesByType('paint').find(each => each.name === 'first-contentful-paint').startTime"
)
_TRIPS = "1 + performance.getEntriesByType('resource').some(each => each.renderBlockingStatus === 'blocking')"
"""Round trips before the first paint, once the connection stands: the page, and what holds its painting back."""
_WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => { for (const each of list.getEntries()) window.shifted += each.value })
  .observe({type: 'layout-shift', buffered: true})
"""


def bench_weight(only: tuple[str, ...] = ()) -> dict[str, Any]:
    """Load every kind of page, or those named, in the three ways."""
    with stage.own_database():
        from congso.flows.demonstration.loading import load_office

        load_office()
        pages, session = _pages()
        with stage.web_server() as (port, _web), _browser() as browser:
            rows = {
                name: _weighed(browser, port, path, session)
                for name, path in pages.items()
                if not only or name in only
            }
    return {
        "machine": machine.describe(), "line": f"{LATENCY_MS} ms, {BITS_PER_SECOND // 1000} kbit/s",
        **{name: _told(row) for name, row in rows.items()},
        "heaviest_cold_kb": max(row["cold_kb"] for row in rows.values()), "heaviest_page_kb": max(row["cold_html_kb"] for row in rows.values()),
        "first_paint_cold_s": _middle(rows, "cold_paint_s"), "first_paint_link_in_head_s": _middle(rows, "before_paint_s"),
        "round_trips": max(row["cold_trips"] for row in rows.values()), "round_trips_link_in_head": max(row["before_trips"] for row in rows.values()),
        "largest_shift": max(row["cold_shift"] for row in rows.values()),
        "goal": f"cold <= {MOST_KB} KB each, the page itself <= {FIRST_KB} KB, first paint after one round trip, shift < 0.1",
    }  # fmt: skip


def _middle(rows: dict[str, dict[str, float]], name: str) -> float:
    return machine.percentile([row[name] for row in rows.values()], 0.5)


def _told(row: dict[str, float]) -> str:
    return (
        f"cold {row['cold_kb']} KB ({row['cold_html_kb']} KB of it the page), warm {row['warm_kb']} KB ({row['warm_html_kb']}); "
        f"first paint {row['cold_paint_s']} s in {row['cold_trips']:.0f} round trip(s), link in the head {row['before_paint_s']} s in "
        f"{row['before_trips']:.0f}, warm {row['warm_paint_s']} s; shift {row['cold_shift']}; all there {row['cold_all_s']} s "
        f"(link in the head {row['before_all_s']} s)"
    )


def _pages() -> tuple[dict[str, str], str]:
    """Address of each kind of page, and the session of the citizen who sees her own."""
    from congso.domains.dossiers.facade import Dossier
    from congso.domains.portal.queries.receiving import centres_for
    from congso.foundation.forms.facade import parse_definition

    publication, agency, code = citizens.online_publication()
    account, client = citizens.make_citizen(1)
    draft = citizens.fill_draft(account, client, publication, centres_for(agency)[0].unit_id)
    sent = citizens.copy_draft(draft, 1)[0]
    client.post(f"/cong-dan/nhap/{sent}/xem-lai/", {"_agreed": "1"})
    dossier, own = Dossier.objects.get(intake_key=sent), f"/cong-dan/nhap/{draft.pk}"
    steps = {
        f"step {number}": f"{own}/buoc/{step.key}/"
        for number, step in enumerate(parse_definition(draft.definition).steps, 1)
    }
    return {
        "home": "/", "all procedures": "/dich-vu/", "search": "/dich-vu/?q=khai+sinh", "procedure": f"/dich-vu/{code}/",
        "longest procedure": f"/dich-vu/{_longest()}/", "follow": "/tra-cuu/", "open data": "/du-lieu-mo/", "figures": "/so-lieu/",
        "ratings": "/danh-gia/", "login": "/cong-dan/dang-nhap/", "begin to apply": f"/nop/{publication}/", **steps,
        "review": f"{own}/xem-lai/", "dossier": f"/cong-dan/ho-so/{dossier.pk}/", "my dossiers": "/cong-dan/ho-so/",
        "my papers": "/cong-dan/giay-to/", "my account": "/cong-dan/tai-khoan/",
    }, client.cookies["sessionid"].value  # fmt: skip


def _longest() -> str:
    """The procedure with the longest page."""
    from congso.domains.procedures.facade import public_codes, public_procedure

    def letters(code: str) -> int:
        found = public_procedure(code=code)
        return (
            sum(len(line) for step in found.steps for line in step.lines)
            + sum(len(paper.name) for paper in found.papers)
            + len(found.requirements)
        )

    return max((code for code, _day in public_codes()), key=letters)


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = os.environ.get("CONGSO_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _weighed(browser: Any, port: int, path: str, session: str) -> dict[str, float]:
    """The page in a browser that knows nothing yet, once more in the same, and in an empty one by the way of before."""
    found: dict[str, float] = {}
    with _window(browser, port, path, session) as context:
        for _time in range(4):  # every process of the server has drawn the page once
            context.request.get(path)
    with _window(browser, port, path, session) as context:
        for name in ("cold", "warm"):
            found |= {f"{name}_{key}": value for key, value in _once(context, path).items()}
    with _window(browser, port, path, session) as context:
        held = {"name": first_style.COOKIE, "value": first_style.version(), "url": f"http://127.0.0.1:{port}"}
        context.add_cookies([held])
        return found | {f"before_{key}": value for key, value in _once(context, path).items()}


@contextmanager
def _window(browser: Any, port: int, path: str, session: str) -> Iterator[Any]:
    """An empty browser; at her own pages with the session of the citizen."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=f"http://127.0.0.1:{port}")
    context.add_init_script(_WATCH_SHIFTS)
    if path.startswith(("/cong-dan/nhap", "/cong-dan/ho-so", "/cong-dan/giay", "/cong-dan/tai", "/nop")):
        context.add_cookies([{"name": "sessionid", "value": session, "url": f"http://127.0.0.1:{port}"}])
    yield context
    context.close()


def _once(context: Any, path: str) -> dict[str, float]:
    page = context.new_page()
    line, sizes, kinds = context.new_cdp_session(page), {}, {}
    line.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    line.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": LATENCY_MS, "downloadThroughput": BITS_PER_SECOND / 8, "uploadThroughput": BITS_PER_SECOND / 8})  # fmt: skip
    page.goto(path, wait_until="load", timeout=60_000)
    page.wait_for_load_state("networkidle", timeout=60_000)
    everything = page.evaluate(
        "performance.getEntriesByType('resource').reduce((last, each) => Math.max(last, each.responseEnd), 0)"
    )
    paint, trips, shifted = page.evaluate(_PAINT), page.evaluate(_TRIPS), page.evaluate("window.shifted")
    page.close()
    html = sum(size for key, size in sizes.items() if kinds.get(key) == "Document")
    return {
        "kb": round(sum(sizes.values()) / 1000, 1), "html_kb": round(html / 1000, 1), "paint_s": round(paint / 1000, 2),
        "all_s": round(everything / 1000, 2), "trips": trips, "shift": round(shifted, 3),
    }  # fmt: skip
