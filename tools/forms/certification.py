"""Certification (chứng thực): NĐ 23/2015/NĐ-CP and its amendments."""

from __future__ import annotations

from collections.abc import Iterator

from congso.foundation.forms.engine.building import Boxes, FormBuilder, when

from .blocks import COMMUNE, Shipped, declaration, ended, person, requester

SOURCE = "mẫu phiếu của nơi chứng thực theo Nghị định 23/2015/NĐ-CP (sửa đổi 2025)"


def _document(boxes: Boxes) -> None:
    boxes.text("name", "Tên giấy tờ, văn bản", required=True, longest=300)
    boxes.text("issuer", "Cơ quan cấp, số, ngày", half=True, longest=300)
    boxes.number("pages", "Số trang", whole=True, least=1, most=2000, half=True)
    boxes.number("copies", "Số bản cần chứng thực", whole=True, least=1, most=100, required=True, half=True)
    boxes.files("scan", "Bản chụp giấy tờ (nếu muốn gửi trước)")


def certified_copies() -> FormBuilder:
    """Chứng thực bản sao từ bản chính."""
    form = declaration("Phiếu yêu cầu chứng thực bản sao từ bản chính", COMMUNE)
    requester(form, title="Người yêu cầu chứng thực")
    form.step("giay-to-can-sao", "Giấy tờ cần sao")
    form.section("Giấy tờ cần chứng thực bản sao")
    form.words(
        "Mang bản chính đến khi nhận kết quả để đối chiếu. Bản chính bị tẩy xóa, hư hỏng, hoặc không được sao thì không chứng thực."
    )
    form.group("documents", "Giấy tờ, văn bản", "Giấy tờ", _document, least=1)
    form.choice(
        "kind",
        "Bản cần nhận",
        {"giay": "Bản giấy", "dien_tu": "Bản sao chứng thực điện tử", "ca_hai": "Cả hai"},
        required=True,
    )
    form.day("come_on", "Ngày dự định mang bản chính đến", future=True, half=True)
    return ended(form, "2.000815", keep=lambda _paper: False)


def certified_signature() -> FormBuilder:
    """Chứng thực chữ ký."""
    form = declaration("Phiếu yêu cầu chứng thực chữ ký", COMMUNE)
    requester(form, title="Người yêu cầu chứng thực")
    form.step("van-ban", "Văn bản sẽ ký")
    form.section("Văn bản sẽ ký trước mặt người chứng thực")
    form.choice("document_kind", "Loại văn bản", {
        "giay_uy_quyen": "Giấy ủy quyền", "to_khai_ly_lich": "Tờ khai lý lịch cá nhân", "giay_to_tu_lap": "Giấy tờ do cá nhân tự lập",
        "khac": "Giấy tờ, văn bản khác"}, required=True)  # fmt: skip
    form.text("document_name", "Tên văn bản", required=True, longest=300)
    form.number("copies", "Số bản", whole=True, least=1, most=50, required=True, half=True)
    form.choice(
        "signing",
        "Cách ký",
        {"ky": "Ký", "diem_chi": "Điểm chỉ", "khong_ky": "Không thể ký, điểm chỉ"},
        required=True,
        half=True,
    )
    authorised = when("document_kind", "giay_uy_quyen")
    form.text("agent_name", "Người được ủy quyền", required=True, visible_if=authorised, longest=200)
    form.area("agent_task", "Nội dung ủy quyền", required=True, visible_if=authorised, help=(
        "Giấy ủy quyền chỉ chứng thực chữ ký khi không có thù lao, không bồi thường, không chuyển quyền tài sản."), longest=1000)  # fmt: skip
    form.choice(
        "place",
        "Nơi chứng thực",
        {"tru_so": "Tại trụ sở", "ngoai": "Ngoài trụ sở (già yếu, không đi lại được, đang bị tạm giữ…)"},
        required=True,
    )
    form.address(
        "outside_address", "Địa chỉ đến chứng thực", required=True, visible_if=when("place", "ngoai")
    )
    form.files("draft", "Bản dự thảo văn bản (nếu có)")
    return ended(form, "2.000884", keep=lambda _paper: False)


def _party(boxes: Boxes) -> None:
    boxes.text("name", "Họ tên", required=True, longest=200)
    boxes.choice(
        "side", "Là bên", {"a": "Bên A (chuyển giao)", "b": "Bên B (nhận)"}, required=True, half=True
    )
    boxes.part_day("birth", "Ngày sinh", half=True)
    boxes.text("identity", "Số định danh hoặc giấy tờ tùy thân", format="identity", required=True, half=True)
    boxes.text("phone", "Số điện thoại", format="phone", half=True)
    boxes.address("address", "Nơi cư trú", required=True)


