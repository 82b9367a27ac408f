"""Civil status (hộ tịch): after the declarations of TT 04/2020/TT-BTP and its amendments."""

from __future__ import annotations

from collections.abc import Iterator

from congso.foundation.forms.engine.building import Boxes, FormBuilder, any_of, when

from .births import birth, birth_again, birth_joint, birth_recognition, birth_with_papers, recognition
from .blocks import Shipped, civil_declaration, copies, ended, person, requester

SOURCE = "tờ khai ban hành kèm Thông tư 04/2020/TT-BTP (sửa đổi 2025)"
RECORDS = {
    "khai_sinh": "Khai sinh", "ket_hon": "Kết hôn", "khai_tu": "Khai tử", "nhan_cha_me_con": "Nhận cha, mẹ, con",
    "giam_ho": "Giám hộ", "thay_doi": "Thay đổi, cải chính hộ tịch", "hon_nhan": "Tình trạng hôn nhân", "khac": "Việc hộ tịch khác",
}  # fmt: skip


def death() -> FormBuilder:
    """Tờ khai đăng ký khai tử."""
    form = civil_declaration("Tờ khai đăng ký khai tử", "khai-tu")
    requester(form, relation="Quan hệ với người đã chết")
    _dead(form)
    form.section("Giấy báo tử hoặc giấy tờ thay thế")
    form.text("notice_number", "Số", half=True, longest=60)
    form.day("notice_date", "Ngày cấp", past=True, half=True)
    form.text("notice_office", "Cơ quan cấp", longest=300)
    copies(form, "bản sao Trích lục khai tử")
    return ended(form, "1.000656")


def _dead(form: FormBuilder) -> None:
    form.step("nguoi-chet", "Người đã chết")
    form.section("Người đã chết")
    person(form, "dead", "", sex=True, home="Nơi cư trú cuối cùng")
    form.section("Việc chết")
    form.text("death_time", "Giờ, phút chết (nếu biết)", half=True, longest=30, help="Ví dụ: 14 giờ 30 phút")
    form.part_day("death_date", "Ngày, tháng, năm chết", required=True, half=True)
    form.text("death_place", "Nơi chết", required=True, longest=300)
    form.text("death_cause", "Nguyên nhân chết", required=True, longest=300)


def death_again() -> FormBuilder:
    """Tờ khai đăng ký lại khai tử."""
    form = civil_declaration("Tờ khai đăng ký lại khai tử", "khai-tu")
    requester(form, relation="Quan hệ với người đã chết")
    _dead(form)
    form.section("Đã đăng ký khai tử trước đây")
    form.text("earlier_office", "Nơi đã đăng ký khai tử", required=True, longest=300)
    form.part_day("earlier_date", "Ngày đăng ký", half=True)
    form.text("earlier_number", "Giấy chứng tử số, quyển số (nếu nhớ)", half=True, longest=100)
    copies(form, "bản sao Trích lục khai tử")
    return ended(form, "1.005461")


def _couple(form: FormBuilder, *, times: bool = True) -> None:
    for prefix, who, key in (("bride", "Bên nữ", "ben-nu"), ("groom", "Bên nam", "ben-nam")):
        form.step(key, who)
        form.section(who)
        person(form, prefix, "")
        form.text(f"{prefix}_identity_issue", "Nơi cấp, ngày cấp giấy tờ tùy thân", half=True, longest=200)
        if times:
            form.number(
                f"{prefix}_times",
                "Kết hôn lần thứ mấy",
                whole=True,
                least=1,
                most=20,
                required=True,
                half=True,
            )
            form.choice(f"{prefix}_before", "Tình trạng hôn nhân trước khi đăng ký", {
                "chua": "Chưa kết hôn với ai", "ly_hon": "Đã ly hôn", "goa": "Vợ hoặc chồng đã chết"}, required=True)  # fmt: skip
            form.text(f"{prefix}_before_paper", "Bản án, quyết định ly hôn hoặc giấy chứng tử (số, ngày, nơi cấp)", required=True,
                      visible_if=when(f"{prefix}_before", ["ly_hon", "goa"], "in"), longest=300)  # fmt: skip


