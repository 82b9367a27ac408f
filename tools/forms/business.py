"""Household businesses (hộ kinh doanh): NĐ 168/2025/NĐ-CP, TT 68/2025/TT-BTC."""

from __future__ import annotations

from collections.abc import Iterator

from congso.foundation.forms.engine.building import Boxes, FormBuilder, when

from .blocks import Shipped, declaration, ended, person, requester

SOURCE = "mẫu của Nghị định 168/2025/NĐ-CP và Thông tư 68/2025/TT-BTC"


BUSINESS = "Phòng Kinh tế (hoặc Phòng Kinh tế, Hạ tầng và Đô thị) thuộc UBND cấp xã"
BUSINESS_STATEMENT = (
    "Tôi và các thành viên cam kết chịu trách nhiệm trước pháp luật về tính hợp pháp, chính xác, trung thực của nội dung đăng ký;"
    " không thuộc diện pháp luật cấm kinh doanh; sử dụng trụ sở đúng mục đích theo quy định."
)


def _activity(boxes: Boxes) -> None:
    boxes.text("name", "Tên ngành, nghề", required=True, longest=300)
    boxes.text(
        "code",
        "Mã ngành cấp bốn",
        half=True,
        longest=10,
        help="Theo hệ thống ngành kinh tế Việt Nam, ví dụ 4711.",
    )
    boxes.yes("main", "Ngành chính", half=True)


def _member(boxes: Boxes) -> None:
    boxes.text("name", "Họ tên", required=True, longest=200)
    boxes.day("birth", "Ngày sinh", past=True, required=True, half=True)
    boxes.text("identity", "Số định danh cá nhân", format="identity", required=True, half=True)
    boxes.address("address", "Nơi thường trú", required=True)


def household_business() -> FormBuilder:
    """Giấy đề nghị đăng ký hộ kinh doanh."""
    form = declaration("Giấy đề nghị đăng ký hộ kinh doanh", BUSINESS, "ho-kinh-doanh", BUSINESS_STATEMENT)
    requester(form, title="Chủ hộ kinh doanh")
    form.section("Thông tin thêm về chủ hộ")
    form.day(
        "owner_birth",
        "Ngày sinh",
        past=True,
        required=True,
        half=True,
        prefill="profile.birth_date",
        autocomplete="bday",
    )
    form.choice("owner_sex", "Giới tính", {"nam": "Nam", "nu": "Nữ"}, required=True, half=True)
    form.step("ho-kinh-doanh", "Hộ kinh doanh")
    form.section("Tên và trụ sở")
    form.text("business_name", "Tên hộ kinh doanh", required=True, longest=200, help=(
        "Gồm “Hộ kinh doanh” và tên riêng; không trùng tên hộ đã đăng ký trong phạm vi cấp xã; không dùng chữ công ty, doanh nghiệp."))  # fmt: skip
    form.address("business_address", "Trụ sở hộ kinh doanh", required=True)
    form.text("business_phone", "Điện thoại", format="phone", half=True)
    form.text("business_email", "Thư điện tử", format="email", half=True)
    form.section("Ngành, nghề và vốn")
    form.group("activities", "Ngành, nghề kinh doanh", "Ngành, nghề", _activity, least=1)
    form.money("capital", "Vốn kinh doanh (đồng)", required=True, half=True)
    form.day(
        "start_on", "Ngày bắt đầu hoạt động", half=True, help="Để trống: từ ngày được cấp Giấy chứng nhận."
    )
    form.step("chu-the", "Chủ thể, thuế")
    form.section("Chủ thể thành lập")
    form.choice(
        "founder",
        "Chủ thể thành lập hộ kinh doanh",
        {"ca_nhan": "Cá nhân", "gia_dinh": "Các thành viên hộ gia đình"},
        required=True,
    )
    form.group(
        "members",
        "Thành viên hộ gia đình tham gia",
        "Thành viên",
        _member,
        least=1,
        visible_if=when("founder", "gia_dinh"),
    )
    form.section("Thông tin đăng ký thuế")
    form.address("tax_address", "Địa chỉ nhận thông báo thuế (nếu khác trụ sở)")
    form.number(
        "workers", "Tổng số lao động dự kiến", whole=True, least=0, most=1000, required=True, half=True
    )
    form.choice(
        "tax_method",
        "Phương pháp tính thuế",
        {"ke_khai": "Kê khai", "tung_lan": "Từng lần phát sinh"},
        required=True,
        half=True,
    )
    form.yes("social_insurance", "Có tham gia bảo hiểm xã hội cho chủ hộ và người lao động")
    return ended(form, "1.001612")


def _business_block(form: FormBuilder) -> None:
    form.step("ho-kinh-doanh", "Hộ kinh doanh")
    form.section("Hộ kinh doanh đã đăng ký")
    form.text("business_name", "Tên hộ kinh doanh", required=True, longest=200)
    form.text("business_number", "Mã số hộ kinh doanh (mã số thuế)", required=True, half=True, longest=20)
    form.day("business_since", "Ngày cấp Giấy chứng nhận lần đầu", past=True, half=True)
    form.address("business_address", "Trụ sở", required=True)


