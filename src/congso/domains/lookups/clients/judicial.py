"""Judicial record (apiLyLichTuPhap): how far a request there has come."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.shapes import Data, Query, Reply, day_words, drift_of, shown, text_of
from congso.foundation.outbox.shapes import CODE, OPTIONAL, Shape

PATH = "apiLyLichTuPhap/traTrangThaiHs"
ANSWER = Shape(
    {"idReceivedDec": CODE, "DEC_STATUS_ID": CODE},
    dict.fromkeys(("receiveNo", "fullName", "datePromissoryDec", "message"), OPTIONAL),
)  # fmt: skip
STATES = {"3": gettext_lazy("đã tiếp nhận"), "4": gettext_lazy("đang xử lý"), "5": gettext_lazy("đã có phiếu")}


def ask_judicial(gateway: Gateway, query: Query) -> Reply:
    """The state of the request with this number (idReceivedDec)."""
    answer = gateway.post(PATH, idReceivedDec=query.number)
    if isinstance(answer, dict) and "DEC_STATUS_ID" in answer and not text_of(answer, "DEC_STATUS_ID"):
        return Reply(None)
    drift = drift_of(PATH, ANSWER, answer)
    if not isinstance(answer, dict) or not text_of(answer, "DEC_STATUS_ID"):
        return Reply(None, drift)
    state = text_of(answer, "DEC_STATUS_ID")
    facts = [
        (_("Mã hồ sơ lý lịch tư pháp"), text_of(answer, "idReceivedDec")), (_("Họ và tên"), text_of(answer, "fullName")),
        (_("Số tiếp nhận"), text_of(answer, "receiveNo")), (_("Trạng thái"), str(STATES.get(state, state))),
        (_("Ngày hẹn"), day_words(text_of(answer, "datePromissoryDec"))),
    ]  # fmt: skip
    return Reply(Data(shown(facts)), drift)