def marriage() -> FormBuilder:
    """Tờ khai đăng ký kết hôn."""
    form = civil_declaration("Tờ khai đăng ký kết hôn", "ket-hon")
    requester(form, title="Người nộp hồ sơ")
    _couple(form)
    form.section("Cam đoan của hai bên")
    form.yes(
        "voluntary",
        "Việc kết hôn của chúng tôi là tự nguyện, không vi phạm quy định của Luật Hôn nhân và gia đình.",
        required=True,
    )
    copies(form, "bản sao Trích lục kết hôn")
    return ended(form, "1.000894")


def marriage_again() -> FormBuilder:
    """Tờ khai đăng ký lại kết hôn."""
    form = civil_declaration("Tờ khai đăng ký lại kết hôn", "ket-hon")
    requester(form, title="Người nộp hồ sơ")
    _couple(form, times=False)
    form.section("Đã đăng ký kết hôn trước đây")
    form.text("earlier_office", "Nơi đã đăng ký kết hôn", required=True, longest=300)
    form.part_day("earlier_date", "Ngày đăng ký", required=True, half=True)
    form.text("earlier_number", "Giấy chứng nhận kết hôn số, quyển số (nếu nhớ)", half=True, longest=100)
    form.area("reason", "Lý do đăng ký lại", required=True, longest=500)
    copies(form, "bản sao Trích lục kết hôn")
    return ended(form, "1.004746")


def guardianship() -> FormBuilder:
    """Tờ khai đăng ký giám hộ."""
    form = civil_declaration("Tờ khai đăng ký giám hộ")
    requester(form)
    form.step("giam-ho", "Người giám hộ, người được giám hộ")
    form.section("Người giám hộ")
    form.choice(
        "guardian_kind", "Người giám hộ là", {"ca_nhan": "Cá nhân", "phap_nhan": "Pháp nhân"}, required=True
    )
    person(form, "guardian", "người giám hộ", sex=True, visible_if=when("guardian_kind", "ca_nhan"))
    form.text(
        "guardian_body",
        "Tên pháp nhân, địa chỉ, người đại diện",
        required=True,
        visible_if=when("guardian_kind", "phap_nhan"),
        longest=500,
    )
    form.section("Người được giám hộ")
    person(form, "ward", "người được giám hộ", sex=True)
    form.section("Lý do")
    form.choice(
        "guardian_type",
        "Loại giám hộ",
        {"duong_nhien": "Giám hộ đương nhiên", "cu": "Giám hộ cử", "toa_an": "Giám hộ do Tòa án chỉ định"},
        required=True,
    )
    form.area("reason", "Lý do giám hộ", required=True, longest=500)
    form.group("property", "Tài sản của người được giám hộ (nếu có)", "Tài sản", _property)
    copies(form, "bản sao Trích lục đăng ký giám hộ")
    return ended(form, "1.004837")


def _property(boxes: Boxes) -> None:
    boxes.text("name", "Tên tài sản", required=True, longest=200)
    boxes.text("state", "Số lượng, tình trạng", half=True, longest=200)
    boxes.money("value", "Giá trị (đồng)", half=True)


def guardianship_end() -> FormBuilder:
    """Tờ khai đăng ký chấm dứt giám hộ."""
    form = civil_declaration("Tờ khai đăng ký chấm dứt giám hộ")
    requester(form)
    form.step("giam-ho", "Việc giám hộ")
    form.section("Người giám hộ")
    person(form, "guardian", "người giám hộ")
    form.section("Người được giám hộ")
    person(form, "ward", "người được giám hộ")
    form.section("Việc chấm dứt")
    form.text("earlier_number", "Trích lục, quyết định giám hộ số, ngày, nơi cấp", required=True, longest=300)
    form.area("reason", "Lý do chấm dứt giám hộ", required=True, longest=500)
    copies(form, "bản sao Trích lục đăng ký chấm dứt giám hộ")
    return ended(form, "1.004845", needed=("giay to lam can cu",))


def supervision() -> FormBuilder:
    """Tờ khai đăng ký giám sát việc giám hộ."""
    form = civil_declaration("Tờ khai đăng ký giám sát việc giám hộ")
    requester(form)
    form.step("giam-sat", "Các bên")
    form.section("Người giám sát việc giám hộ")
    person(form, "supervisor", "người giám sát")
    form.section("Người giám hộ")
    person(form, "guardian", "người giám hộ")
    form.section("Người được giám hộ")
    person(form, "ward", "người được giám hộ")
    form.section("Lý do")
    form.area("reason", "Lý do đăng ký giám sát", required=True, longest=500)
    return ended(form, "3.000323", needed=("van ban la can cu",))


