"""What systems get and are told, as types: the description is made of them."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class TokenAnswer(TypedDict):
    """A key for a while (RFC 6749, 5.1)."""

    access_token: str
    token_type: str
    expires_in: int
    scope: str


class AgencyItem(TypedDict):
    """An agency and what the client may ask of it."""

    id: int
    code: str
    name: str
    scopes: list[str]


class AgencyList(TypedDict):
    """The agencies of the client."""

    agencies: list[AgencyItem]


class Applicant(TypedDict):
    """Who applied; only with the scope dossiers:people, and each reading is logged with the client's purpose."""

    name: str
    identity_number: str
    address: str
    phone: str
    email: str


class DossierItem(TypedDict):
    """A dossier as it stands now; ``status`` is the national code (QĐ 766, 1–10), ``result`` where its file is read, ``change`` grows with what happens."""

    code: str
    procedure_code: str
    procedure: str
    agency: int
    status: int
    status_name: str
    received_at: str | None
    promised_at: str | None
    finished_at: str | None
    returned_at: str | None
    result: str | None
    change: NotRequired[int]
    applicant: NotRequired[Applicant]


class FileItem(TypedDict):
    """A file that was sent: named by ``id`` within a day."""

    id: str
    name: str
    size: int


class Applying(TypedDict):
    """For whom it is sent in: a personal number, a passport or a tax code says whether it is a person or an organisation."""

    identity_number: str
    name: str
    address: str
    phone: str
    email: NotRequired[str]


class PaperSent(TypedDict):
    """A paper of the dossier with the files that were sent before."""

    name: str
    files: list[str]
    quantity: NotRequired[int]


class Application(TypedDict):
    """A dossier for an applicant whom the client has authenticated and who agreed to it; the same ``key`` again gives the same dossier.

    ``return_method`` is counter, post or online; ``centre`` is the agency at whose centre it is checked, the deciding one when left out.
    """

    key: str
    agency: int
    procedure_code: str
    applicant: Applying
    papers: list[PaperSent]
    request: NotRequired[str]
    return_method: NotRequired[str]
    return_address: NotRequired[str]
    centre: NotRequired[int]


class DossierPage(TypedDict):
    """Dossiers by change; ``next`` is given back as ``after``, also later, to hear what happened since."""

    dossiers: list[DossierItem]
    next: str
    more: bool


class DocumentItem(TypedDict):
    """A document of a register; ``file`` is where it is read, null when it is on paper."""

    id: str
    direction: str
    agency: int
    entered_at: str
    type: str
    number: str
    issued_on: str | None
    issuer: str
    subject: str
    signer: str
    pages: int | None
    file: str | None


class DocumentPage(TypedDict):
    """A page of a register, the oldest first; ``next`` is given back as ``after``, also later."""

    documents: list[DocumentItem]
    next: str
    more: bool


class StatisticsRow(TypedDict):
    """Figures of an agency (QĐ 766/QĐ-TTg)."""

    agency: int
    name: str
    counts: dict[str, int]
    on_time: int
    rate: float | None


class Statistics(TypedDict):
    """Figures of a period, both days included."""

    first: str
    last: str
    agencies: list[StatisticsRow]


class HookItem(TypedDict):
    """An address that is told; ``secret`` only in the answer that makes it."""

    id: str
    agency: int
    url: str
    events: list[str]
    secret: NotRequired[str]


class HookList(TypedDict):
    """All addresses of the client."""

    webhooks: list[HookItem]


class HookQuestion(TypedDict):
    """What to tell where."""

    agency: int
    url: str
    events: list[str]


class HookTest(TypedDict):
    """Under which id the trial is told."""

    delivery: str


class Removed(TypedDict):
    """What was removed."""

    removed: str


class DossierNews(TypedDict):
    """The dossier, its national code (QĐ 766, 1–10) then, and what happened.

    One of received, not_accepted, supplement, resumed, payment, extended, apology, finished, returned, stopped, message,
    result_corrected, result_replaced, result_recalled; more may come.
    """

    code: str
    status: int
    what: str


class DossierTold(TypedDict):
    """Something happened to a dossier of the agency; how it stands now is asked under its code."""

    id: str
    event: Literal["dossier.received", "dossier.changed"]
    agency: int
    at: str
    data: DossierNews


class DocumentNews(TypedDict):
    """The document."""

    id: str
    number: str
    issued_on: str | None


class DocumentTold(TypedDict):
    """A document of the agency was issued; what circulates inside only is not told."""

    id: str
    event: Literal["document.issued"]
    agency: int
    at: str
    data: DocumentNews


class TrialNews(TypedDict):
    """Nothing happened."""

    test: bool


class TrialTold(TypedDict):
    """A trial that the client asked for, to see that its address hears."""

    id: str
    event: Literal["test"]
    agency: int
    at: str
    data: TrialNews
