"""Take the documentation's pictures from a running demonstration: python tools/screenshots.py http://127.0.0.1:8000."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TARGET = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PAGES = {
    "motcua": {"intake": "/ho-so/tiep-nhan/?q=dang+ky+lai+khai+sinh", "register": "/ho-so/so-theo-doi/"},
    "truongphong": {"inbox": "/viec/", "dossier": "CASE"},
    "theodoi": {"reports": "/bao-cao/"},
    "quantri": {"units": "/quan-tri/don-vi/", "processes": "/quan-tri/quy-trinh/", "calendar": "/quan-tri/lich/", "log": "/quan-tri/nhat-ky/",
                "catalogue": "/thu-tuc/"},
}  # fmt: skip


def _signed_in(browser: Browser, base: str, username: str, width: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900 if width > 500 else 740}, locale="vi-VN").new_page()
    page.goto(base + "/tai-khoan/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", "congso-demo-2026")
    page.keyboard.press("Enter")
    page.wait_for_url("**/viec/**")
    return page


def _open(page: Page, base: str, path: str) -> None:
    page.goto(base + ("/viec/" if path == "CASE" else path))
    if path == "CASE":
        page.click(".cases tbody a >> nth=0")
    if "tiep-nhan" in path:
        page.click(".suggestions a >> nth=0")
        page.wait_for_selector(".intake-form")
    page.wait_for_timeout(300)


def main(base: str) -> None:
    """Every page at 1280 and 360 pixels."""
    TARGET.mkdir(parents=True, exist_ok=True)
    chromium = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for width in (1280, 360):
            login = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN").new_page()
            login.goto(base + "/tai-khoan/login/")
            login.screenshot(path=TARGET / f"login-{width}.png")
            for username, pages in PAGES.items():
                page = _signed_in(browser, base, username, width)
                for name, path in pages.items():
                    _open(page, base, path)
                    page.screenshot(path=TARGET / f"{name}-{width}.png")
                page.context.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