def correction() -> FormBuilder:
    """Tờ khai thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc."""
    form = civil_declaration("Tờ khai thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc")
    requester(form, relation="Quan hệ với người được thay đổi, cải chính")
    form.step("noi-dung", "Nội dung đề nghị")
    form.section("Người được thay đổi, cải chính")
    person(form, "subject", "", sex=True)
    form.section("Nội dung")
    form.choices("request_kind", "Đề nghị việc", {
        "thay_doi": "Thay đổi hộ tịch", "cai_chinh": "Cải chính hộ tịch", "bo_sung": "Bổ sung thông tin hộ tịch",
        "dan_toc": "Xác định lại dân tộc"}, required=True, least=1)  # fmt: skip
    form.choice("record", "Giấy tờ hộ tịch cần sửa", RECORDS, required=True, half=True)
    form.text("record_number", "Số, quyển số, ngày, nơi đăng ký", required=True, half=True, longest=300)
    form.group("changes", "Nội dung thay đổi", "Nội dung", _change, least=1)
    form.area("reason", "Lý do", required=True, longest=1000)
    form.text("consent", "Ý kiến của người được thay đổi (đủ 9 tuổi trở lên)", longest=300, visible_if=any_of(
        when("request_kind", "thay_doi"), when("request_kind", "dan_toc")), help="Ghi họ tên và “đồng ý”.")  # fmt: skip
    copies(form, "bản sao Trích lục thay đổi, cải chính hộ tịch")
    return ended(form, "1.004859", needed=("giay to lam can cu",))


def _change(boxes: Boxes) -> None:
    boxes.text(
        "item", "Thông tin cần sửa", required=True, longest=200, help="Ví dụ: tên đệm, ngày sinh của cha."
    )
    boxes.text("old", "Đang ghi là", half=True, longest=300)
    boxes.text("new", "Đề nghị ghi là", required=True, half=True, longest=300)


def marital_status() -> FormBuilder:
    """Tờ khai cấp Giấy xác nhận tình trạng hôn nhân."""
    form = civil_declaration("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", "tinh-trang-hon-nhan")
    requester(form, relation="Quan hệ với người được xác nhận")
    form.step("nguoi-duoc-xac-nhan", "Người được xác nhận")
    form.section("Người được xác nhận tình trạng hôn nhân")
    person(form, "subject", "", sex=True, prefill=True)
    form.section("Thời gian cư trú cần xác nhận")
    form.text("period_place", "Trong thời gian cư trú tại", required=True, longest=300)
    form.part_day("period_from", "Từ ngày", half=True)
    form.part_day("period_to", "Đến ngày", half=True)
    form.step("tinh-trang", "Tình trạng và mục đích")
    form.section("Tình trạng hôn nhân")
    form.choice("status", "Tình trạng hôn nhân trong thời gian đó", {
        "chua": "Chưa đăng ký kết hôn với ai", "co": "Hiện đang có vợ hoặc chồng", "ly_hon": "Đã ly hôn, chưa kết hôn với ai",
        "goa": "Vợ hoặc chồng đã chết, chưa kết hôn với ai"}, required=True)  # fmt: skip
    form.text(
        "spouse",
        "Họ tên vợ hoặc chồng",
        required=True,
        visible_if=when("status", ["co", "goa"], "in"),
        longest=200,
    )
    form.text("status_paper", "Giấy chứng nhận kết hôn, bản án ly hôn hoặc giấy chứng tử (số, ngày, nơi cấp)", required=True,
              visible_if=when("status", ["co", "ly_hon", "goa"], "in"), longest=300)  # fmt: skip
    form.section("Mục đích sử dụng")
    form.choice(
        "purpose", "Giấy xác nhận dùng để", {"ket_hon": "Kết hôn", "khac": "Mục đích khác"}, required=True
    )
    marry = when("purpose", "ket_hon")
    form.text("partner_name", "Kết hôn với (họ, chữ đệm, tên)", required=True, visible_if=marry, longest=200)
    form.part_day("partner_birth", "Ngày sinh của người đó", half=True, visible_if=marry)
    form.text(
        "partner_identity", "Giấy tờ tùy thân của người đó", format="identity", half=True, visible_if=marry
    )
    form.text("marriage_office", "Nơi dự định đăng ký kết hôn", required=True, visible_if=marry, longest=300)
    form.text("purpose_other", "Mục đích cụ thể", required=True, visible_if=when("purpose", "khac"), longest=300, help=(
        "Ví dụ: mua bán nhà đất, vay vốn. Giấy cấp cho mục đích khác không dùng để kết hôn được."))  # fmt: skip
    return ended(form, "1.004873")


