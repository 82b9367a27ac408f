"""Official documents of the home centre's agency to be found: letters that came in, what is drafted in answer, a saved search."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.documents.facade import (
    Arrival,
    Asked,
    DraftIn,
    Routing,
    distribute,
    register_incoming,
    save_search,
    start_draft,
)
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import actor_for, holders


@dataclass(frozen=True)
class Letter:
    """A letter that came: its number, whose, what about, how many days ago it was signed, how urgent; what is drafted in answer."""

    number: str
    issuer: str
    subject: str
    days: int
    urgency: int = 0
    given: bool = False
    answer: str = ""


LETTERS = (
    Letter("1187/UBND-NC", "Ủy ban nhân dân tỉnh Đồng Tháp", "tăng cường kiểm tra công tác đăng ký hộ tịch sau sắp xếp đơn vị hành chính", 6, given=True, answer="Kết quả kiểm tra công tác đăng ký hộ tịch 9 tháng đầu năm 2026"),
    Letter("2215/STP-HCTP", "Sở Tư pháp", "rà soát việc đăng ký khai sinh quá hạn trên địa bàn", 5, given=True, answer="Rà soát việc đăng ký khai sinh quá hạn trên địa bàn phường"),
    Letter("876/SNNMT-QLĐĐ", "Sở Nông nghiệp và Môi trường", "đăng ký nhu cầu sử dụng đất năm 2027 để lập kế hoạch sử dụng đất", 4, given=True),
    Letter("145/KH-UBND", "Ủy ban nhân dân tỉnh Đồng Tháp", "Kế hoạch phòng, chống sạt lở bờ sông, xâm nhập mặn mùa khô 2026 - 2027", 4, urgency=1, given=True),
    Letter("3302/SYT-NVY", "Sở Y tế", "tăng cường phòng, chống dịch bệnh sốt xuất huyết", 3, urgency=2),
    Letter("98/TB-UBND", "Ủy ban nhân dân tỉnh Đồng Tháp", "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại phiên họp tháng 10 năm 2026", 3),
    Letter("54/GM-UBND", "Ủy ban nhân dân tỉnh Đồng Tháp", "họp giao ban công tác cải cách hành chính quý IV năm 2026", 2, urgency=1),
    Letter("671/SKHCN-CĐS", "Sở Khoa học và Công nghệ", "báo cáo mức độ sẵn sàng dùng dịch vụ công trực tuyến toàn trình", 2),
    Letter("409/SVHTTDL-QLVH", "Sở Văn hóa, Thể thao và Du lịch", "hướng dẫn tổ chức các hoạt động mừng Xuân Đinh Mùi 2027", 1),
    Letter("1290/SNV-CCHC", "Sở Nội vụ", "đăng ký mô hình, sáng kiến cải cách hành chính năm 2027", 1),
)  # fmt: skip
PLANS = (
    ("KH", "Kế hoạch cải cách hành chính năm 2027 của Ủy ban nhân dân phường",
     "I. Mục đích, yêu cầu\n\nNâng cao tỷ lệ hồ sơ giải quyết đúng hạn, tăng cường dịch vụ công trực tuyến.\n\nII. Nhiệm vụ\n\n| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |\n| 1 | Rà soát thủ tục hành chính | Văn phòng HĐND và UBND | Quý I |\n| 2 | Đánh giá mức độ hài lòng của người dân | Trung tâm Phục vụ hành chính công | Hằng quý |"),
    ("QĐ", "Quyết định kiện toàn Tổ công nghệ số cộng đồng phường",
     "Điều 1. Kiện toàn Tổ công nghệ số cộng đồng gồm các ông, bà có tên trong danh sách kèm theo.\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký."),
)  # fmt: skip
_ANSWER = "Thực hiện văn bản nêu trên, Ủy ban nhân dân phường đã tổ chức rà soát và báo cáo kết quả như sau:\n\n1. Kết quả thực hiện.\n\n2. Khó khăn, kiến nghị."


def load_correspondence(*, agency_id: int) -> int:
    """Play the letters and drafts of an agency; what is there already stays. How many documents there are of them."""
    office = tree().with_function(agency_id, UnitFunction.OFFICE)
    if office is None:
        return 0
    registry, leader = _first("registry", office.id), _first("leader", agency_id)
    officer = _first("officer", office.id)
    keys = [uuid5(NAMESPACE_URL, f"urn:congso:demo:letter:{agency_id}:{place}") for place in range(len(LETTERS))]
    begun = False
    for key, letter in zip(keys, LETTERS, strict=True):
        document = register_incoming(actor=registry, arrival=_arrival(letter, agency_id, key))
        if document.state != "received" or not letter.given:
            continue
        begun = True
        routing = Routing("Giao Văn phòng tham mưu, báo cáo kết quả.", main_unit_id=office.id,
                          due_on=clock.today() + timedelta(days=7))  # fmt: skip
        distribute(actor=leader, document_id=document.pk, seen_seq=None, routing=routing)
        if letter.answer:
            draft = DraftIn(type_code="BC", subject=letter.answer, body=_ANSWER, recipients=(letter.issuer, "Lưu: VT"))
            start_draft(actor=officer, draft=draft, relation=("answers", document.pk))
    if begun:
        _plans(officer)
    return len(LETTERS)


def _plans(officer: Actor) -> None:
    """A plan, a decision that is based on it, and a search that tells of new ones."""
    last = None
    for code, subject, body in PLANS:
        relation = ("based_on", last) if last else None
        last = start_draft(actor=officer, draft=DraftIn(type_code=code, subject=subject, body=body), relation=relation).pk
    save_search(actor=officer, name="Hộ tịch, khai sinh", asked=Asked(text="hộ tịch"), shared=True, notify=True)


def _first(role: str, unit_id: int) -> Actor:
    return actor_for(min(holders(role=role, unit_id=unit_id))[0])


def _arrival(letter: Letter, agency_id: int, key: object) -> Arrival:
    day = clock.today() - timedelta(days=letter.days)
    code = letter.number.partition("/")[2].partition("-")[0]
    plain = Arrival(key=uuid5(NAMESPACE_URL, str(key)), agency_id=agency_id, channel="paper", arrived_at=clock.now() - timedelta(minutes=30),
                    number_text=letter.number, issued_on=day, issuer_name=letter.issuer, subject=letter.subject, urgency=letter.urgency)  # fmt: skip
    return replace(plain, type_code=code if code in {"KH", "TB", "GM"} else "")
