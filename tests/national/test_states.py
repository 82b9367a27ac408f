"""Every state of ours has its code of the portal, and a dossier in that state says it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from congso.domains.dossiers.facade import NationalStatus
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import (
    ask_payment,
    ask_supplement,
    move_dossier,
    propose,
    refuse_application,
    return_result,
    stop_dossier,
)
from congso.domains.dossiers.tests.makers import Office, bring_to, make_application, make_dossier, make_office
from congso.domains.national.composing import dossier_body, read_dossier
from congso.domains.national.states import STATES, code_of, name_of

# A4: the codes as the portal's interface notes list them
A4 = {
    "1": "Mới đăng ký", "2": "Được tiếp nhận", "3": "Không được tiếp nhận", "4": "Đang xử lý", "5": "Yêu cầu bổ sung giấy tờ",
    "6": "Yêu cầu thực hiện nghĩa vụ tài chính", "7": "Công dân yêu cầu rút hồ sơ", "8": "Dừng xử lý", "9": "Đã xử lý xong",
    "10": "Đã trả kết quả",
}  # fmt: skip


@pytest.fixture
def office(db: None) -> Office:
    """The small province."""
    return make_office()


def _registered(office: Office) -> Dossier:
    return make_application(office)


def _not_accepted(office: Office) -> Dossier:
    dossier = make_application(office)
    refuse_application(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Không thuộc thẩm quyền")
    return dossier


def _worked(office: Office, step: str) -> Dossier:
    dossier = make_dossier(office)
    bring_to(office, dossier, step)
    return dossier


def _supplement(office: Office) -> Dossier:
    dossier = _worked(office, "work")
    ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items="Bản sao hộ chiếu", reason="Thiếu giấy tờ")
    return dossier


def _payment(office: Office) -> Dossier:
    dossier = _worked(office, "work")
    ask_payment(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, name="Thuế", amount=50_000, reason="Nghĩa vụ tài chính")
    return dossier


def _withdrawn(office: Office) -> Dossier:
    dossier = make_dossier(office)
    stop_dossier(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Rút hồ sơ")
    return dossier


def _stopped(office: Office) -> Dossier:
    """Refused by the officer, approved, and waiting at the counter."""
    dossier = _worked(office, "work")
    propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="refusal", summary="Không đủ điều kiện.")
    for actor in (office.officer, office.head, office.leader, office.registry):
        move_dossier(actor=actor, dossier_id=dossier.pk, seen_seq=None, way_code="forward")
    return dossier


def _returned(office: Office) -> Dossier:
    dossier = _worked(office, "return")
    return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="Người nhận")
    return dossier


WAYS: dict[NationalStatus, Callable[[Office], Dossier]] = {
    NationalStatus.REGISTERED: _registered, NationalStatus.RECEIVED: make_dossier, NationalStatus.NOT_ACCEPTED: _not_accepted,
    NationalStatus.PROCESSING: lambda office: _worked(office, "work"), NationalStatus.SUPPLEMENT: _supplement,
    NationalStatus.PAYMENT: _payment, NationalStatus.WITHDRAWN: _withdrawn, NationalStatus.STOPPED: _stopped,
    NationalStatus.FINISHED: lambda office: _worked(office, "return"), NationalStatus.RETURNED: _returned,
}  # fmt: skip


def test_the_table_holds_every_state_and_the_portals_ten_codes_in_its_words() -> None:
    assert set(STATES) == set(NationalStatus)
    assert {state.code: state.name for state in STATES.values()} == A4


def test_what_is_no_state_has_no_code_and_an_unknown_code_stays_as_it_is() -> None:
    with pytest.raises(ValueError, match="11"):
        code_of(11)
    assert name_of("47") == "47"


@pytest.mark.parametrize("status", list(NationalStatus), ids=lambda status: status.name)
def test_a_dossier_in_each_state_says_its_code(office: Office, status: NationalStatus) -> None:
    dossier = WAYS[status](office)

    read = read_dossier(dossier.pk)

    assert read is not None
    assert read.status == status
    assert dossier_body(read)["TrangThaiHoSo"] == str(int(status))
