"""Land (đất đai): NĐ 151/2025/NĐ-CP."""

from __future__ import annotations

from collections.abc import Iterator

from congso.foundation.forms.engine.building import Boxes, FormBuilder, when

from .blocks import COMMUNE, Shipped, declaration, ended, requester

SOURCE = "mẫu đơn của Nghị định 151/2025/NĐ-CP"
LAND_OFFICE = "Chi nhánh Văn phòng đăng ký đất đai"


def _parcel(form: FormBuilder) -> None:
    form.section("Thửa đất và Giấy chứng nhận")
    form.text("parcel_number", "Thửa đất số", required=True, half=True, longest=30)
    form.text("map_sheet", "Tờ bản đồ số", required=True, half=True, longest=30)
    form.address("parcel_address", "Địa chỉ thửa đất", required=True)
    form.number("parcel_area", "Diện tích (m²)", least=0, required=True, half=True)
    form.text("land_use", "Mục đích sử dụng (loại đất)", half=True, longest=200)
    form.text("certificate_number", "Số vào sổ cấp Giấy chứng nhận", half=True, longest=60)
    form.text("certificate_serial", "Số phát hành (số seri)", half=True, longest=60)
    form.day("certificate_date", "Ngày cấp Giấy chứng nhận", past=True, half=True)


def _owner(form: FormBuilder) -> None:
    requester(form, title="Người sử dụng đất, chủ sở hữu tài sản")
    form.section("Người cùng sử dụng đất")
    form.group("co_owners", "Người cùng sử dụng đất, sở hữu tài sản (nếu có)", "Người", _co_owner)


def _co_owner(boxes: Boxes) -> None:
    boxes.text("name", "Họ tên", required=True, longest=200)
    boxes.text("identity", "Số định danh hoặc giấy tờ tùy thân", format="identity", required=True, half=True)
    boxes.text("relation", "Quan hệ", half=True, longest=100)


def land_change() -> FormBuilder:
    """Đơn đăng ký biến động (Mẫu số 18)."""
    form = declaration("Đơn đăng ký biến động đất đai, tài sản gắn liền với đất", LAND_OFFICE)
    _owner(form)
    form.step("thua-dat", "Thửa đất")
    _parcel(form)
    form.step("bien-dong", "Biến động")
    form.section("Nội dung biến động")
    form.choice("change", "Biến động do", {
        "chuyen_nhuong": "Chuyển nhượng", "chuyen_doi": "Chuyển đổi đất nông nghiệp", "thua_ke": "Thừa kế", "tang_cho": "Tặng cho",
        "gop_von": "Góp vốn", "thue": "Cho thuê, cho thuê lại", "khac": "Trường hợp khác"}, required=True)  # fmt: skip
    form.text(
        "change_other", "Biến động cụ thể", required=True, visible_if=when("change", "khac"), longest=300
    )
    form.area("before", "Nội dung trước khi biến động", required=True, longest=1000)
    form.area("after", "Nội dung sau khi biến động", required=True, longest=1000)
    transfer = when("change", ["chuyen_nhuong", "chuyen_doi", "thua_ke", "tang_cho", "gop_von"], "in")
    form.group("receivers", "Bên nhận quyền", "Người nhận", _party_land, least=1, visible_if=transfer)
    form.choice(
        "contract_kind",
        "Hợp đồng, văn bản chuyển quyền được",
        {
            "cong_chung": "công chứng",
            "chung_thuc": "chứng thực",
            "khong": "không thuộc diện phải công chứng, chứng thực",
        },
        required=True,
        visible_if=transfer,
    )
    form.money("price", "Giá chuyển nhượng (đồng)", visible_if=when("change", "chuyen_nhuong"), half=True)
    form.choice(
        "new_certificate",
        "Đề nghị",
        {"xac_nhan": "Xác nhận thay đổi trên Giấy chứng nhận đã cấp", "cap_moi": "Cấp Giấy chứng nhận mới"},
        required=True,
    )
    form.yes("debt", "Có đề nghị ghi nợ nghĩa vụ tài chính")
    return ended(form, "1.013831", case="chuyen doi, chuyen nhuong", needed=("ban goc giay chung nhan",))


