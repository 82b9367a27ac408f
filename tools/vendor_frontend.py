"""Copy the front-end files we ship out of a ``node_modules`` folder and write their checksums.

    npm install --ignore-scripts @tabler/core@1 @tabler/icons@3 @fontsource/be-vietnam-pro@5 axe-core@4
    python tools/vendor_frontend.py <that folder>/node_modules

Run it outside the repository's folder of ``npm``: the product itself needs no Node. Two things are changed while
copying: the pointer to a source map is cut off (the map is not shipped, and hashing static files would miss it), and
the icons in use are put together in one sprite.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src/congso/foundation/web/static/vendor"
TESTS = ROOT / "tests/vendor"
WEIGHTS = (400, 500, 600, 700)
ICONS = """
    alert-triangle archive arrow-back arrow-back-up arrow-forward baby-carriage ban bell book briefcase building
    building-store calendar car cash certificate chart-bar check chevron-down chevron-left chevron-right
    circle-check circle-x clipboard-list clock contrast copy device-mobile dots-vertical download edit external-link
    eye file-plus file-text files filter flower folder heart heart-handshake help-circle history home home-plus
    hourglass id inbox info-circle key keyboard language list lock login logout mail map-pin menu-2 message moon
    paperclip phone player-pause player-play plus printer qrcode refresh report rocket rubber-stamp school search
    send settings share shield-lock sitemap star sun trash umbrella upload user users x
""".split()  # noqa: SIM905


def _without_map(text: str) -> str:
    return re.sub(r"\n?(/\*|//)# sourceMappingURL=[^\n]*?(\*/)?\s*$", "\n", text)


def _sprite(icons: Path) -> str:
    symbols = []
    for name in sorted(ICONS):
        inner = re.search(r"<svg[^>]*>(.*)</svg>", (icons / f"{name}.svg").read_text(), re.DOTALL)
        assert inner, name
        shapes = re.sub(r'<path stroke="none"[^>]*/>', "", inner.group(1))
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{" ".join(shapes.split())}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _fonts(package: Path) -> dict[str, bytes | str]:
    css = "\n".join((package / f"{weight}.css").read_text() for weight in WEIGHTS)
    css = re.sub(r", url\([^)]*\.woff\) format\('woff'\)", "", css).replace("./files/", "")
    names = sorted(set(re.findall(r"url\(([^)]+)\)", css)))
    return {"be-vietnam-pro.css": css} | {name: (package / "files" / name).read_bytes() for name in names}


def _write(folder: Path, name: str, content: bytes | str) -> None:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)


def _checksums(folder: Path) -> None:
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in {"CHECKSUMS", "README.md"})
    lines = [
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(folder).as_posix()}\n" for p in files
    ]
    (folder / "CHECKSUMS").write_text("".join(lines))


def main(modules: Path) -> None:
    """Copy all files and write both checksum lists."""
    tabler, icons = modules / "@tabler/core", modules / "@tabler/icons"
    for kind in ("css", "js"):
        text = (tabler / f"dist/{kind}/tabler.min.{kind}").read_text()
        _write(VENDOR / "tabler", f"tabler.min.{kind}", _without_map(text))
    _write(VENDOR / "tabler", "LICENSE", (icons / "LICENSE").read_text())
    _write(VENDOR / "tabler-icons", "icons.svg", _sprite(icons / "icons/outline"))
    _write(VENDOR / "tabler-icons", "LICENSE", (icons / "LICENSE").read_text())
    font = modules / "@fontsource/be-vietnam-pro"
    for name, content in _fonts(font).items():
        _write(VENDOR / "be-vietnam-pro", name, content)
    _write(VENDOR / "be-vietnam-pro", "LICENSE", (font / "LICENSE").read_text())
    axe = modules / "axe-core"
    _write(TESTS, "axe.min.js", (axe / "axe.min.js").read_text())
    _write(TESTS, "axe-LICENSE", (axe / "LICENSE").read_text())
    _checksums(VENDOR)
    _checksums(TESTS)
    for package in (tabler, icons, font, axe):
        about = json.loads((package / "package.json").read_text())
        sys.stdout.write(f"{about['name']} {about['version']} {about['license']}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
