"""A paper may be kept for ever, says exactly what it was given, and takes nothing from the machine."""

from __future__ import annotations

import re
import threading
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
import segno
import typst

from congso.core import clock
from congso.core.errors import NotVisible
from congso.foundation.printing import templates
from congso.foundation.printing.bench import GOAL_MS, bench_receipt
from congso.foundation.printing.checking import check_printing
from congso.foundation.printing.qr import qr_svg
from congso.foundation.printing.rendering import KEPT_COMPILERS, _own, render_pdf
from congso.foundation.printing.tests.reading import fonts_of, metadata_of, page_sizes, pdf_text
from congso.foundation.printing.wording import calendar_time, paper_date, paper_moment, working_time

VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
HOSTILE = '#read("/etc/passwd") _x_ *y* $z^2$ #import "a" <b> \\ @nhan "; ngoặc'
SHEET = """#import "@congso/nd30:1.0.0": *
#show: document-a4.with(title: "Thử", author: "Cơ quan")
#head(parent: "Ủy ban nhân dân phường Cao Lãnh", agency: "Trung tâm", number: "01/TT", place: "Cao Lãnh", date: data.date)
#heading-line("Giấy thử")
Tên: *#data.name* và _nghiêng_ *#emph[đậm nghiêng]*
#qr-image(alt: "Mã QR")
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "to.typ"
    path.write_text(SHEET, encoding="utf-8")
    return path


def _print(sheet: Path, name: str, qr: str | None = None) -> bytes:
    return render_pdf(
        sheet, {"name": name, "date": paper_date(datetime(2026, 1, 5, tzinfo=clock.VIETNAM))}, qr=qr
    )


def test_every_vietnamese_letter_can_be_read_back(sheet: Path) -> None:
    letters = VOWELS + VOWELS.upper() + " 8.000 ₫"
    assert letters.replace(" ", "") in pdf_text(_print(sheet, letters)).replace(" ", "")


def test_it_is_pdf_a_2b_with_its_typefaces_inside(sheet: Path) -> None:
    made = _print(sheet, "Trần Thị Ngọc Ẩn")

    metadata = metadata_of(made)
    assert re.search(r"<pdfaid:part>2</pdfaid:part>", metadata)
    assert re.search(r"<pdfaid:conformance>B</pdfaid:conformance>", metadata)
    fonts = fonts_of(made)
    assert {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"} & set(fonts)
    assert all(name.startswith("Tinos") for name in fonts)
    assert all(fonts.values())
    assert page_sizes(made) == [(210, 297)]


def test_what_a_person_typed_is_never_run(sheet: Path) -> None:
    text = pdf_text(_print(sheet, HOSTILE))
    assert HOSTILE in text
    assert "root:" not in text


def test_a_template_sees_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("bí mật", encoding="utf-8")
    inside = tmp_path / "prints"
    inside.mkdir()
    (inside / "to.typ").write_text('#read("../secret.txt")', encoding="utf-8")
    with pytest.raises(typst.TypstError):
        render_pdf(inside / "to.typ", {})


def test_one_paper_after_another_says_only_its_own(sheet: Path) -> None:
    first, second = pdf_text(_print(sheet, "Nguyễn Văn Một")), pdf_text(_print(sheet, "Lê Thị Hai"))
    assert "Nguyễn Văn Một" in first
    assert "Lê Thị Hai" in second
    assert "Một" not in second


def test_threads_print_at_the_same_time_without_mixing_people_up(sheet: Path) -> None:
    said: dict[int, str] = {}

    def work(number: int) -> None:
        for _turn in range(4):
            said[number] = pdf_text(_print(sheet, f"Người số {number}."))
            assert f"Người số {number}." in said[number]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [0, 1, 2, 3]


def test_the_same_words_at_the_same_time_give_the_same_bytes(sheet: Path) -> None:
    with clock.at(datetime(2026, 11, 5, 14, 30, tzinfo=clock.VIETNAM)):
        assert _print(sheet, "Trần Thị Ngọc Ẩn", qr="a") == _print(sheet, "Trần Thị Ngọc Ẩn", qr="a")


def test_a_changed_template_prints_anew_and_compilers_do_not_pile_up(tmp_path: Path) -> None:
    for number in range(KEPT_COMPILERS + 3):
        path = tmp_path / f"to{number}.typ"
        path.write_text(f"Tờ {number}", encoding="utf-8")
        assert f"Tờ {number}" in pdf_text(render_pdf(path, {}))
    assert len(_own.kept) == KEPT_COMPILERS


def _squares(svg: str) -> set[tuple[int, int]]:
    """The dark squares of a drawing of horizontal strokes."""
    path = ElementTree.fromstring(svg).find("{http://www.w3.org/2000/svg}path")  # noqa: S314 - our own drawing
    assert path is not None
    dark, x, y = set(), 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path.attrib["d"]):
        values = [float(value) for value in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "h":
            dark |= {(int(x) + step, int(y)) for step in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return dark


def test_the_qr_code_is_that_of_the_text() -> None:
    address = "http://127.0.0.1:8000/tra-cuu/abc_DEF-123/"
    wanted = {
        (x + 2, y + 2)
        for y, line in enumerate(segno.make(address, error="m", micro=False).matrix)
        for x, dark in enumerate(line)
        if dark
    }
    assert _squares(qr_svg(address)) == wanted
    assert _squares(qr_svg(address + "x")) != wanted


def test_a_large_paper_says_the_same_and_leaves_no_compiler_behind(sheet: Path) -> None:
    before = len(getattr(_own, "kept", ()))
    made = render_pdf(sheet, {"name": HOSTILE, "date": "ngày 05"}, large=True)
    assert HOSTILE in pdf_text(made)
    assert "<pdfaid:part>2</pdfaid:part>" in metadata_of(made)
    assert len(getattr(_own, "kept", ())) == before


def test_unknown_papers_are_not_found_and_no_path_leads_out() -> None:
    for name in ("dossiers/khong-co", "khong-co/mau-01", "dossiers/../apps", "dossiers/.an", "mau-01"):
        with pytest.raises(NotVisible):
            templates.find_template(name)


def test_a_folder_name_belongs_to_one_room(tmp_path: Path) -> None:
    with templates.isolated():
        templates.register_folder("thu", tmp_path)
        assert [found.id for found in check_printing()] == ["printing.E002"]
        with pytest.raises(ValueError, match="thu"):
            templates.register_folder("thu", tmp_path / "khac")
    assert check_printing() == []


def test_dates_and_times_are_written_as_the_decree_wants() -> None:
    afternoon = datetime(2026, 11, 5, 7, 30, tzinfo=clock.VIETNAM)
    assert paper_moment(afternoon.replace(hour=14)) == "14 giờ 30 phút, ngày 05 tháng 11 năm 2026"
    assert paper_date(afternoon.replace(month=2)) == "ngày 05 tháng 02 năm 2026"
    assert paper_date(afternoon.replace(month=3, day=12)) == "ngày 12 tháng 3 năm 2026"
    assert [working_time(minutes) for minutes in (0, 95, 480, 1275)] == [
        "0 phút", "1 giờ 35 phút", "1 ngày", "2 ngày 5 giờ 15 phút",
    ]  # fmt: skip
    assert calendar_time(1500) == "1 ngày 1 giờ"


def test_a_receipt_costs_little() -> None:
    measured = bench_receipt(20)
    assert measured["n"] == 20
    assert (
        measured["cpu_ms"] < GOAL_MS * 4
    )  # the machine of the tests is shared; the bench itself says the figure
