"""Building permits (giấy phép xây dựng): NĐ 175/2024/NĐ-CP, Phụ lục II."""

from __future__ import annotations

from collections.abc import Iterator

from congso.core.text import fold
from congso.foundation.forms.engine.building import FormBuilder, any_of, when
from congso.foundation.forms.engine.generating import Paper

from .blocks import COMMUNE, Shipped, declaration, ended, requester

SOURCE = "Mẫu số 01, Phụ lục II, Nghị định 175/2024/NĐ-CP"


def _owner_of_works(form: FormBuilder) -> None:
    requester(form, title="Chủ đầu tư (chủ hộ)")
    form.step("cong-trinh", "Công trình")
    form.section("Địa điểm xây dựng")
    form.address("site_address", "Địa điểm xây dựng", required=True)
    form.text("site_parcel", "Lô đất số, tờ bản đồ số", half=True, longest=100)
    form.number("site_area", "Diện tích lô đất (m²)", least=0, required=True, half=True)
    form.text(
        "site_certificate", "Giấy chứng nhận quyền sử dụng đất số, ngày, nơi cấp", required=True, longest=300
    )


def _house(form: FormBuilder) -> None:
    form.section("Quy mô nhà ở riêng lẻ")
    form.text("grade", "Cấp công trình", half=True, longest=20, help="Ví dụ: cấp III, cấp IV.")
    form.number("ground_area", "Diện tích xây dựng tầng một (m²)", least=1, required=True, half=True)
    form.number("floor_area", "Tổng diện tích sàn (m²)", least=1, required=True, half=True)
    form.number("height", "Chiều cao công trình (m)", least=1, most=300, required=True, half=True)
    form.number(
        "floors", "Số tầng (không kể hầm, tum)", whole=True, least=1, most=60, required=True, half=True
    )
    form.number("base_level", "Cốt nền xây dựng (m)", half=True)
    form.yes("basement", "Có tầng hầm hoặc bán hầm")
    form.number(
        "basements",
        "Số tầng hầm",
        whole=True,
        least=1,
        most=10,
        required=True,
        half=True,
        visible_if=when("basement"),
    )
    form.section("Thiết kế")
    form.text("designer", "Tổ chức, cá nhân thiết kế", required=True, longest=200)
    form.text("designer_licence", "Số chứng chỉ (nếu có)", half=True, longest=60)
    form.choice("adjacent", "Có công trình liền kề?", {"yes": "Có", "no": "Không"}, required=True)
    form.yes(
        "adjacent_promise",
        "Tôi cam kết bảo đảm an toàn cho công trình liền kề.",
        required=True,
        visible_if=when("adjacent", "yes"),
    )
    form.number(
        "months", "Dự kiến hoàn thành trong (tháng)", whole=True, least=1, most=120, required=True, half=True
    )


def _house_papers(form: FormBuilder, code: str) -> FormBuilder:
    return ended(form, code, case="nha o rieng le", keep=_is_no_land_paper, extra=(
        "Giấy chứng nhận quyền sử dụng đất hoặc giấy tờ hợp pháp về đất", "Bản vẽ thiết kế xây dựng"))  # fmt: skip


def _is_no_land_paper(paper: Paper) -> bool:
    """Alternatives for the land and the drawings are asked in one box each."""
    name = fold(paper.name)
    return not name.startswith(
        ("giay chung nhan quyen", "mot trong nhung giay to", "02 bo ban ve", "ho so thiet ke")
    )


def permit() -> FormBuilder:
    """Đơn đề nghị cấp giấy phép xây dựng nhà ở riêng lẻ (Mẫu số 01)."""
    form = declaration("Đơn đề nghị cấp giấy phép xây dựng nhà ở riêng lẻ", COMMUNE)
    _owner_of_works(form)
    _house(form)
    return _house_papers(form, "1.013225")