def _party_land(boxes: Boxes) -> None:
    boxes.text("name", "Họ tên", required=True, longest=200)
    boxes.text("identity", "Số định danh hoặc giấy tờ tùy thân", format="identity", required=True, half=True)
    boxes.text("phone", "Số điện thoại", format="phone", half=True)
    boxes.address("address", "Địa chỉ", required=True)


def land_person_change() -> FormBuilder:
    """Đăng ký biến động do đổi tên, thông tin người sử dụng đất."""
    form = declaration("Đơn đăng ký biến động do đổi tên, thay đổi thông tin", LAND_OFFICE)
    _owner(form)
    form.step("thua-dat", "Thửa đất và thay đổi")
    _parcel(form)
    form.section("Thông tin thay đổi")
    form.choices("what", "Thay đổi về", {
        "ten": "Họ tên, tên tổ chức", "giay_to": "Số định danh, giấy tờ tùy thân", "dia_chi": "Địa chỉ", "dien_tich": "Diện tích, kích thước do sạt lở tự nhiên",
        "han_che": "Hạn chế quyền sử dụng"}, required=True, least=1)  # fmt: skip
    form.area("before", "Thông tin cũ", required=True, longest=1000)
    form.area("after", "Thông tin mới", required=True, longest=1000)
    return ended(form, "1.013833", needed=("ban goc giay chung nhan",))


def split_or_merge() -> FormBuilder:
    """Đơn đề nghị tách thửa, hợp thửa (Mẫu số 21)."""
    form = declaration("Đơn đề nghị tách thửa đất, hợp thửa đất", LAND_OFFICE)
    _owner(form)
    form.step("tach-hop", "Tách, hợp thửa")
    form.section("Đề nghị")
    form.choice("kind", "Đề nghị", {"tach": "Tách thửa đất", "hop": "Hợp thửa đất"}, required=True)
    form.group("parcels", "Thửa đất gốc", "Thửa đất", _plain_parcel, least=1)
    form.group("results", "Các thửa đất sau khi tách, hợp", "Thửa sau", _result_parcel, least=1)
    form.area("reason", "Lý do tách, hợp thửa", required=True, longest=500)
    form.choice(
        "after_kind",
        "Mục đích",
        {"chuyen_quyen": "Để chuyển quyền sử dụng đất", "su_dung": "Tiếp tục sử dụng"},
        required=True,
        visible_if=when("kind", "tach"),
    )
    return ended(form, "1.012784", needed=("ban ve tach thua", "giay chung nhan da cap"))


def _plain_parcel(boxes: Boxes) -> None:
    boxes.text("number", "Thửa đất số", required=True, half=True, longest=30)
    boxes.text("sheet", "Tờ bản đồ số", required=True, half=True, longest=30)
    boxes.number("area", "Diện tích (m²)", least=0, required=True, half=True)
    boxes.text("certificate", "Số phát hành Giấy chứng nhận", half=True, longest=60)
    boxes.address("address", "Địa chỉ thửa đất", required=True)


def _result_parcel(boxes: Boxes) -> None:
    boxes.number("area", "Diện tích (m²)", least=0, required=True, half=True)
    boxes.text("use", "Loại đất", half=True, longest=100)
    boxes.text("user", "Người sử dụng sau khi tách, hợp", longest=200)


