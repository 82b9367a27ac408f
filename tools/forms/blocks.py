"""What declarations share: who asks, a person, papers, copies, how the result comes back."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from congso.core.text import fold
from congso.foundation.forms.engine.building import Boxes, FormBuilder, Json, when
from congso.foundation.forms.engine.generating import Paper, add_paper, add_receiving

CATALOGUE = Path("src/congso/domains/procedures/data/thu_tuc_hanh_chinh_2642.jsonl.gz")
SEXES = {"nam": "Nam", "nu": "Nữ"}
RELATIONS = "Ví dụ: cha, mẹ, ông, bà, người thân thích, người giám hộ."
OWN_FORM = re.compile(
    r"^[\W\d]*(to khai|don\b|giay de nghi|mau (ho tich )?dien tu|bieu mau dien tu|thong bao (ve viec|cham dut|thay doi|tam ngung)"
    r"|phieu yeu cau)"
)
UNVERIFIED = (
    "Lời của biểu mẫu soạn theo {source}; chưa đối chiếu từng chữ với mẫu ban hành (chưa kiểm chứng)."
)
CIVIL_STATEMENT = (
    "Tôi cam đoan những nội dung khai trên đây là đúng sự thật, được sự thỏa thuận nhất trí của các bên liên quan theo"
    " quy định pháp luật và chịu trách nhiệm trước pháp luật về nội dung cam đoan của mình."
)
STATEMENT = "Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về lời khai của mình."


@dataclass(frozen=True)
class Shipped:
    """A form with the procedures it belongs to and the rule it follows."""

    slug: str
    codes: tuple[str, ...]
    source: str
    form: FormBuilder

    @property
    def note(self) -> str:
        """What the screen says about the wording."""
        return UNVERIFIED.format(source=self.source)


@cache
def catalogue() -> dict[str, Json]:
    """The national catalogue by code."""
    with gzip.open(CATALOGUE, "rt", encoding="utf-8") as lines:
        return {row["ma_thu_tuc"]: row for row in map(json.loads, lines)}


def requester(form: FormBuilder, *, relation: str = "", title: str = "Người yêu cầu") -> None:
    """The step of the person who asks; ``relation`` is the question about whom they ask for."""
    form.step("nguoi-yeu-cau", title)
    form.section(title)
    form.text(
        "applicant_name",
        "Họ, chữ đệm, tên",
        required=True,
        prefill="profile.name",
        autocomplete="name",
        longest=200,
    )
    form.text("applicant_identity", "Số định danh cá nhân hoặc số hộ chiếu", format="identity", required=True, half=True,
              prefill="profile.identity_number")  # fmt: skip
    form.text("applicant_identity_issue", "Nơi cấp, ngày cấp giấy tờ tùy thân", half=True, longest=200)
    form.text(
        "applicant_phone",
        "Số điện thoại",
        format="phone",
        required=True,
        half=True,
        prefill="profile.phone",
        autocomplete="tel",
    )
    form.text(
        "applicant_email",
        "Thư điện tử",
        format="email",
        half=True,
        prefill="profile.email",
        autocomplete="email",
    )
    form.address("applicant_address", "Nơi cư trú", required=True, prefill="profile.address", autocomplete="street-address", help=(
        "Nơi thường trú; không có thì nơi tạm trú; không có cả hai thì nơi đang sinh sống."))  # fmt: skip
    if relation:
        form.text("applicant_relation", relation, required=True, help=RELATIONS, longest=200)


def person(form: Boxes, prefix: str, whose: str, *, sex: bool = False, required: bool = True, identity: bool = True,
           birth: bool = True, home: str = "Nơi cư trú", visible_if: Json | None = None, prefill: bool = False) -> None:  # fmt: skip
    """Name, birth, sex, ethnicity, nationality, identity, residence of a person; ``whose`` ends the labels."""
    shown: dict[str, Any] = {"visible_if": visible_if}
    known = (lambda key: f"profile.{key}") if prefill else (lambda _key: "")
    form.text(
        f"{prefix}_name",
        f"Họ, chữ đệm, tên {whose}".strip(),
        required=required,
        longest=200,
        prefill=known("name"),
        **shown,
    )
    if birth:
        form.part_day(f"{prefix}_birth", "Ngày, tháng, năm sinh", required=required, half=True, prefill=known("birth_date"), help=(
            "Không rõ ngày, tháng thì chỉ ghi năm."), **shown)  # fmt: skip
    if sex:
        form.choice(f"{prefix}_sex", "Giới tính", SEXES, required=required, half=True, **shown)
    form.text(f"{prefix}_ethnicity", "Dân tộc", half=True, longest=60, **shown)
    form.text(f"{prefix}_nationality", "Quốc tịch", half=True, longest=60, required=required, **shown)
    if identity:
        form.text(f"{prefix}_identity", "Số định danh cá nhân hoặc giấy tờ tùy thân", format="identity", half=True,
                  prefill=known("identity_number"), **shown)  # fmt: skip
    form.address(f"{prefix}_address", home, required=required, prefill=known("address"), **shown)


def copies(form: FormBuilder, what: str = "bản sao") -> None:
    """Whether copies are wanted, and how many."""
    form.section("Đề nghị cấp bản sao")
    form.choice("copies", f"Bạn có đề nghị cấp {what} không?", {"yes": "Có", "no": "Không"}, required=True)
    form.number(
        "copies_count",
        "Số lượng bản sao",
        whole=True,
        least=1,
        most=50,
        required=True,
        half=True,
        visible_if=when("copies", "yes"),
    )


def papers(
    form: FormBuilder, code: str, *, case: str = "", keep: Callable[[Paper], bool] | None = None,
    needed: tuple[str, ...] = (), extra: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """The step of the papers, from the catalogue; the declaration itself and the notes are left out.

    ``needed`` are folded pieces of the names of papers nobody can do without (the others depend on circumstances that
    the catalogue tells in words only); ``extra`` are required boxes in place of alternatives that ``keep`` leaves out.
    """
    rows = [
        Paper(row["ten"], row["truong_hop"], row["so_ban_chinh"], row["so_ban_sao"], row["so_ban_chinh"] == 0 == row["so_ban_sao"],
              row["tep_mau"]) for row in catalogue()[code]["thanh_phan_ho_so"]
    ]  # fmt: skip
    kept = [
        row for row in rows if not row.is_note and fold(case) in fold(row.case_label) and not is_own_form(row)
    ]
    kept = [row for row in kept if keep is None or keep(row)]
    seen: set[str] = set()
    unique = [row for row in kept if not (fold(row.name) in seen or seen.add(fold(row.name)))]  # type: ignore[func-returns-value]
    form.step(
        "giay-to",
        "Giấy tờ",
        "Chụp rõ hoặc quét từng giấy tờ. Giấy tờ nào đã có trong cơ sở dữ liệu thì không phải gửi.",
    )
    if extra:
        form.section("Giấy tờ gửi kèm")
        for number, label in enumerate(extra, 1):
            form.files(f"needed_{number}", label, required=True)
    current = None
    for number, row in enumerate(sorted(unique, key=lambda row: "xuat trinh" in fold(row.case_label)), 1):
        if row.case_label != current or number == 1:
            current = row.case_label
            form.section(current[:140] or "Giấy tờ gửi kèm")
        add_paper(form, number, row, required=any(piece in fold(row.name) for piece in needed))
    if not unique and not extra:
        form.section("Giấy tờ gửi kèm")
        form.files("other_papers", "Giấy tờ khác (nếu có)")


def is_own_form(paper: Paper) -> bool:
    """Whether the paper is what this very form is."""
    return bool(OWN_FORM.match(fold(paper.name)))


def ended(form: FormBuilder, code: str, **rest: Any) -> FormBuilder:
    """The form with its papers and how the result comes back."""
    papers(form, code, **rest)
    add_receiving(form)
    return form


COMMUNE = "Ủy ban nhân dân cấp xã"


def declaration(title: str, to: str, print_name: str = "to-khai", statement: str = STATEMENT) -> FormBuilder:
    """An empty declaration to an office, printed by a template of the procedures' room."""
    return FormBuilder(title, addressee=to, statement=statement, print_template=f"procedures/{print_name}")


def civil_declaration(title: str, print_name: str = "to-khai") -> FormBuilder:
    """An empty declaration of civil status, with the statement such forms carry."""
    return declaration(title, COMMUNE, print_name, CIVIL_STATEMENT)
