"""What the public API answers, as types: the description at ``/api/openapi.json`` is made of them."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class ProcedureLine(TypedDict):
    """A procedure in the list."""

    code: str
    name: str
    field: str
    levels: list[str]
    audiences: list[str]
    agencies: int
    online: bool
    reason: str
    url: str


class ProcedureList(TypedDict):
    """A page of the list; ``next`` is given back as ``after`` for the page behind it, empty at the end."""

    total: int
    next: str
    procedures: list[ProcedureLine]


class Way(TypedDict):
    """A way of handing in (cách thức thực hiện)."""

    kenh: str
    thoi_han: str
    phi: str
    phi_dong: int | None
    ghi_chu: str


class Paper(TypedDict):
    """A paper to hand in (thành phần hồ sơ)."""

    truong_hop: str
    ten: str
    so_ban_chinh: int | None
    so_ban_sao: int | None
    la_ghi_chu: bool
    tep_mau: str


class Result(TypedDict):
    """What comes out (kết quả)."""

    ma: str
    ten: str


class Basis(TypedDict):
    """A legal basis (căn cứ pháp lý)."""

    so: str
    ten: str


class Fee(TypedDict):
    """A fee in đồng."""

    ten: str
    dong: int


class Offer(TypedDict):
    """On what terms an agency of the province offers it."""

    co_quan: str
    thoi_han: str
    muc_do: str
    ly_do_mot_phan: str
    phi_le_phi: list[Fee]
    so_quyet_dinh: str
    tu_ngay: str


class Procedure(TypedDict):
    """A procedure, as the open data have it."""

    ma_thu_tuc: str
    ten_thu_tuc: str
    linh_vuc: str
    bo_nganh: str
    so_quyet_dinh: str
    cap_thuc_hien: list[str]
    doi_tuong: list[str]
    cach_thuc: list[Way]
    thanh_phan_ho_so: list[Paper]
    trinh_tu: str
    yeu_cau: str
    ket_qua: list[Result]
    can_cu: list[Basis]
    co_quan_tham_quyen: str
    co_quan_thuc_hien: str
    cong_bo_tai_tinh: list[Offer]
    hieu_luc_tu: str
    dia_phuong_chinh_sua: bool
    dia_chi_trang: str
    nguon: str


class Catalogue(TypedDict):
    """The whole catalogue."""

    phien_ban_cau_truc: int
    tinh: str
    so_thu_tuc: int
    cap_nhat: str
    mo_ta: str
    thu_tuc: list[Procedure]


class Download(TypedDict):
    """A file of open data."""

    name: str
    media_type: str
    url: str


class OpenData(TypedDict):
    """What there is to download."""

    procedures: int
    published: int
    changed_on: str
    downloads: list[Download]


class Span(TypedDict):
    """A period, both days included."""

    first: str
    last: str


class Counts(TypedDict):
    """Figures of an agency, a month or everything (Quyết định 766/QĐ-TTg)."""

    agency: NotRequired[str]
    month: NotRequired[str]
    total: int
    received: int
    done: int
    on_time: int
    rate: float | None
    late: int
    apologised: int
    silent: int
    rated: int
    disliked: int
    content: float | None
    points: float | None


class LateDossier(TypedDict):
    """A late dossier, without its applicant."""

    code: str
    procedure: str
    agency: str
    promised_on: str | None
    apologised_on: str | None


class Figures(TypedDict):
    """The public figures of a period."""

    period: Span
    counted_at: str
    definitions: dict[str, dict[str, str]]
    total: Counts
    agencies: list[Counts]
    months: list[Counts]
    late_dossiers: list[LateDossier]


class Happening(TypedDict):
    """Something that happened to a dossier."""

    at: str
    what: str
    unit: str
    reason: str


class Followed(TypedDict):
    """Where a dossier stands, as the public page says it; names are masked."""

    code: str
    status: int
    status_name: str
    name: str
    procedure: str
    agency: str
    receiving: str
    received_at: str | None
    promised_at: str | None
    finished_at: str | None
    is_paused: bool
    is_closed: bool
    happenings: list[Happening]
    url: str


class FollowQuestion(TypedDict):
    """The code of a dossier and the last four digits of the applicant's number."""

    code: str
    last_digits: str


class Problem(TypedDict):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


