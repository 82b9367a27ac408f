"""The pages of the stand-in, plain and in Vietnamese."""

from __future__ import annotations

from html import escape

from congso.entry.simulators.payment.bank import Order, Paid

_FRAME = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>{title}</title><style>
body{{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f4f6;color:#1f2937}}main{{max-width:34rem;margin:0 auto;padding:1.5rem 1rem}}
h1{{font-size:1.4rem}}.flag{{background:#7c2d12;color:#fff;padding:.5rem 1rem;text-align:center;margin:0}}
form{{background:#fff;border:1px solid #9ca3af;border-radius:.5rem;padding:.8rem 1rem;margin:.6rem 0}}label{{display:block;margin:.4rem 0}}
input[type=number]{{font:inherit;padding:.4rem;width:9rem}}
button{{min-height:2.75rem;font:inherit;border:1px solid #1d4ed8;background:#1d4ed8;color:#fff;border-radius:.5rem;padding:.4rem 1rem;cursor:pointer}}
button:focus-visible,a:focus-visible,input:focus-visible{{outline:3px solid #1d4ed8;outline-offset:2px}}small{{color:#4b5563;display:block}}
.bad button{{background:#fff;color:#1d4ed8}}td,th{{padding:.2rem .5rem;text-align:left}}
</style></head><body><p class="flag">Cổng thanh toán mô phỏng: không có tiền thật</p><main>{body}</main></body></html>"""


def _page(title: str, body: str) -> str:
    return _FRAME.format(title=escape(title), body=f"<h1>{escape(title)}</h1>{body}")


def _money(amount: int) -> str:
    return f"{amount:,}".replace(",", ".") + " đ"


def _form(do: str, button: str, *, boxes: str = "", note: str = "", bad: bool = True) -> str:
    return (f'<form method="post"{" class=bad" if bad else ""}><input type="hidden" name="do" value="{do}">{boxes}'
            f"<button>{button}</button><small>{note}</small></form>")  # fmt: skip


def pay(order: Order) -> str:
    """An order: pay it well, or badly."""
    return _page(f"Thanh toán {_money(order.amount)}", "".join([
        f"<p>Nội dung: <strong>{escape(order.text)}</strong></p>",
        _form("now", "Nộp ngay", bad=False),
        "<h2>Thử các trường hợp không như ý</h2>",
        _form("late", "Nộp muộn", boxes='<label>Sau <input type="number" name="seconds" value="10" min="0" max="600"> giây</label>'
              '<label><input type="checkbox" name="overdue" value="1" checked> ghi là sau hạn nộp</label>',
              note="Bên thu được báo sau số giây này."),
        _form("twice", "Nộp hai lần", note="Hai giao dịch, mỗi giao dịch đủ số tiền."),
        _form("wrong", "Nộp số tiền khác", boxes=f'<label>Số tiền <input type="number" name="amount" value="{max(1, order.amount - 1000)}" min="1"> đồng</label>'),
        _form("never", "Không nộp, đóng trang", note="Quay lại mà không có giao dịch nào."),
        _form("refuse", "Ngân hàng từ chối", note="Giao dịch bị từ chối, không có tiền."),
    ]))  # fmt: skip


def refused(order: Order) -> str:
    """The bank said no."""
    return _page(
        "Giao dịch bị từ chối",
        f'<p>Ngân hàng từ chối giao dịch. Không có tiền nào bị trừ.</p><p><a href="{escape(order.return_url)}">Quay lại nơi thu</a></p>',
    )


def front(payments: list[Paid]) -> str:
    """All payments, for who opens it by hand."""
    rows = "".join(
        f"<tr><td>{each.transaction}</td><td>{escape(each.order.reference)}</td><td>{_money(each.amount)}</td>"
        f"<td>{'đã báo' if each.told else f'chưa báo được, {each.tries} lần thử'}</td></tr>"
        for each in reversed(payments)
    )
    head = "<tr><th>Giao dịch</th><th>Khoản</th><th>Số tiền</th><th>Bên thu</th></tr>"
    return _page(
        "Cổng thanh toán mô phỏng",
        f"<table>{head}{rows}</table>" if rows else "<p>Chưa có giao dịch nào.</p>",
    )


def nothing_here() -> str:
    """No such page."""
    return _page("Không có trang này", "<p>Xin quay lại nơi thu.</p>")