def permit_repair() -> FormBuilder:
    """Đơn đề nghị cấp giấy phép sửa chữa, cải tạo."""
    form = declaration("Đơn đề nghị cấp giấy phép sửa chữa, cải tạo nhà ở riêng lẻ", COMMUNE)
    _owner_of_works(form)
    form.section("Hiện trạng và nội dung sửa chữa")
    form.area("present", "Hiện trạng công trình", required=True, longest=1000)
    form.choices("works", "Nội dung sửa chữa, cải tạo", {
        "ket_cau": "Thay đổi kết cấu chịu lực", "nang_tang": "Nâng tầng", "cong_nang": "Thay đổi công năng", "mat_ngoai": "Thay đổi mặt ngoài"},
        required=True, least=1)  # fmt: skip
    form.area("works_words", "Mô tả", required=True, longest=1000)
    _house(form)
    return _house_papers(form, "1.013229")


def _permit_block(form: FormBuilder) -> None:
    form.section("Giấy phép xây dựng đã cấp")
    form.text("permit_number", "Số giấy phép", required=True, half=True, longest=60)
    form.day("permit_date", "Ngày cấp", past=True, required=True, half=True)
    form.text("permit_office", "Cơ quan cấp", required=True, longest=200)


def permit_extension() -> FormBuilder:
    """Đơn đề nghị gia hạn giấy phép xây dựng."""
    form = declaration("Đơn đề nghị gia hạn giấy phép xây dựng", COMMUNE)
    _owner_of_works(form)
    _permit_block(form)
    form.day("expires_on", "Giấy phép hết hạn khởi công ngày", required=True, half=True)
    form.number(
        "extension", "Đề nghị gia hạn thêm (tháng)", whole=True, least=1, most=12, required=True, half=True
    )
    form.area("reason", "Lý do chưa khởi công", required=True, longest=500)
    return ended(form, "1.013227", needed=("ban chinh giay phep",))


def permit_adjustment() -> FormBuilder:
    """Đơn đề nghị điều chỉnh giấy phép xây dựng."""
    form = declaration("Đơn đề nghị điều chỉnh giấy phép xây dựng nhà ở riêng lẻ", COMMUNE)
    _owner_of_works(form)
    _permit_block(form)
    form.section("Nội dung điều chỉnh")
    form.choices("what", "Điều chỉnh về", {
        "mat_dung": "Hình thức kiến trúc mặt ngoài", "vi_tri": "Vị trí, diện tích xây dựng", "quy_mo": "Quy mô, chiều cao, số tầng", "ben_trong": "Bên trong, ảnh hưởng kết cấu chịu lực"},
        required=True, least=1)  # fmt: skip
    form.area("before", "Theo giấy phép đã cấp", required=True, longest=1000)
    form.area("after", "Đề nghị điều chỉnh thành", required=True, longest=1000)
    form.yes("started", "Công trình đã khởi công")
    form.text("progress", "Đã thi công đến", required=True, visible_if=any_of(when("started")), longest=300)
    return _house_papers(form, "1.013226")


def permit_reissue() -> FormBuilder:
    """Đơn đề nghị cấp lại giấy phép xây dựng."""
    form = declaration("Đơn đề nghị cấp lại giấy phép xây dựng", COMMUNE)
    _owner_of_works(form)
    _permit_block(form)
    form.choice("lost", "Lý do cấp lại", {"mat": "Bị mất", "rach": "Bị rách, nát"}, required=True)
    form.area("reason", "Hoàn cảnh", required=True, longest=500)
    return ended(form, "1.013228")


def forms() -> Iterator[Shipped]:
    """All of them."""
    for slug, codes, form in (
        ("giay-phep-xay-dung", ("1.013225",), permit),
        ("giay-phep-sua-chua", ("1.013229",), permit_repair),
        ("giay-phep-gia-han", ("1.013227",), permit_extension),
        ("giay-phep-dieu-chinh", ("1.013226",), permit_adjustment),
        ("giay-phep-cap-lai", ("1.013228",), permit_reissue),
    ):
        yield Shipped(slug, codes, SOURCE, form())