def business_change() -> FormBuilder:
    """Thông báo thay đổi nội dung đăng ký hộ kinh doanh."""
    form = declaration(
        "Thông báo thay đổi nội dung đăng ký hộ kinh doanh", BUSINESS, statement=BUSINESS_STATEMENT
    )
    requester(form, title="Chủ hộ kinh doanh")
    _business_block(form)
    form.step("thay-doi", "Nội dung thay đổi")
    form.section("Nội dung thay đổi")
    form.choices("what", "Thay đổi về", {
        "ten": "Tên hộ kinh doanh", "tru_so": "Trụ sở", "nganh": "Ngành, nghề", "von": "Vốn kinh doanh", "chu_ho": "Chủ hộ kinh doanh",
        "thanh_vien": "Thành viên hộ gia đình", "thue": "Thông tin thuế"}, required=True, least=1)  # fmt: skip
    form.text("new_name", "Tên mới", required=True, visible_if=when("what", "ten"), longest=200)
    form.address("new_address", "Trụ sở mới", required=True, visible_if=when("what", "tru_so"))
    form.group(
        "new_activities",
        "Ngành, nghề sau khi thay đổi",
        "Ngành, nghề",
        _activity,
        least=1,
        visible_if=when("what", "nganh"),
    )
    form.money("new_capital", "Vốn mới (đồng)", required=True, half=True, visible_if=when("what", "von"))
    owner = when("what", "chu_ho")
    form.choice(
        "owner_reason",
        "Đổi chủ hộ do",
        {
            "ban": "Bán hộ kinh doanh",
            "tang_cho": "Tặng cho",
            "thua_ke": "Thừa kế",
            "gia_dinh": "Thành viên hộ gia đình cử người khác",
        },
        required=True,
        visible_if=owner,
    )
    person(form, "new_owner", "chủ hộ mới", sex=True, visible_if=owner)
    form.group(
        "new_members",
        "Thành viên sau khi thay đổi",
        "Thành viên",
        _member,
        least=1,
        visible_if=when("what", "thanh_vien"),
    )
    form.area(
        "tax_change", "Thông tin thuế thay đổi", required=True, visible_if=when("what", "thue"), longest=500
    )
    return ended(form, "2.000720")


def business_pause() -> FormBuilder:
    """Thông báo tạm ngừng, tiếp tục kinh doanh trước hạn."""
    form = declaration(
        "Thông báo tạm ngừng kinh doanh, tiếp tục kinh doanh của hộ kinh doanh",
        BUSINESS,
        statement=BUSINESS_STATEMENT,
    )
    requester(form, title="Chủ hộ kinh doanh")
    _business_block(form)
    form.section("Thông báo")
    form.choice(
        "kind",
        "Thông báo việc",
        {"tam_ngung": "Tạm ngừng kinh doanh", "tiep_tuc": "Tiếp tục kinh doanh trước thời hạn đã thông báo"},
        required=True,
    )
    pause, resume = when("kind", "tam_ngung"), when("kind", "tiep_tuc")
    form.day("pause_from", "Tạm ngừng từ ngày", required=True, half=True, visible_if=pause)
    form.day("pause_to", "Đến hết ngày", required=True, half=True, visible_if=pause)
    form.area("pause_reason", "Lý do tạm ngừng", required=True, visible_if=pause, longest=500)
    form.day("resume_on", "Tiếp tục kinh doanh từ ngày", required=True, half=True, visible_if=resume)
    return ended(form, "1.001570")


def business_end() -> FormBuilder:
    """Thông báo chấm dứt hoạt động hộ kinh doanh."""
    form = declaration("Thông báo chấm dứt hoạt động hộ kinh doanh", BUSINESS, statement=BUSINESS_STATEMENT)
    requester(form, title="Chủ hộ kinh doanh")
    _business_block(form)
    form.section("Chấm dứt hoạt động")
    form.day("end_on", "Chấm dứt từ ngày", required=True, half=True)
    form.area("end_reason", "Lý do", required=True, longest=500)
    form.yes(
        "no_debts",
        "Đã thanh toán đầy đủ các khoản nợ, gồm cả nợ thuế và nghĩa vụ tài chính chưa thực hiện.",
        required=True,
    )
    return ended(form, "1.001266")


def business_reissue() -> FormBuilder:
    """Đề nghị cấp lại, cấp đổi Giấy chứng nhận đăng ký hộ kinh doanh."""
    form = declaration(
        "Giấy đề nghị cấp lại, cấp đổi Giấy chứng nhận đăng ký hộ kinh doanh",
        BUSINESS,
        statement=BUSINESS_STATEMENT,
    )
    requester(form, title="Chủ hộ kinh doanh")
    _business_block(form)
    form.section("Đề nghị")
    form.choice("kind", "Đề nghị", {"cap_lai": "Cấp lại", "cap_doi": "Cấp đổi sang mẫu mới"}, required=True)
    form.choice(
        "lost",
        "Lý do cấp lại",
        {"mat": "Bị mất", "chay": "Bị cháy", "rach": "Bị rách, nát", "tieu_huy": "Bị tiêu hủy"},
        required=True,
        visible_if=when("kind", "cap_lai"),
    )
    return ended(form, "2.000575")


def forms() -> Iterator[Shipped]:
    """All of them."""
    for slug, codes, form in (
        ("ho-kinh-doanh-thanh-lap", ("1.001612",), household_business),
        ("ho-kinh-doanh-thay-doi", ("2.000720",), business_change),
        ("ho-kinh-doanh-tam-ngung", ("1.001570",), business_pause),
        ("ho-kinh-doanh-cham-dut", ("1.001266",), business_end),
        ("ho-kinh-doanh-cap-lai", ("2.000575",), business_reissue),
    ):
        yield Shipped(slug, codes, SOURCE, form())
