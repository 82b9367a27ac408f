"""Certification, land, household businesses, building permits."""

from __future__ import annotations

from collections.abc import Iterator

from congso.core.text import fold
from congso.foundation.forms.engine.building import Boxes, FormBuilder, any_of, when

from .blocks import STATEMENT, Shipped, ended, person, requester

COMMUNE, LAND_OFFICE = "Ủy ban nhân dân cấp xã", "Chi nhánh Văn phòng đăng ký đất đai"


def _form(title: str, to: str, print_name: str = "to-khai", statement: str = STATEMENT) -> FormBuilder:
    return FormBuilder(title, addressee=to, statement=statement, print_template=f"procedures/{print_name}")


# --- Certification (chứng thực), NĐ 23/2015/NĐ-CP and its amendments ---


def _document(boxes: Boxes) -> None:
    boxes.text("name", "Tên giấy tờ, văn bản", required=True, longest=300)
    boxes.text("issuer", "Cơ quan cấp, số, ngày", half=True, longest=300)
    boxes.number("pages", "Số trang", whole=True, least=1, most=2000, half=True)
    boxes.number("copies", "Số bản cần chứng thực", whole=True, least=1, most=100, required=True, half=True)
    boxes.files("scan", "Bản chụp giấy tờ (nếu muốn gửi trước)")


def certified_copies() -> FormBuilder:
    """Chứng thực bản sao từ bản chính."""
    form = _form("Phiếu yêu cầu chứng thực bản sao từ bản chính", COMMUNE)
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
    form = _form("Phiếu yêu cầu chứng thực chữ ký", COMMUNE)
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
    form = _form("Phiếu yêu cầu chứng thực hợp đồng, giao dịch", COMMUNE)
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
    return ended(form, "2.001035")


def will() -> FormBuilder:
    """Chứng thực di chúc."""
    form = _form("Phiếu yêu cầu chứng thực di chúc", COMMUNE)
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
    return ended(form, "2.001019")


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
    form = _form("Phiếu yêu cầu chứng thực văn bản từ chối nhận di sản", COMMUNE)
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
    return ended(form, "2.001016")


def copy_from_original_book() -> FormBuilder:
    """Cấp bản sao từ sổ gốc."""
    form = _form("Phiếu yêu cầu cấp bản sao từ sổ gốc", "Cơ quan đang quản lý sổ gốc")
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


# --- Land (đất đai), NĐ 151/2025/NĐ-CP ---


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
    form = _form("Đơn đăng ký biến động đất đai, tài sản gắn liền với đất", LAND_OFFICE)
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
    return ended(form, "1.013831", case="chuyen doi, chuyen nhuong")


def _party_land(boxes: Boxes) -> None:
    boxes.text("name", "Họ tên", required=True, longest=200)
    boxes.text("identity", "Số định danh hoặc giấy tờ tùy thân", format="identity", required=True, half=True)
    boxes.text("phone", "Số điện thoại", format="phone", half=True)
    boxes.address("address", "Địa chỉ", required=True)


def land_person_change() -> FormBuilder:
    """Đăng ký biến động do đổi tên, thông tin người sử dụng đất."""
    form = _form("Đơn đăng ký biến động do đổi tên, thay đổi thông tin", LAND_OFFICE)
    _owner(form)
    form.step("thua-dat", "Thửa đất và thay đổi")
    _parcel(form)
    form.section("Thông tin thay đổi")
    form.choices("what", "Thay đổi về", {
        "ten": "Họ tên, tên tổ chức", "giay_to": "Số định danh, giấy tờ tùy thân", "dia_chi": "Địa chỉ", "dien_tich": "Diện tích, kích thước do sạt lở tự nhiên",
        "han_che": "Hạn chế quyền sử dụng"}, required=True, least=1)  # fmt: skip
    form.area("before", "Thông tin cũ", required=True, longest=1000)
    form.area("after", "Thông tin mới", required=True, longest=1000)
    return ended(form, "1.013833")


def split_or_merge() -> FormBuilder:
    """Đơn đề nghị tách thửa, hợp thửa (Mẫu số 21)."""
    form = _form("Đơn đề nghị tách thửa đất, hợp thửa đất", LAND_OFFICE)
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
    return ended(form, "1.012784")


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
    form = _form("Đơn đề nghị cấp đổi Giấy chứng nhận", LAND_OFFICE)
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
    return ended(form, "1.012783")


def certificate_lost() -> FormBuilder:
    """Cấp lại Giấy chứng nhận do bị mất."""
    form = _form("Đơn đề nghị cấp lại Giấy chứng nhận do bị mất", LAND_OFFICE)
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
    form = _form("Đơn đăng ký đất đai, tài sản gắn liền với đất lần đầu", COMMUNE)
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
    form = _form("Đơn yêu cầu hòa giải tranh chấp đất đai", COMMUNE)
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
    form = _form("Đơn đề nghị giao đất, cho thuê đất, chuyển mục đích sử dụng đất", COMMUNE)
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


