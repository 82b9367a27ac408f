"""Measure what a receipt costs."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from congso.foundation.printing.rendering import render_pdf

GOAL_MS = 25.0
"""CPU a receipt may cost, so that printing never holds up the counter."""

_SAMPLE = """#import "@congso/nd30:1.0.0": *
#show: document-a5.with(title: "Giấy tiếp nhận " + data.code, author: data.agency)
#head(parent: data.parent, agency: data.agency, number: data.number, place: data.place, date: data.date)
#heading-line("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", about: [Mã hồ sơ: *#data.code*])
#item("Tiếp nhận hồ sơ của", data.name)
#form-table(columns: (auto, 1fr, auto), headings: ("STT", "Tên giấy tờ", "Số lượng"),
  ..data.papers.enumerate().map(((i, p)) => ([#(i + 1)], p, [1])).flatten())
#grid(columns: (26mm, 1fr, 1fr), qr-image(alt: "Mã QR tra cứu hồ sơ"), signature("Người nộp hồ sơ", name: data.name),
  signature("Người tiếp nhận hồ sơ", name: data.clerk))
"""


def bench_receipt(n: int = 50) -> dict[str, float]:
    """Print ``n`` receipts, each with other data and another QR code: CPU and wall ms a piece, bytes, memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "mau.typ"
        template.write_text(_SAMPLE, encoding="utf-8")
        _print(template, 0)  # the first makes the compiler and reads the typefaces
        cpu, wall, size = time.process_time(), time.perf_counter(), 0
        for place in range(1, n + 1):
            size += len(_print(template, place))
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return {
        "n": n,
        "cpu_ms": round(cpu * 1000 / n, 2),
        "wall_ms": round(wall * 1000 / n, 2),
        "bytes": size / n,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "goal_cpu_ms": GOAL_MS,
    }


def _print(template: Path, place: int) -> bytes:
    code = f"H20.31.{place % 90 + 10}-261105-{place:04}"
    data = {
        "parent": "UBND phường Cao Lãnh", "agency": "Trung tâm Phục vụ hành chính công", "number": f"{place}/TTPVHCC",
        "place": "Cao Lãnh", "date": "ngày 05 tháng 11 năm 2026", "code": code, "name": f"Nguyễn Thị Thứ {place}",
        "clerk": "Nguyễn Thị Thanh Mai", "papers": [f"Giấy tờ thứ {place + step}, bản chính" for step in range(6)],
    }  # fmt: skip
    return render_pdf(template, data, qr=f"https://dichvucong.example/tra-cuu/{code}")
