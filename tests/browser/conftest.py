"""Fixtures of the browser tests: one Chromium for the run, a fresh window for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.checks import watch
from tests.browser.finding import chromium

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in the thread of the tests

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
    "--disable-features=" + ",".join([
        "SpareRendererForSitePerProcess",  # a process kept ready for a page that never comes; the rest is Playwright's own list
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable",
        "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect",
        "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
    ]),
]  # fmt: skip
"""No name but this machine's is found: a browser that is kept in by its resolver, not by a question to the test before each
request, keeps its memory of style sheets and scripts, and loading a page costs half."""
SignIn = Callable[[AbstractBaseUser], None]


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """One Chromium for the whole run; our addresses, and what they import, are loaded before the first page is timed."""
    resolve("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium_browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A window of its own (cookies, storage), Vietnamese, that reaches nothing but this machine."""
    context = open_window(chromium_browser, live_server.url)
    yield context
    context.close()


@pytest.fixture
def window_without_script(chromium_browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """The same with JavaScript switched off."""
    context = open_window(chromium_browser, live_server.url, java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Page:
    """A page whose console is watched."""
    return watch(window.new_page())


@pytest.fixture
def sign_in(window: BrowserContext, live_server: LiveServer) -> SignIn:
    """Sign somebody in without the login page, for tests about something else."""

    def _sign_in(account: AbstractBaseUser) -> None:
        client = Client()
        client.force_login(account)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        window.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return _sign_in


def open_window(browser: Browser, address: str, **options: bool) -> BrowserContext:
    """A window on an installation, as somebody in Vietnam has it."""
    context = browser.new_context(
        base_url=address, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", **options,
    )  # fmt: skip
    context.set_default_timeout(10_000)
    context.set_default_navigation_timeout(30_000)  # a first page fills the memory of templates
    return context