def extract() -> FormBuilder:
    """Tờ khai cấp bản sao trích lục hộ tịch."""
    form = civil_declaration("Tờ khai cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh")
    requester(form, relation="Quan hệ với người được cấp bản sao")
    form.step("noi-dung", "Bản sao cần cấp")
    form.section("Người có tên trong giấy tờ hộ tịch")
    person(form, "subject", "", sex=True, prefill=True)
    form.section("Giấy tờ hộ tịch")
    form.choice("record", "Loại việc hộ tịch", RECORDS, required=True)
    form.text(
        "record_other", "Việc hộ tịch cụ thể", required=True, visible_if=when("record", "khac"), longest=200
    )
    form.text("record_office", "Đã đăng ký tại", required=True, longest=300)
    form.part_day("record_date", "Ngày đăng ký", half=True)
    form.text("record_number", "Số, quyển số (nếu nhớ)", half=True, longest=100)
    form.number("copies_count", "Số lượng bản sao", whole=True, least=1, most=50, required=True, half=True)
    form.text("purpose", "Mục đích sử dụng", half=True, longest=200)
    return ended(form, "2.000635")


def information() -> FormBuilder:
    """Phiếu yêu cầu xác nhận thông tin hộ tịch."""
    form = civil_declaration("Phiếu đề nghị xác nhận thông tin hộ tịch")
    requester(form, relation="Quan hệ với người được xác nhận")
    form.step("noi-dung", "Thông tin cần xác nhận")
    form.section("Người có thông tin cần xác nhận")
    person(form, "subject", "", sex=True, prefill=True)
    form.section("Thông tin")
    form.choice("record", "Loại việc hộ tịch", RECORDS, required=True)
    form.area("details", "Thông tin hộ tịch cần xác nhận", required=True, longest=1000)
    form.text("purpose", "Mục đích xác nhận", required=True, longest=300)
    return ended(form, "2.002516", needed=("giay to, tai lieu",))


def recording_marriage() -> FormBuilder:
    """Ghi vào Sổ hộ tịch việc kết hôn đã giải quyết ở nước ngoài."""
    form = civil_declaration("Tờ khai ghi vào Sổ hộ tịch việc kết hôn đã giải quyết ở nước ngoài", "ket-hon")
    requester(form, title="Người nộp hồ sơ")
    _couple(form, times=False)
    form.section("Việc kết hôn ở nước ngoài")
    form.text("foreign_office", "Cơ quan nước ngoài đã giải quyết", required=True, longest=300)
    form.day("foreign_date", "Ngày giải quyết", required=True, past=True, half=True)
    form.text("foreign_number", "Số giấy tờ", required=True, half=True, longest=100)
    copies(form, "bản sao Trích lục ghi chú kết hôn")
    return ended(form, "2.002189", needed=("ban sao giay to chung nhan",))


def recording_divorce() -> FormBuilder:
    """Ghi vào Sổ hộ tịch việc ly hôn, hủy việc kết hôn đã giải quyết ở nước ngoài."""
    form = civil_declaration(
        "Tờ khai ghi vào Sổ hộ tịch việc ly hôn, hủy việc kết hôn đã giải quyết ở nước ngoài"
    )
    requester(form)
    form.step("hai-ben", "Hai bên và bản án")
    form.section("Người yêu cầu ghi chú")
    person(form, "subject", "", sex=True, prefill=True)
    form.section("Bên kia")
    person(form, "other", "bên kia", identity=True)
    form.section("Bản án, quyết định")
    form.choice("kind", "Việc đã giải quyết", {"ly_hon": "Ly hôn", "huy": "Hủy việc kết hôn"}, required=True)
    form.text("judgement_office", "Cơ quan nước ngoài", required=True, longest=300)
    form.text("judgement_number", "Số bản án, quyết định", required=True, half=True, longest=100)
    form.day("judgement_date", "Ngày có hiệu lực", required=True, past=True, half=True)
    copies(form, "bản sao Trích lục ghi chú ly hôn")
    return ended(form, "2.000554", needed=("ban sao ban an",))


