"""A signed document that comes in: its bytes stay, and the page says who signed."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from congso.domains.documents.policies import REGISTER
from congso.domains.documents.policies_incoming import agency_of
from congso.domains.documents.services.incoming_holding import hold_file
from congso.foundation.files.services import open_file
from tests.signing.conftest import Signers, paper
from tests.signing.test_pades import both


def test_a_signed_and_sealed_document_is_kept_untouched_with_what_was_found(signers: Signers) -> None:
    signed = both(signers, paper())
    keeper = signers.keeper
    held = hold_file(
        actor=keeper, agency_id=agency_of(keeper, REGISTER), upload=SimpleUploadedFile("ky.pdf", signed)
    )
    assert [each["trust"] for each in held.findings] == ["trusted", "trusted"]
    assert held.stored is not None
    with open_file(held.stored) as kept:
        assert kept.read() == signed

    changed = signed.replace(b"/Type /Catalog", b"/Type /Catalog /A 1", 1) + b"\n%%EOF\n"
    broken = hold_file(
        actor=keeper, agency_id=agency_of(keeper, REGISTER), upload=SimpleUploadedFile("sua.pdf", changed)
    )
    assert "trusted" not in {each["trust"] for each in broken.findings}
