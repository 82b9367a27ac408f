"""What counts as an open place of a draft, and what is only a way of writing."""

from __future__ import annotations

import pytest

from congso.domains.documents.outgoing_gaps import open_places
from congso.domains.documents.outgoing_skeletons import skeleton
from congso.domains.documents.types import types


@pytest.mark.parametrize(("part", "text"), [
    ("grounds", "Theo đề nghị của […chức vụ người đứng đầu đơn vị trình]"),
    ("grounds", "Theo đề nghị của ..."), ("grounds", "Theo đề nghị của ."), ("grounds", "Theo đề nghị của"),
    ("grounds", "Căn cứ"), ("grounds", "Căn cứ ;"), ("grounds", "Căn cứ Nghị định số ……/2025/NĐ-CP"),
    ("grounds", "Căn cứ Quyết định của"), ("recipients", "Lưu: VT, ..."), ("recipients", "Lưu: VT, […đơn vị soạn thảo]"),
    ("addressees", "........"), ("subject", "Về việc ___ cho ông Nguyễn Văn A"), ("subject", "Về việc […]"),
    ("body", "Điều 1. ..."), ("body", "1. …"), ("body", "2. .../."), ("body", "Ngày ..., phường thông báo"),
    ("body", "ngày....tháng....năm 2026"), ("body", "Ngày... tháng 5"), ("body", "Họ và tên: .............."),
    ("body", "Họ và tên: . . . . . ."), ("body", "Xét đơn của , nơi ở: phường Cao Lãnh"), ("body", "theo đơn của."),
    ("body", "theo đơn của ./."), ("body", "Cấp cho {ho_ten} giấy này"), ("body", "Thủ tục “...” của phường"),
    ("body", "Thực hiện [... văn bản], phường"), ("position", "…"), ("mark", "(...)"),
])  # fmt: skip
def test_an_open_place_is_found(part: str, text: str) -> None:
    found = open_places({part: [text] if part in {"grounds", "recipients", "addressees"} else text})
    assert [(each.part, each.line) for each in found] == [(part, 1)] * len(found)
    assert found


@pytest.mark.parametrize("text", [
    "Điều 1. Kiện toàn Tổ công nghệ số cộng đồng phường Cao Lãnh gồm các ông, bà có tên trong danh sách kèm theo.",
    "Mua sắm bàn, ghế, tủ... phục vụ công tác.", "Mua sắm bàn, ghế, tủ…", "Thiết bị (máy tính, máy in, ...) của phòng họp.",
    "Báo cáo về dân số, lao động, v.v...", "Báo cáo về dân số, lao động, v.v… của phường.", "gồm mưa, bão, v.v. ...",
    "Bãi bỏ cụm từ “Ủy ban nhân dân ... cấp huyện” tại Điều 2.", "Điều 5 quy định: “Cơ quan [...] có trách nhiệm trả lời.”",
    "Tài sản của Nhà nước, của tập thể; quyền của công dân được bảo đảm.", "Hợp đồng tặng cho. Việc chuyển đổi số. Hằng ngày.",
    "Quyết định này có hiệu lực kể từ ngày ký./.", "Số: 15/QĐ-UBND ngày 05/01/2026 [kèm theo]", "Thư gửi ubnd_phuong_caolanh@dongthap.gov.vn.",
    "Ngày, tháng, năm sinh; số giấy tờ; theo mẫu số 01.", "Tệp de_an_06.pdf, tỷ lệ 1,5%; mục 1.2.3 và 2.4.",
])  # fmt: skip
def test_ordinary_words_are_no_gap(text: str) -> None:
    assert open_places({"body": text}) == []


def test_every_skeleton_is_open_until_its_marked_gaps_are_filled() -> None:
    for code in types():
        start = skeleton(code, agency="Ủy ban nhân dân phường Cao Lãnh")
        words: dict[str, str | list[str]] = {"body": start["body"]}
        words |= {part: start[part].split("\n") for part in ("grounds", "recipients", "addressees")}
        found = open_places(words)
        assert {each.part for each in found} >= {"body"} | ({"recipients"} if code != "THU" else set())
        assert all(each.gap.startswith("[…") for each in found), code
        for each in found:
            words = {part: [line.replace(each.gap, "đã điền") for line in text] if isinstance(text, list) else
                     text.replace(each.gap, "đã điền") for part, text in words.items()}  # fmt: skip
        assert open_places(words) == [], code


def test_a_place_says_where_it_is_and_what_stands_around_it() -> None:
    body = "Điều 1. Xong.\n\nĐiều 2. " + "Rất nhiều chữ đứng trước " * 5 + "[…nội dung] và chữ đứng sau rất dài không cần đọc hết."
    (found,) = open_places({"body": body})
    assert (found.where, found.gap) == ("Nội dung, đoạn 2", "[…nội dung]")
    assert found.before.startswith("… ")
    assert found.after.endswith(" …")
    (ground,) = open_places({"grounds": ["Căn cứ Luật Hộ tịch", "Theo đề nghị của ."]})
    assert ground.words == "Căn cứ, dòng 2: «Theo đề nghị của .»"
