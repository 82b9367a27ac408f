"""Births and the recognition of parents and children (khai sinh, nhận cha mẹ con): TT 04/2020/TT-BTP."""

from __future__ import annotations

from congso.foundation.forms.engine.building import FormBuilder, when

from .blocks import SEXES, civil_declaration, copies, ended, person, requester


def _child(form: FormBuilder, title: str = "Người được khai sinh", *, late: bool = False) -> None:
    form.step("nguoi-duoc-khai-sinh", title)
    form.section(title)
    form.text(
        "child_name",
        "Họ, chữ đệm, tên",
        required=True,
        longest=200,
        help="Viết đầy đủ như trong Giấy khai sinh.",
    )
    form.day("child_birth", "Ngày, tháng, năm sinh", required=True, past=True, half=True)
    form.choice("child_sex", "Giới tính", SEXES, required=True, half=True)
    form.text(
        "child_ethnicity",
        "Dân tộc",
        required=True,
        half=True,
        longest=60,
        help="Theo dân tộc của cha hoặc mẹ.",
    )
    form.text("child_nationality", "Quốc tịch", required=True, half=True, longest=60)
    form.text("birth_facility", "Cơ sở y tế nơi sinh", longest=200, help="Sinh tại nhà thì để trống.")
    form.address("birth_place", "Nơi sinh", required=True)
    form.address(
        "home_town",
        "Quê quán",
        required=True,
        help="Theo quê quán của cha hoặc mẹ, theo thỏa thuận hoặc tập quán.",
    )
    if late:
        form.text("child_identity", "Số định danh cá nhân (nếu đã có)", format="identity", half=True)
        form.area("evidence", "Giấy tờ, hồ sơ đã có ghi các nội dung trên", required=True, longest=1000)


def _parents(form: FormBuilder) -> None:
    form.step("cha-me", "Cha, mẹ")
    for prefix, who in (("mother", "Mẹ"), ("father", "Cha")):
        form.section(who)
        ask = f"{prefix}_known"
        form.choice(
            ask,
            f"Khai thông tin của {who.lower()}?",
            {"yes": "Có", "no": f"Chưa xác định được {who.lower()}"},
            required=True,
        )
        person(form, prefix, f"của {who.lower()}", visible_if=when(ask, "yes"))


def birth() -> FormBuilder:
    """Tờ khai đăng ký khai sinh."""
    form = civil_declaration("Tờ khai đăng ký khai sinh", "khai-sinh")
    requester(form, relation="Quan hệ với người được khai sinh")
    _child(form)
    _parents(form)
    copies(form, "bản sao Giấy khai sinh")
    return ended(form, "1.001193", needed=("giay chung sinh;",))


def birth_with_papers() -> FormBuilder:
    """Tờ khai đăng ký khai sinh cho người đã có hồ sơ, giấy tờ cá nhân."""
    form = civil_declaration("Tờ khai đăng ký khai sinh cho người đã có hồ sơ, giấy tờ cá nhân", "khai-sinh")
    requester(form, relation="Quan hệ với người được khai sinh")
    _child(form, late=True)
    _parents(form)
    copies(form, "bản sao Giấy khai sinh")
    return ended(form, "1.004772", needed=("van ban cam doan", "ban sao toan bo"))


def birth_again() -> FormBuilder:
    """Tờ khai đăng ký lại khai sinh."""
    form = civil_declaration("Tờ khai đăng ký lại khai sinh", "khai-sinh")
    requester(form, relation="Quan hệ với người được khai sinh")
    _child(form)
    form.section("Đã đăng ký khai sinh trước đây")
    form.text("earlier_office", "Nơi đã đăng ký khai sinh", required=True, longest=300)
    form.part_day("earlier_date", "Ngày đăng ký", half=True)
    form.text("earlier_number", "Giấy khai sinh số, quyển số (nếu nhớ)", half=True, longest=100)
    form.area("reason", "Lý do đăng ký lại", required=True, longest=500)
    _parents(form)
    copies(form, "bản sao Giấy khai sinh")
    return ended(form, "1.004884")


def birth_joint() -> FormBuilder:
    """Tờ khai liên thông khai sinh, thường trú, thẻ bảo hiểm y tế."""
    form = civil_declaration(
        "Tờ khai liên thông: khai sinh, thường trú, thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi", "khai-sinh"
    )
    requester(form, relation="Quan hệ với trẻ")
    _child(form, "Trẻ được khai sinh")
    _parents(form)
    form.step("lien-thong", "Thường trú, bảo hiểm y tế")
    form.section("Đăng ký thường trú")
    form.choice(
        "residence",
        "Đăng ký thường trú cho trẻ",
        {"yes": "Có", "no": "Không, chỉ khai sinh và bảo hiểm y tế"},
        required=True,
    )
    residence = when("residence", "yes")
    form.text("household_head", "Họ tên chủ hộ", required=True, half=True, visible_if=residence, longest=200)
    form.text(
        "household_head_identity",
        "Số định danh của chủ hộ",
        format="identity",
        required=True,
        half=True,
        visible_if=residence,
    )
    form.text(
        "household_relation", "Quan hệ của trẻ với chủ hộ", required=True, visible_if=residence, longest=100
    )
    form.address("household_address", "Nơi đăng ký thường trú", required=True, visible_if=residence)
    form.section("Thẻ bảo hiểm y tế")
    form.text("hospital", "Nơi đăng ký khám chữa bệnh ban đầu", required=True, longest=300)
    copies(form, "bản sao Giấy khai sinh")
    return ended(form, "2.001023")


def _recognition(form: FormBuilder) -> None:
    form.step("cac-ben", "Người nhận và người được nhận")
    form.section("Việc nhận")
    form.choice("recognition", "Đề nghị đăng ký việc", {
        "cha": "Nhận cha", "me": "Nhận mẹ", "con": "Nhận con"}, required=True)  # fmt: skip
    form.section("Người nhận cha, mẹ, con")
    person(form, "claimant", "người nhận")
    form.section("Người được nhận là cha, mẹ, con")
    person(form, "claimed", "người được nhận")
    form.section("Quan hệ và ý kiến")
    form.area("recognition_reason", "Căn cứ chứng minh quan hệ cha, mẹ, con", required=True, longest=1000)
    form.text(
        "other_parent",
        "Ý kiến của người hiện là cha hoặc mẹ, hoặc của con đủ 15 tuổi",
        longest=500,
        help="Ghi họ tên và “đồng ý” nếu có.",
    )


def recognition() -> FormBuilder:
    """Tờ khai đăng ký nhận cha, mẹ, con."""
    form = civil_declaration("Tờ khai đăng ký nhận cha, mẹ, con")
    requester(form, relation="Quan hệ với người nhận cha, mẹ, con")
    _recognition(form)
    copies(form, "bản sao Trích lục đăng ký nhận cha, mẹ, con")
    return ended(form, "1.001022")


def birth_recognition() -> FormBuilder:
    """Khai sinh kết hợp nhận cha, mẹ, con."""
    form = civil_declaration("Tờ khai đăng ký khai sinh kết hợp nhận cha, mẹ, con", "khai-sinh")
    requester(form, relation="Quan hệ với người được khai sinh")
    _child(form)
    _parents(form)
    _recognition(form)
    copies(form, "bản sao")
    return ended(form, "1.000689", needed=("giay chung sinh;",))
