"""What we ship of others is what we copied, and our pages obey the content security policy."""

from __future__ import annotations

import gzip
import hashlib
import re
from base64 import b64encode
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

WEB = Path(__file__).resolve().parent.parent
ROOT = WEB.parents[3]
FOLDERS = [WEB / "static/vendor", ROOT / "tests/vendor"]


@pytest.mark.parametrize("folder", FOLDERS, ids=["shipped", "tests"])
def test_vendored_files_are_unchanged_and_all_are_listed(folder: Path) -> None:
    lines = (folder / "CHECKSUMS").read_text().splitlines()
    listed = {name: checksum for checksum, name in (line.split("  ", 1) for line in lines)}
    present = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"CHECKSUMS", "README.md"}
    }

    assert present == listed


def test_every_vendored_folder_has_its_licence_and_a_line_in_the_list() -> None:
    vendor = WEB / "static/vendor"
    for folder in (path for path in vendor.iterdir() if path.is_dir()):
        assert (folder / "LICENSE").stat().st_size > 300
        assert f"`{folder.name}/" in (vendor / "README.md").read_text(encoding="utf-8")


def test_no_template_holds_inline_script_or_style() -> None:
    for template in [*WEB.rglob("*.html")]:
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style", text), template
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), template


def test_every_icon_named_in_a_template_exists() -> None:
    from congso.foundation.web.icons import icon_names

    for template in WEB.rglob("*.html"):
        named = re.findall(r'{% icon "([a-z-]+)"', template.read_text(encoding="utf-8"))
        assert set(named) <= icon_names(), template


@pytest.fixture(scope="module")
def tool() -> Any:
    """The program that makes the citizens' sheet."""
    spec = spec_from_file_location("public_assets", ROOT / "tools/public_assets.py")
    assert spec is not None
    assert spec.loader is not None
    found = module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_the_small_sheet_of_the_citizens_pages_lacks_no_class_in_use(tool: Any) -> None:
    present = (WEB / "static/web/public.css").read_text(encoding="utf-8")

    assert tool.missing(present) == set(), "run python tools/public_assets.py"
    assert len(gzip.compress(present.encode())) < 20_000


def test_the_sheet_holds_our_own_rules_as_they_stand_in_their_files(tool: Any) -> None:
    present = (WEB / "static/web/public.css").read_text(encoding="utf-8")
    first = (WEB / "static/web/first.css").read_text(encoding="utf-8")

    assert present.endswith(tool.own_rules() + "\n"), "run python tools/public_assets.py"
    assert first == tool.first_style(), "run python tools/public_assets.py"


def test_the_style_inside_a_page_leaves_room_for_the_page_in_the_first_flight() -> None:
    first = (WEB / "static/web/first.css").read_text(encoding="utf-8")

    assert len(gzip.compress(first.encode())) < 5_500, "a page of 7 KB and this must fit 14 KB"
    assert "</" not in first
    assert "url(" not in first


@pytest.mark.django_db
def test_the_policy_allows_the_style_of_the_first_screen_and_no_other(client: Client) -> None:
    page = client.get("/")
    (style,) = re.findall(r"<style[^>]*>(.*?)</style>", page.content.decode(), re.DOTALL)
    allowed = b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"style-src 'self' 'sha256-{allowed}';" in page["Content-Security-Policy"] + ";"
    assert "unsafe" not in page["Content-Security-Policy"]


def test_citizens_pages_load_neither_the_whole_of_tabler_nor_its_script() -> None:
    loaded = (WEB / "templates/public/assets.html").read_text(encoding="utf-8")

    assert "tabler.min" not in loaded
    assert loaded.count('rel="stylesheet"') == 1
    assert loaded.index("stylesheet") < loaded.index("<script")
    assert loaded.count("<script") == loaded.count(" defer></script>")
