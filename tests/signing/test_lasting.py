"""Documents that must last."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from congso.foundation.signing.archive import NotForArchive, extend_for_archive
from congso.foundation.signing.facade import Change, Trust, sign_documents, verify_pdf
from tests.signing.conftest import PIN, Signers, order, paper


def test_a_document_for_the_archive_carries_its_proofs_and_a_timestamp_over_all(signers: Signers) -> None:
    (signed,) = sign_documents(actor=signers.leader, key_id=signers.leader_key.pk, pin=PIN, orders=[order(paper())])
    kept = extend_for_archive(signed.content)
    reader = PdfFileReader(BytesIO(kept))
    assert len(reader.embedded_timestamp_signatures) == 1
    proofs = reader.root["/DSS"]
    assert len(proofs["/OCSPs"]) >= 1
    assert len(proofs["/Certs"]) >= 2
    (found,) = verify_pdf(kept)
    assert (found.trust, found.change) == (Trust.TRUSTED, Change.SIGNATURES)


def test_what_is_not_signed_is_not_for_the_archive(signers: Signers) -> None:
    del signers
    with pytest.raises(NotForArchive):
        extend_for_archive(paper())
