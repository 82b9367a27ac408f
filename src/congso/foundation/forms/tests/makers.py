"""Forms and answers for tests of this room."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from congso.foundation.files.uploads import Upload
from congso.foundation.forms.engine.building import Boxes, FormBuilder, Json, when
from congso.foundation.forms.engine.checking import check
from congso.foundation.forms.engine.definition import Definition
from congso.foundation.forms.engine.parsing import parse_definition
from congso.foundation.forms.engine.reading import FileRef, Reading, read_step

MY_THO = {"province_code": "82", "ward_code": "28249", "street": "12 Nguyễn Huệ"}


def child_boxes(boxes: Boxes) -> None:
    """A child of the family: name, birth, scans; a reason when older than the law asks."""
    boxes.text("name", "Họ tên con", required=True)
    boxes.day("birth", "Ngày sinh của con", required=True, past=True)
    boxes.yes("late", "Khai quá hạn")
    boxes.text("reason", "Lý do quá hạn", required=True, visible_if=when("late"))
    boxes.files("scan", "Giấy chứng sinh")


def family_json() -> Json:
    """A form of two steps with conditions, a repeating group, an address and files."""
    form = FormBuilder("Đăng ký gia đình", statement="Tôi cam đoan khai đúng.", addressee="UBND phường")
    form.step("nguoi-khai", "Người khai")
    form.section("Về bạn")
    form.text("name", "Họ và tên", required=True, prefill="profile.name", autocomplete="name")
    form.text("phone", "Điện thoại", format="phone", half=True)
    form.text("identity", "Số định danh", format="identity", half=True, prefill="profile.identity_number")
    form.address("home", "Nơi cư trú", required=True)
    form.choice("married", "Tình trạng", {"yes": "Đã kết hôn", "no": "Chưa kết hôn"}, required=True)
    form.text("spouse", "Họ tên vợ hoặc chồng", required=True, visible_if=when("married", "yes"))
    form.step("con", "Các con")
    form.section("Con")
    form.group("children", "Con của hai người", "Người con", child_boxes, least=1, most=3)
    form.money("support", "Trợ cấp mỗi tháng")
    form.number("area", "Diện tích nhà ở (m²)", least=0)
    form.area("note", "Ghi chú", visible_if=when("support", 1000000, "greater"))
    return form.definition()


def family() -> Definition:
    """The same, ready for use."""
    return parse_definition(family_json())


@dataclass
class Shelf:
    """Files as a caller would keep them."""

    kept: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)

    def store(self, *, upload: Upload, name: str) -> FileRef:
        """Keep a file."""
        identifier = f"t{len(self.kept) + 1}"
        self.kept[identifier] = upload.name or ""
        return FileRef(identifier, upload.name or "", upload.size or 0)

    def remove(self, *, file_id: str) -> None:
        """Let one go."""
        self.removed.append(file_id)


def send(definition: Definition, step: str, answers: dict[str, Any], data: dict[str, Any], *, shelf: Shelf | None = None,
         files: dict[str, list[str]] | None = None) -> Reading:  # fmt: skip
    """Send a step as a browser does."""
    sent = QueryDict(mutable=True)
    for key, value in data.items():
        sent.setlist(key, value if isinstance(value, list) else [value])
    uploads: MultiValueDict[str, Upload] = MultiValueDict()
    for key, names in (files or {}).items():
        uploads.setlist(key, [SimpleUploadedFile(name, b"%PDF-1.7") for name in names])
    return read_step(definition, definition.step(step), answers, sent, uploads, shelf or Shelf())


def sentences(definition: Definition, answers: dict[str, Any], step: str | None = None) -> dict[str, str]:
    """What is wrong, by the name of the box."""
    return {
        problem.name: problem.sentence
        for problem in check(definition, answers, step=definition.step(step) if step else None)
    }


FIRST = {
    "name": "  Nguyễn   Văn An ", "phone": "+84 912 345 678", "identity": "087 090 001 234", "home-province": "82",
    "home-ward": "28249", "home-street": "12 Nguyễn Huệ", "married": "yes", "spouse": "Trần Thị Bình",
}  # fmt: skip
SECOND = {
    "children-_here": "1", "children-0-_id": "", "children-0-name": "Nguyễn Minh Châu", "children-0-birth": "5/11/2020",
    "support": "1.500.000", "area": "75,5", "note": "Một dòng",
}  # fmt: skip
