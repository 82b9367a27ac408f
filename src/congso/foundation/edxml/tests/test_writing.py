"""What may not be sent is refused before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest

from congso.foundation.edxml.codes import StatusCode
from congso.foundation.edxml.errors import EdxmlRefused
from congso.foundation.edxml.messages import DocumentMessage, Unknown
from congso.foundation.edxml.tests import makers
from congso.foundation.edxml.writing import write_document, write_status

WRONG: dict[str, tuple[Callable[[DocumentMessage], DocumentMessage], int, str]] = {
    "no sender": (lambda message: replace(message, sender=None), 22, "From/OrganId"),
    "no receiver": (lambda message: replace(message, receivers=()), 22, "To"),
    "no subject": (lambda message: replace(message, subject=""), 22, "Subject"),
    "no id": (lambda message: replace(message, document_id=None, promulgated_on=None), 22, "DocumentId"),
    "control characters": (lambda message: replace(message, subject="a\x00b"), 10, "Subject"),
    "half a character": (lambda message: replace(message, subject="a\ud800"), 10, "Subject"),
    "unknown without parent": (lambda message: replace(message, unknown=(Unknown(path="edXMLEnvelope/edXMLHeader/MessageHeader/To[9]", xml="<a/>"),)), 22, "To[9]"),
    "unknown is no XML": (lambda message: replace(message, unknown=(Unknown(path="edXMLEnvelope/edXMLHeader", xml="<a>"),)), 22, "edXMLHeader"),
    "unknown is two": (lambda message: replace(message, unknown=(Unknown(path="edXMLEnvelope/edXMLHeader", xml="<a/></edXML><b/>"),)), 22, "edXMLHeader"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "code", "reason"), WRONG.values(), ids=WRONG.keys())
def test_what_no_receiver_would_take_is_not_written(change: Callable[[DocumentMessage], DocumentMessage], code: int, reason: str) -> None:
    target = BytesIO()

    with pytest.raises(EdxmlRefused) as refused:
        write_document(change(makers.document()), [], target)

    assert refused.value.axis_code == code
    assert reason in str(refused.value)
    assert target.getvalue() == b""


def test_two_files_of_one_id_are_refused() -> None:
    for ids in (("cid:1", "cid:1"), ("cid:1", "1"), ("",)):
        with pytest.raises(EdxmlRefused) as refused:
            write_document(makers.document(), [makers.source(each, "a.pdf", b"") for each in ids], BytesIO())
        assert refused.value.axis_code == 21


def test_a_status_needs_what_it_answers() -> None:
    with pytest.raises(EdxmlRefused):
        write_status(replace(makers.status(StatusCode.ARRIVED, ""), response_for=None), BytesIO())
