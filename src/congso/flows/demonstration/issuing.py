"""Two decisions of the home ward, signed, sealed and issued by its own people with their keys."""

from __future__ import annotations

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.documents.facade import (
    DraftIn,
    Outside,
    issue_document,
    seal_outgoing,
    send_on,
    set_symbol_rule,
    sign_outgoing,
    start_draft,
)
from congso.foundation.orgs.queries import tree
from congso.foundation.people.models import Account
from congso.foundation.people.queries import actor_for
from congso.foundation.signing.facade import SigningKey

DECISIONS = (
    ("Về việc phê duyệt Kế hoạch chuyển đổi số của phường năm 2027",
     ("Điều 1. Phê duyệt Kế hoạch chuyển đổi số của phường năm 2027 kèm theo Quyết định này.\n\n"
     "Điều 2. Văn phòng HĐND và UBND theo dõi, đôn đốc, báo cáo kết quả trước ngày 15 tháng 12 năm 2027.\n\n"
     "Điều 3. Chánh Văn phòng, thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.")),
    ("Về việc thành lập Tổ kiểm tra công tác tiếp nhận và trả kết quả",
     ("Điều 1. Thành lập Tổ kiểm tra công tác tiếp nhận hồ sơ và trả kết quả giải quyết thủ tục hành chính.\n\n"
     "Điều 2. Tổ kiểm tra làm việc trong giờ hành chính và tự giải thể khi xong nhiệm vụ.\n\n"
     "Điều 3. Chánh Văn phòng và các thành viên Tổ kiểm tra chịu trách nhiệm thi hành Quyết định này./.")),
)  # fmt: skip


def issue_decisions(*, pin: str) -> int:
    """Draft, review, sign, seal and issue them; how many. None where the leader or the agency has no key yet.

    Raises SignerSilent while the timestamp authority does not answer.
    """
    people = {name: actor_for(key) for name, key in Account.objects.filter(username__in=(
        "chuyenvien", "truongphong", "vanthu", "lanhdao")).values_list("username", "pk")}  # fmt: skip
    leader, registry = people["lanhdao"], people["vanthu"]
    agency = tree().agency_of(registry.seats[0].unit_id)
    mine = SigningKey.objects.filter(withdrawn_at=None, account_id=leader.account_id or 0).first()
    seal = SigningKey.objects.filter(withdrawn_at=None, unit_id=agency.id).first()
    if mine is None or seal is None:
        return 0
    set_symbol_rule(actor=registry, unit_id=agency.id, abbreviation="UBND", one_book=False, with_code=True, valid_from=clock.today().replace(month=1, day=1),
                    source="Bản dùng thử: văn bản in mã QR kiểm tra")  # fmt: skip
    ids = []
    for subject, body in DECISIONS:
        document = start_draft(actor=people["chuyenvien"], draft=DraftIn(
            type_code="QĐ", subject=subject, body=body, signer_id=leader.account_id, power="TM.", signed_for="Ủy ban nhân dân",
            position="Chủ tịch", recipients=["Như Điều 3", "Lưu: VT, VP"],
            grounds=["Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025"]))  # fmt: skip
        for actor in _reviewers(people):
            send_on(actor=actor, document_id=document.pk, seen_seq=None)
        ids.append(document.pk)
    sign_outgoing(actor=leader, document_ids=ids, key_id=mine.pk, pin=pin)
    seal_outgoing(actor=registry, document_ids=ids, key_id=seal.pk, pin=pin)
    for document_id in ids:
        issue_document(actor=registry, document_id=document_id, seen_seq=None, outside=[Outside("Công ty Cấp nước và Môi trường đô thị")])
    return len(ids)


def _reviewers(people: dict[str, Actor]) -> list[Actor]:
    return [people["chuyenvien"], people["truongphong"], people["vanthu"]]
