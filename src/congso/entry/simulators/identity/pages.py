"""The few pages of the stand-in, plain and in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from congso.entry.simulators.identity.people import Person

_FRAME = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>{title}</title><style>
body{{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f4f6;color:#1f2937}}main{{max-width:34rem;margin:0 auto;padding:1.5rem 1rem}}
h1{{font-size:1.4rem}}.flag{{background:#7c2d12;color:#fff;padding:.5rem 1rem;text-align:center}}
ul{{list-style:none;margin:0;padding:0}}li{{margin:.5rem 0}}
button{{width:100%;min-height:3.25rem;text-align:left;font:inherit;background:#fff;color:inherit;border:1px solid #9ca3af;border-radius:.5rem;padding:.6rem 1rem;cursor:pointer}}
button:focus-visible{{outline:3px solid #1d4ed8;outline-offset:2px}}small{{color:#4b5563;display:block}}.no{{background:none;text-align:center}}
</style></head><body><p class="flag">Định danh điện tử mô phỏng: người và số ở đây đều không có thật</p><main>{body}</main></body></html>"""


def _page(title: str, body: str) -> str:
    return _FRAME.format(title=escape(title), body=f"<h1>{escape(title)}</h1>{body}")


def _line(person: Person) -> str:
    number = f"mã số thuế {person.tax_code}" if person.is_company else f"số định danh {person.number}, mức {person.level}"
    return f"<strong>{escape(person.name)}</strong><small>{escape(number)}; {escape(person.note)}</small>"


def login(people: Iterable[Person], asked: Mapping[str, str]) -> str:
    """Choose who you are; the request goes along."""
    kept = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked.items())
    rows = "".join(f'<li><button name="person" value="{escape(person.sub)}">{_line(person)}</button></li>' for person in people)
    return _page("Đăng nhập bằng tài khoản định danh điện tử",
                 f'<p>Chọn người đăng nhập:</p><form method="post" action="/auth">{kept}<ul>{rows}'
                 '<li><button class="no" name="person" value="">Không đồng ý, quay lại</button></li></ul></form>')  # fmt: skip


def front(people: Iterable[Person]) -> str:
    """What this is, for who opens it by hand."""
    rows = "".join(f"<li>{_line(person)}</li>" for person in people)
    return _page("Định danh điện tử mô phỏng", f"<p>Dùng khi đăng nhập từ cổng dịch vụ công.</p><ul>{rows}</ul>")


def logged_out() -> str:
    """After logging out without an address to go back to."""
    return _page("Đã đăng xuất", "<p>Bạn đã đăng xuất khỏi tài khoản định danh điện tử.</p>")


def nothing_here() -> str:
    """No such page."""
    return _page("Không có trang này", "<p>Xin quay lại cổng dịch vụ công.</p>")
