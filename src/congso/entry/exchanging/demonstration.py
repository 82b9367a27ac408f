"""``congso demo-exchange``: two provinces, a ministry and the axis on this machine, and a document going round before your eyes."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import click
from rich.console import Console
from rich.live import Live
from rich.table import Table

from congso.entry.exchanging.installation import Installation, make_all

NAMES = ("truc", "dong-thap", "vinh-long", "bo")
SHOWN = {"truc": "Trục liên thông", "dong-thap": "UBND tỉnh Đồng Tháp", "vinh-long": "UBND tỉnh Vĩnh Long", "bo": "Bộ Nội vụ"}
HEADS = {"truc": "Trục liên thông", "dong-thap": "Tỉnh Đồng Tháp", "vinh-long": "Tỉnh Vĩnh Long", "bo": "Bộ Nội vụ"}
OFFICES = NAMES[1:]


class Stage:
    """The four installations, started, registered with each other."""

    def __init__(self, root: Path, first_port: int, say: Callable[[str], None]) -> None:
        self.say, self.root = say, root
        with self._step("Four data folders with their tables"):
            self.places = {each.name: each for each in make_all(NAMES, root)}
        for place, each in enumerate(self.places.values()):
            each.port = first_port + place
            each.extra["CONGSO_PROVINCE_NAME"] = HEADS[each.name]

    @contextlib.contextmanager
    def _step(self, sentence: str) -> Any:
        begun = time.monotonic()
        self.say(f"{sentence} …")
        yield
        self.say(f"{sentence}: {time.monotonic() - begun:.0f} s")

    def start(self) -> None:
        """Start all, fill the offices, register them at the axis, connect them."""
        for each in self.places.values():
            with self._step(f"Starting {SHOWN[each.name]} at {each.address}"):
                each.start()
        facts = {}
        for name in OFFICES:
            with self._step(f"People and keys of {SHOWN[name]}"):
                facts[name] = self.places[name].do("office", name, str(self.root / "demo-ca"))
        secrets = self.places["truc"].do("axis", given=[{"key": name, **facts[name]} for name in OFFICES])
        for name in OFFICES:
            self.places[name].do("connect", name, self.places["truc"].address, given={"secret": secrets.get(name, "")})

    def stop(self) -> None:
        """Stop all."""
        for each in reversed(list(self.places.values())):
            each.stop()


def _table(places: dict[str, Installation], log: list[str]) -> Table:
    table = Table(title="Văn bản đi vòng qua trục liên thông", expand=True)
    for heading in ("Cơ quan", "Văn bản đi", "Nơi nhận báo lại", "Văn bản đến", "Tình trạng"):
        table.add_column(heading)
    for name in OFFICES:
        for row in places[name].do("sheet"):
            table.add_row(SHOWN[name], row["document"], f"{row['to']}: {row['words']}", "", "")
        for row in places[name].do("arrivals"):
            table.add_row(SHOWN[name], "", "", f"{row['number']} ({row['from']})", row["words"])
    for line in log[-8:]:
        table.add_row("", "", "", "", line, style="dim")
    return table


def _settled(place: Installation, wanted: set[str], seconds: float = 60) -> bool:
    """Whether every delivery sheet of an office came to one of these states in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if all(row["state"] in wanted for row in place.do("sheet")):
            return True
        time.sleep(0.5)
    return False


def play(places: dict[str, Installation], show: Callable[[str], None]) -> None:
    """A letter to a province and a ministry, worked on, answered; a second one recalled."""
    ours, theirs, ministry = (places[name] for name in OFFICES)
    words = {"title": "Chủ tịch", "power": "TM.", "signed_for": "Ủy ban nhân dân"}
    first = ours.do("write_and_issue", "UBND tỉnh Vĩnh Long|H61", "Bộ Nội vụ|G09", given={**words, "to": "UBND tỉnh Vĩnh Long; Bộ Nội vụ",
                    "subject": "góp ý dự thảo kế hoạch phối hợp chuyển đổi số vùng"})  # fmt: skip
    show(f"Đồng Tháp ký, đóng dấu, phát hành {first['number']} tới Vĩnh Long và Bộ Nội vụ")
    _settled(ours, {"arrived"})
    show("Hai nơi nhận báo đã đến (01)")
    for state in ({"received"}, {"assigned"}, {"in_work"}):
        for each in (theirs, ministry):
            each.do("work_on")
        _settled(ours, state)
        show(f"Nơi nhận báo lại: {', '.join(sorted({row['words'] for row in ours.do('sheet')}))}")
    asked = theirs.do("arrivals")[0]
    answer = theirs.do("write_and_issue", "UBND tỉnh Đồng Tháp|H20", given={**words, "to": "UBND tỉnh Đồng Tháp", "answers": asked["id"],
                       "subject": f"góp ý theo Công văn số {asked['number']}"})  # fmt: skip
    show(f"Vĩnh Long trả lời bằng {answer['number']}, văn bản đến được khép lại (06)")
    ministry.do("work_on")
    _settled(ours, {"done"})
    second = ours.do("write_and_issue", "Bộ Nội vụ|G09", given={**words, "to": "Bộ Nội vụ", "subject": "đăng ký lịch làm việc"})
    ministry.do("work_on")
    ours.do("recall", second["id"], given={"reason": "Ban hành nhầm phụ lục"})
    show(f"Đồng Tháp lấy lại {second['number']} (13)")
    end = time.monotonic() + 60
    while time.monotonic() < end and not ministry.do("agree")["agreed"]:
        time.sleep(0.5)
    _settled(ours, {"done", "recalled"})
    show("Bộ Nội vụ đồng ý (15)")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def run(*, root: Path, first_port: int, stay: bool) -> None:
    """Make, start, play, and stay until Ctrl-C (or end when ``stay`` is False)."""
    console = Console()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    os.environ.setdefault("CONGSO_TSA_URL", "")
    stage = Stage(root, first_port, lambda sentence: console.print(sentence, highlight=False))
    try:
        stage.start()
        log: list[str] = []
        with Live(_table(stage.places, log), console=console, refresh_per_second=4) as live:

            def show(sentence: str) -> None:
                log.append(sentence)
                live.update(_table(stage.places, log))

            play(stage.places, show)
        for name in NAMES:
            click.echo(f"{SHOWN[name]}: {stage.places[name].address}")
        if stay:
            click.echo("Accounts chuyenvien, truongphong, lanhdao, vanthu, quantri (password congso-demo-2026). Ctrl-C stops everything.")
            while True:
                time.sleep(1)
    except KeyboardInterrupt:
        click.echo("\nStopping …")
    finally:
        stage.stop()
