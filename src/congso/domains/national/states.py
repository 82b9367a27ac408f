"""The one table of states: ours on the left, the portal's ten codes on the right (A4: TrangThaiHoSo)."""

from __future__ import annotations

from dataclasses import dataclass

from congso.domains.dossiers.facade import NationalStatus


@dataclass(frozen=True)
class PortalState:
    """A state as the portal knows it."""

    code: str
    name: str
    """The portal's own words, never translated."""
    is_end: bool = False
    clock_stands: bool = False


STATES: dict[NationalStatus, PortalState] = {
    NationalStatus.REGISTERED: PortalState("1", "Mới đăng ký"),
    NationalStatus.RECEIVED: PortalState("2", "Được tiếp nhận"),
    NationalStatus.NOT_ACCEPTED: PortalState("3", "Không được tiếp nhận", is_end=True),
    NationalStatus.PROCESSING: PortalState("4", "Đang xử lý"),
    NationalStatus.SUPPLEMENT: PortalState("5", "Yêu cầu bổ sung giấy tờ", clock_stands=True),
    NationalStatus.PAYMENT: PortalState("6", "Yêu cầu thực hiện nghĩa vụ tài chính", clock_stands=True),
    NationalStatus.WITHDRAWN: PortalState("7", "Công dân yêu cầu rút hồ sơ", is_end=True),
    NationalStatus.STOPPED: PortalState("8", "Dừng xử lý", is_end=True),
    NationalStatus.FINISHED: PortalState("9", "Đã xử lý xong"),
    NationalStatus.RETURNED: PortalState("10", "Đã trả kết quả", is_end=True),
}


def code_of(status: int) -> str:
    """The portal's code of one of our states; raises ValueError for what is none."""
    return STATES[NationalStatus(status)].code


def name_of(code: str) -> str:
    """The portal's words of a code it told us; the code itself when it is none of the ten."""
    return next((state.name for state in STATES.values() if state.code == str(code)), str(code))