def certified_deal() -> FormBuilder:
    """Chứng thực giao dịch liên quan đến tài sản."""
    form = declaration("Phiếu yêu cầu chứng thực hợp đồng, giao dịch", COMMUNE)
    requester(form, title="Người yêu cầu chứng thực")
    form.step("giao-dich", "Giao dịch")
    form.section("Giao dịch cần chứng thực")
    form.choice("deal", "Loại giao dịch", {
        "chuyen_nhuong": "Chuyển nhượng", "tang_cho": "Tặng cho", "the_chap": "Thế chấp", "thue": "Cho thuê", "uy_quyen": "Ủy quyền",
        "khac": "Khác"}, required=True)  # fmt: skip
    form.text("deal_other", "Giao dịch cụ thể", required=True, visible_if=when("deal", "khac"), longest=300)
    form.choice(
        "asset",
        "Tài sản",
        {"dat": "Quyền sử dụng đất", "nha": "Nhà ở và đất ở", "dong_san": "Động sản"},
        required=True,
    )
    land = when("asset", ["dat", "nha"], "in")
    form.text(
        "certificate", "Số Giấy chứng nhận, ngày cấp, nơi cấp", required=True, visible_if=land, longest=300
    )
    form.text("parcel", "Thửa đất số, tờ bản đồ số", visible_if=land, half=True, longest=100)
    form.number("area", "Diện tích (m²)", least=0, visible_if=land, half=True)
    form.area(
        "asset_words", "Mô tả động sản", required=True, visible_if=when("asset", "dong_san"), longest=1000
    )
    form.money("price", "Giá trị giao dịch (đồng)", half=True)
    form.step("cac-ben", "Các bên")
    form.section("Các bên tham gia")
    form.group("parties", "Người tham gia giao dịch", "Người", _party, least=2, most=20)
    return ended(form, "2.001035", needed=("du thao",))


def will() -> FormBuilder:
    """Chứng thực di chúc."""
    form = declaration("Phiếu yêu cầu chứng thực di chúc", COMMUNE)
    requester(form, title="Người lập di chúc")
    form.step("di-chuc", "Di chúc")
    form.section("Nội dung di chúc")
    form.group("heirs", "Người được hưởng di sản", "Người hưởng", _heir, least=1)
    form.group("assets", "Di sản để lại", "Di sản", _asset, least=1)
    form.choice(
        "signing",
        "Người lập di chúc",
        {"ky": "Ký được", "diem_chi": "Chỉ điểm chỉ được, có người làm chứng"},
        required=True,
    )
    form.group(
        "witnesses",
        "Người làm chứng",
        "Người làm chứng",
        _witness,
        least=0,
        visible_if=when("signing", "diem_chi"),
    )
    return ended(form, "2.001019", needed=("du thao",))


def _heir(boxes: Boxes) -> None:
    boxes.text("name", "Họ tên hoặc tên tổ chức", required=True, longest=200)
    boxes.text("relation", "Quan hệ với người lập di chúc", half=True, longest=100)
    boxes.text("share", "Phần được hưởng", half=True, longest=200)


def _asset(boxes: Boxes) -> None:
    boxes.text("name", "Tên tài sản, nơi có tài sản", required=True, longest=300)
    boxes.text("paper", "Giấy tờ chứng minh quyền sở hữu, sử dụng", longest=300)


def _witness(boxes: Boxes) -> None:
    boxes.text("name", "Họ tên", required=True, half=True, longest=200)
    boxes.text("identity", "Số định danh", format="identity", required=True, half=True)


def refusal_of_inheritance() -> FormBuilder:
    """Chứng thực văn bản từ chối nhận di sản."""
    form = declaration("Phiếu yêu cầu chứng thực văn bản từ chối nhận di sản", COMMUNE)
    requester(form, title="Người từ chối nhận di sản")
    form.step("di-san", "Di sản")
    form.section("Người để lại di sản")
    person(form, "deceased", "", home="Nơi cư trú cuối cùng")
    form.part_day("death_date", "Ngày chết", required=True, half=True)
    form.text("relation", "Bạn là gì của người đó", required=True, half=True, longest=100)
    form.section("Di sản từ chối nhận")
    form.group("assets", "Di sản", "Di sản", _asset, least=1)
    form.yes(
        "no_evasion", "Việc từ chối không nhằm trốn tránh nghĩa vụ tài sản đối với người khác.", required=True
    )
    return ended(form, "2.001016", needed=("du thao",))


def copy_from_original_book() -> FormBuilder:
    """Cấp bản sao từ sổ gốc."""
    form = declaration("Phiếu yêu cầu cấp bản sao từ sổ gốc", "Cơ quan đang quản lý sổ gốc")
    requester(form)
    form.step("ban-sao", "Bản sao cần cấp")
    form.section("Bản chính đã cấp")
    form.text("document", "Tên bản chính", required=True, longest=300)
    form.text("holder", "Cấp cho (họ tên)", required=True, half=True, longest=200)
    form.text("number", "Số, năm cấp", half=True, longest=100)
    form.choice("role", "Bạn là", {
        "nguoi_co_ten": "Người được cấp bản chính", "dai_dien": "Người đại diện, người được ủy quyền",
        "than_nhan": "Cha, mẹ, con, vợ, chồng, anh chị em ruột, người thừa kế (người đó đã chết)"}, required=True)  # fmt: skip
    form.number("copies", "Số lượng bản sao", whole=True, least=1, most=50, required=True, half=True)
    return ended(form, "2.000908")


def forms() -> Iterator[Shipped]:
    """All of them."""
    for slug, codes, form in (
        ("chung-thuc-ban-sao", ("2.000815",), certified_copies),
        ("chung-thuc-chu-ky", ("2.000884",), certified_signature),
        ("chung-thuc-giao-dich", ("2.001035",), certified_deal),
        ("chung-thuc-di-chuc", ("2.001019",), will),
        ("tu-choi-di-san", ("2.001016",), refusal_of_inheritance),
        ("ban-sao-tu-so-goc", ("2.000908",), copy_from_original_book),
    ):
        yield Shipped(slug, codes, SOURCE, form())