def certificate_exchange() -> FormBuilder:
    """Cấp đổi Giấy chứng nhận."""
    form = declaration("Đơn đề nghị cấp đổi Giấy chứng nhận", LAND_OFFICE)
    _owner(form)
    form.step("thua-dat", "Thửa đất và lý do")
    _parcel(form)
    form.section("Lý do cấp đổi")
    form.choices("reasons", "Lý do", {
        "hu_hong": "Giấy chứng nhận bị ố, nhòe, rách, hư hỏng", "mau_moi": "Đổi sang mẫu mới", "do_dac": "Đo đạc lại, thay đổi kích thước, số hiệu thửa",
        "ten_vo_chong": "Ghi tên cả vợ và chồng", "ho_gia_dinh": "Ghi tên thành viên hộ gia đình", "nhieu_thua": "Cấp riêng cho từng thửa", "khac": "Lý do khác"},
        required=True, least=1)  # fmt: skip
    form.text(
        "spouse",
        "Họ tên vợ hoặc chồng cần ghi",
        required=True,
        visible_if=when("reasons", "ten_vo_chong"),
        longest=200,
    )
    form.group(
        "members",
        "Thành viên có chung quyền sử dụng đất",
        "Thành viên",
        _co_owner,
        least=1,
        visible_if=when("reasons", "ho_gia_dinh"),
    )
    form.area("reason_other", "Lý do cụ thể", required=True, visible_if=when("reasons", "khac"), longest=500)
    return ended(form, "1.012783", needed=("ban goc giay chung nhan",))


def certificate_lost() -> FormBuilder:
    """Cấp lại Giấy chứng nhận do bị mất."""
    form = declaration("Đơn đề nghị cấp lại Giấy chứng nhận do bị mất", LAND_OFFICE)
    _owner(form)
    form.step("thua-dat", "Thửa đất và việc mất")
    _parcel(form)
    form.section("Việc mất Giấy chứng nhận")
    form.day("lost_on", "Phát hiện mất ngày", past=True, required=True, half=True)
    form.choice(
        "lost_by",
        "Mất do",
        {"that_lac": "Thất lạc, không rõ nơi", "thien_tai": "Thiên tai, hỏa hoạn", "mat_cap": "Bị mất cắp"},
        required=True,
        half=True,
    )
    form.area("lost_words", "Hoàn cảnh bị mất", required=True, longest=500)
    form.yes("not_pledged", "Giấy chứng nhận không đang thế chấp, cầm giữ ở nơi nào.", required=True)
    return ended(form, "1.012786")


def land_first() -> FormBuilder:
    """Đăng ký đất đai lần đầu, cấp Giấy chứng nhận (Mẫu số 15)."""
    form = declaration("Đơn đăng ký đất đai, tài sản gắn liền với đất lần đầu", COMMUNE)
    _owner(form)
    form.step("thua-dat", "Thửa đất")
    form.section("Thửa đất")
    form.text("parcel_number", "Thửa đất số (nếu có)", half=True, longest=30)
    form.text("map_sheet", "Tờ bản đồ số (nếu có)", half=True, longest=30)
    form.address("parcel_address", "Địa chỉ thửa đất", required=True)
    form.number("parcel_area", "Diện tích đang sử dụng (m²)", least=0, required=True, half=True)
    form.text("land_use", "Đang sử dụng vào mục đích", required=True, half=True, longest=200)
    form.part_day("used_since", "Sử dụng từ", required=True, half=True)
    form.text(
        "land_origin",
        "Nguồn gốc sử dụng đất",
        required=True,
        longest=500,
        help="Ví dụ: được giao, nhận thừa kế, nhận chuyển nhượng, khai hoang; năm nào, của ai.",
    )
    form.section("Tài sản gắn liền với đất")
    form.choice(
        "building", "Có nhà ở, công trình trên đất cần đăng ký?", {"yes": "Có", "no": "Không"}, required=True
    )
    form.group(
        "buildings", "Nhà ở, công trình", "Công trình", _building, least=1, visible_if=when("building", "yes")
    )
    form.section("Đề nghị")
    form.choices(
        "wishes",
        "Đề nghị",
        {
            "dang_ky": "Đăng ký vào sổ địa chính",
            "cap_gcn": "Cấp Giấy chứng nhận",
            "ghi_no": "Ghi nợ tiền sử dụng đất",
        },
        required=True,
        least=1,
    )
    return ended(form, "1.013978")


def _building(boxes: Boxes) -> None:
    boxes.text("kind", "Loại nhà, công trình", required=True, half=True, longest=100)
    boxes.number("floor_area", "Diện tích xây dựng (m²)", least=0, required=True, half=True)
    boxes.number("floors", "Số tầng", whole=True, least=1, most=100, half=True)
    boxes.number("built", "Năm hoàn thành", whole=True, least=1800, most=2100, half=True)