# --- Household businesses (hộ kinh doanh), NĐ 168/2025/NĐ-CP, TT 68/2025/TT-BTC ---

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
    form = _form("Giấy đề nghị đăng ký hộ kinh doanh", BUSINESS, "ho-kinh-doanh", BUSINESS_STATEMENT)
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
    form = _form("Thông báo thay đổi nội dung đăng ký hộ kinh doanh", BUSINESS, statement=BUSINESS_STATEMENT)
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
    form = _form(
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
    form = _form("Thông báo chấm dứt hoạt động hộ kinh doanh", BUSINESS, statement=BUSINESS_STATEMENT)
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
    form = _form(
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


# --- Building permits (cấp giấy phép xây dựng), NĐ 175/2024/NĐ-CP, Phụ lục II ---


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
    return ended(
        form, code, case="nha o rieng le", keep=lambda paper: "giay phep sua chua" not in fold(paper.name)
    )


def permit() -> FormBuilder:
    """Đơn đề nghị cấp giấy phép xây dựng nhà ở riêng lẻ (Mẫu số 01)."""
    form = _form("Đơn đề nghị cấp giấy phép xây dựng nhà ở riêng lẻ", COMMUNE)
    _owner_of_works(form)
    _house(form)
    return _house_papers(form, "1.013225")


def permit_repair() -> FormBuilder:
    """Đơn đề nghị cấp giấy phép sửa chữa, cải tạo."""
    form = _form("Đơn đề nghị cấp giấy phép sửa chữa, cải tạo nhà ở riêng lẻ", COMMUNE)
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
    form = _form("Đơn đề nghị gia hạn giấy phép xây dựng", COMMUNE)
    _owner_of_works(form)
    _permit_block(form)
    form.day("expires_on", "Giấy phép hết hạn khởi công ngày", required=True, half=True)
    form.number(
        "extension", "Đề nghị gia hạn thêm (tháng)", whole=True, least=1, most=12, required=True, half=True
    )
    form.area("reason", "Lý do chưa khởi công", required=True, longest=500)
    return ended(form, "1.013227")


def permit_adjustment() -> FormBuilder:
    """Đơn đề nghị điều chỉnh giấy phép xây dựng."""
    form = _form("Đơn đề nghị điều chỉnh giấy phép xây dựng nhà ở riêng lẻ", COMMUNE)
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
    form = _form("Đơn đề nghị cấp lại giấy phép xây dựng", COMMUNE)
    _owner_of_works(form)
    _permit_block(form)
    form.choice("lost", "Lý do cấp lại", {"mat": "Bị mất", "rach": "Bị rách, nát"}, required=True)
    form.area("reason", "Hoàn cảnh", required=True, longest=500)
    return ended(form, "1.013228")


def forms() -> Iterator[Shipped]:
    """All of them."""
    certification = "mẫu phiếu của nơi chứng thực theo Nghị định 23/2015/NĐ-CP (sửa đổi 2025)"
    land = "mẫu đơn của Nghị định 151/2025/NĐ-CP"
    business = "mẫu của Nghị định 168/2025/NĐ-CP và Thông tư 68/2025/TT-BTC"
    building = "Mẫu số 01, Phụ lục II, Nghị định 175/2024/NĐ-CP"
    for slug, codes, source, form in (
        ("chung-thuc-ban-sao", ("2.000815",), certification, certified_copies),
        ("chung-thuc-chu-ky", ("2.000884",), certification, certified_signature),
        ("chung-thuc-giao-dich", ("2.001035",), certification, certified_deal),
        ("chung-thuc-di-chuc", ("2.001019",), certification, will),
        ("tu-choi-di-san", ("2.001016",), certification, refusal_of_inheritance),
        ("ban-sao-tu-so-goc", ("2.000908",), certification, copy_from_original_book),
        ("bien-dong-dat-dai", ("1.013831",), land, land_change),
        ("bien-dong-doi-ten", ("1.013833",), land, land_person_change),
        ("tach-hop-thua", ("1.012784",), land, split_or_merge),
        ("cap-doi-giay-chung-nhan", ("1.012783",), land, certificate_exchange),
        ("cap-lai-giay-chung-nhan", ("1.012786",), land, certificate_lost),
        ("dang-ky-dat-lan-dau", ("1.013978",), land, land_first),
        ("hoa-giai-tranh-chap-dat", ("1.012812",), land, land_dispute),
        ("chuyen-muc-dich-dat", ("1.013949",), land, land_use_change),
        ("ho-kinh-doanh-thanh-lap", ("1.001612",), business, household_business),
        ("ho-kinh-doanh-thay-doi", ("2.000720",), business, business_change),
        ("ho-kinh-doanh-tam-ngung", ("1.001570",), business, business_pause),
        ("ho-kinh-doanh-cham-dut", ("1.001266",), business, business_end),
        ("ho-kinh-doanh-cap-lai", ("2.000575",), business, business_reissue),
        ("giay-phep-xay-dung", ("1.013225",), building, permit),
        ("giay-phep-sua-chua", ("1.013229",), building, permit_repair),
        ("giay-phep-gia-han", ("1.013227",), building, permit_extension),
        ("giay-phep-dieu-chinh", ("1.013226",), building, permit_adjustment),
        ("giay-phep-cap-lai", ("1.013228",), building, permit_reissue),
    ):
        yield Shipped(slug, codes, source, form())