def adoption() -> FormBuilder:
    """Đơn xin nhận con nuôi trong nước."""
    form = civil_declaration("Đơn xin nhận con nuôi trong nước")
    requester(form, title="Người nhận con nuôi")
    form.section("Hoàn cảnh của người nhận con nuôi")
    form.choice(
        "parent_state",
        "Tình trạng hôn nhân",
        {"doc_than": "Độc thân", "ket_hon": "Có vợ hoặc chồng, cùng nhận con nuôi"},
        required=True,
    )
    person(form, "spouse", "vợ hoặc chồng", visible_if=when("parent_state", "ket_hon"))
    form.text("job", "Nghề nghiệp, nơi làm việc", required=True, longest=300)
    form.money("income", "Thu nhập mỗi tháng (đồng)", required=True, half=True)
    form.text("housing", "Chỗ ở", required=True, half=True, longest=300)
    form.step("tre", "Người được nhận làm con nuôi")
    form.section("Người được nhận làm con nuôi")
    person(form, "child", "", sex=True)
    form.choice(
        "child_place",
        "Hiện đang sống với",
        {"gia_dinh": "Cha, mẹ đẻ hoặc người giám hộ", "co_so": "Cơ sở nuôi dưỡng"},
        required=True,
    )
    form.text(
        "child_facility",
        "Tên, địa chỉ cơ sở nuôi dưỡng",
        required=True,
        visible_if=when("child_place", "co_so"),
        longest=300,
    )
    form.area("reason", "Lý do nhận con nuôi", required=True, longest=1000)
    form.yes(
        "promise",
        "Tôi cam kết chăm sóc, nuôi dưỡng, giáo dục con nuôi và báo cáo tình hình sáu tháng một lần trong ba năm.",
        required=True,
    )
    return ended(
        form, "2.001263", needed=("giay kham suc khoe", "van ban xac nhan", "02 anh", "giay khai sinh")
    )


def forms() -> Iterator[Shipped]:
    """All of them."""
    for slug, codes, form in (
        ("khai-sinh", ("1.001193", "1.003583", "2.000528", "1.000110"), birth),
        ("khai-sinh-da-co-giay-to", ("1.004772", "1.000893"), birth_with_papers),
        ("dang-ky-lai-khai-sinh", ("1.004884", "2.000522"), birth_again),
        ("khai-sinh-lien-thong", ("2.001023", "2.000986"), birth_joint),
        ("khai-tu", ("1.000656", "1.000419", "1.001766", "1.004827"), death),
        ("dang-ky-lai-khai-tu", ("1.005461", "2.000497"), death_again),
        ("ket-hon", ("1.000894", "1.000593", "2.000806", "1.000094"), marriage),
        ("dang-ky-lai-ket-hon", ("1.004746", "2.000513"), marriage_again),
        ("nhan-cha-me-con", ("1.001022", "2.000779", "1.000080"), recognition),
        ("khai-sinh-nhan-cha-me-con", ("1.000689", "1.001695"), birth_recognition),
        ("giam-ho", ("1.004837", "1.001669"), guardianship),
        ("cham-dut-giam-ho", ("1.004845", "2.000756"), guardianship_end),
        ("giam-sat-giam-ho", ("3.000323",), supervision),
        ("cai-chinh-ho-tich", ("1.004859", "2.000748"), correction),
        ("tinh-trang-hon-nhan", ("1.004873",), marital_status),
        ("trich-luc-ho-tich", ("2.000635",), extract),
        ("xac-nhan-thong-tin-ho-tich", ("2.002516",), information),
        ("ghi-so-ket-hon", ("2.002189",), recording_marriage),
        ("ghi-so-ly-hon", ("2.000554",), recording_divorce),
    ):
        yield Shipped(slug, codes, SOURCE, form())
    yield Shipped("nuoi-con-nuoi", ("2.001263",), "mẫu TP/CN của Thông tư 10/2020/TT-BTP", adoption())