def land_dispute() -> FormBuilder:
    """Đơn yêu cầu hòa giải tranh chấp đất đai."""
    form = declaration("Đơn yêu cầu hòa giải tranh chấp đất đai", COMMUNE)
    requester(form)
    form.step("tranh-chap", "Tranh chấp")
    form.section("Người bị yêu cầu")
    form.group("opponents", "Người tranh chấp với bạn", "Người", _opponent, least=1)
    form.section("Thửa đất tranh chấp")
    form.address("parcel_address", "Địa chỉ thửa đất", required=True)
    form.text("parcel_number", "Thửa đất số, tờ bản đồ số", half=True, longest=60)
    form.number("parcel_area", "Diện tích tranh chấp (m²)", least=0, half=True)
    form.area(
        "story",
        "Nội dung tranh chấp",
        required=True,
        longest=4000,
        help="Đất của ai, sử dụng từ khi nào, tranh chấp xảy ra thế nào.",
    )
    form.area("wish", "Yêu cầu giải quyết", required=True, longest=1000)
    form.files("evidence", "Giấy tờ, hình ảnh chứng minh")
    return ended(form, "1.012812")


def _opponent(boxes: Boxes) -> None:
    boxes.text("name", "Họ tên", required=True, longest=200)
    boxes.text("phone", "Số điện thoại", format="phone", half=True)
    boxes.address("address", "Địa chỉ", required=True)


def land_use_change() -> FormBuilder:
    """Đơn xin chuyển mục đích sử dụng đất (Mẫu số 01)."""
    form = declaration("Đơn đề nghị giao đất, cho thuê đất, chuyển mục đích sử dụng đất", COMMUNE)
    _owner(form)
    form.step("thua-dat", "Thửa đất và mục đích")
    form.section("Đề nghị")
    form.choice(
        "kind",
        "Đề nghị",
        {
            "chuyen_muc_dich": "Cho phép chuyển mục đích sử dụng đất",
            "giao_dat": "Giao đất",
            "thue_dat": "Cho thuê đất",
        },
        required=True,
    )
    form.section("Thửa đất, khu đất")
    form.address("parcel_address", "Địa điểm", required=True)
    form.text("parcel_number", "Thửa đất số, tờ bản đồ số", half=True, longest=60)
    form.number("parcel_area", "Diện tích (m²)", least=0, required=True, half=True)
    change = when("kind", "chuyen_muc_dich")
    form.text("use_from", "Loại đất hiện nay", required=True, half=True, visible_if=change, longest=100)
    form.text(
        "use_to", "Loại đất đề nghị chuyển sang", required=True, half=True, visible_if=change, longest=100
    )
    form.number(
        "area_change", "Diện tích chuyển mục đích (m²)", least=0, required=True, half=True, visible_if=change
    )
    form.text("purpose", "Để sử dụng vào mục đích", required=True, longest=300)
    form.text("term", "Thời hạn sử dụng đề nghị", half=True, longest=100)
    form.choice(
        "payment",
        "Phương thức trả tiền thuê đất",
        {"hang_nam": "Hằng năm", "mot_lan": "Một lần cho cả thời gian"},
        required=True,
        visible_if=when("kind", "thue_dat"),
    )
    return ended(form, "1.013949")


def forms() -> Iterator[Shipped]:
    """All of them."""
    for slug, codes, form in (
        ("bien-dong-dat-dai", ("1.013831",), land_change),
        ("bien-dong-doi-ten", ("1.013833",), land_person_change),
        ("tach-hop-thua", ("1.012784",), split_or_merge),
        ("cap-doi-giay-chung-nhan", ("1.012783",), certificate_exchange),
        ("cap-lai-giay-chung-nhan", ("1.012786",), certificate_lost),
        ("dang-ky-dat-lan-dau", ("1.013978",), land_first),
        ("hoa-giai-tranh-chap-dat", ("1.012812",), land_dispute),
        ("chuyen-muc-dich-dat", ("1.013949",), land_use_change),
    ):
        yield Shipped(slug, codes, SOURCE, form())
