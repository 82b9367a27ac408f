"""A certificate taken back: what it signed before stands when a timestamp proves the moment, and falls without one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.core import clock
from congso.domains.dossiers.queries.verifying import signatures_of
from congso.entry.simulators.authority import serving
from congso.entry.simulators.authority.serving import Running
from congso.foundation.files.services import store_file
from congso.foundation.signing.facade import Finding, Trust, verify_pdf
from tests.judges import need
from tests.signing.conftest import Signers, paper
from tests.signing.test_pades import both, told_by_pdfsig
from tests.signing.test_public_page import sent

DAY = "%d/%m/%Y"


def _revoke(signers: Signers, authority: Running, **how: object) -> None:
    authority.authority.revoke(int(signers.leader_key.serial, 16), **how)  # type: ignore[arg-type]
    cache.clear()


def _leader(content: bytes) -> Finding:
    return verify_pdf(content)[0]


def test_what_was_signed_before_the_revocation_stands(signers: Signers, authority: Running) -> None:
    content, today = both(signers, paper()), clock.local(clock.now())
    _revoke(signers, authority, at=clock.now() + timedelta(seconds=5))

    leader, seal = verify_pdf(content)

    assert (leader.trust, leader.at_proven, seal.trust) == (Trust.TRUSTED, True, Trust.TRUSTED)
    assert leader.reasons == (f"chứng thư bị thu hồi sau khi ký: đã ký ngày {today:{DAY}}, thu hồi ngày {today:{DAY}}",)


def test_the_public_page_says_so_in_the_same_words(client: Client, signers: Signers, authority: Running) -> None:
    content = both(signers, paper())
    _revoke(signers, authority, at=clock.now() + timedelta(seconds=5))

    page = sent(client, content)

    assert page.count('signature-trusted"') == 2
    assert "Chứng thư bị thu hồi sau khi ký: đã ký ngày" in page
    assert 'signature-broken"' not in page


def test_what_was_signed_after_the_revocation_falls(signers: Signers, authority: Running) -> None:
    content = both(signers, paper())
    _revoke(signers, authority, at=clock.now() - timedelta(hours=1))

    leader = _leader(content)

    assert leader.trust == Trust.BROKEN
    assert "trước khi ký" in leader.reasons[0]


def test_without_a_timestamp_nothing_proves_that_it_was_before(signers: Signers, authority: Running, settings: LazySettings) -> None:
    settings.CONGSO_TSA_URL = ""
    content = both(signers, paper())
    _revoke(signers, authority, at=clock.now() + timedelta(seconds=5))

    leader = _leader(content)

    assert leader.trust == Trust.BROKEN
    assert "không có dấu thời gian tin cậy chứng minh đã ký trước đó" in leader.reasons[0]


def test_a_timestamp_of_a_stranger_proves_nothing(
    signers: Signers, authority: Running, settings: LazySettings, tmp_path: Path
) -> None:
    with serving.running(tmp_path / "stranger") as stranger:
        settings.CONGSO_TSA_URL = f"{stranger.address}/tsa"
        content = both(signers, paper())
    _revoke(signers, authority, at=clock.now() + timedelta(seconds=5))

    assert _leader(content).trust == Trust.BROKEN


@pytest.mark.parametrize(("hours_before", "trust"), [(1, Trust.BROKEN), (-1, Trust.TRUSTED)])
def test_a_key_in_other_hands_before_the_signing_falls_though_it_was_revoked_after(
    hours_before: int, trust: Trust, signers: Signers, authority: Running
) -> None:
    content = both(signers, paper())
    unsafe = clock.now() - timedelta(hours=hours_before)
    _revoke(signers, authority, at=clock.now() + timedelta(hours=2), unsafe_since=unsafe)

    leader = _leader(content)

    assert leader.trust == trust
    assert ("khóa không còn an toàn từ ngày" in leader.reasons[0]) == (trust == Trust.BROKEN)


def test_the_page_of_a_dossiers_result_judges_alike(signers: Signers, authority: Running) -> None:
    stored = store_file(SimpleUploadedFile("kq.pdf", both(signers, paper())), name="kq.pdf")
    _revoke(signers, authority, at=clock.now() + timedelta(seconds=5))

    leader, seal = signatures_of(stored.pk)

    assert (leader.trust, seal.trust) == (Trust.TRUSTED, Trust.TRUSTED)
    assert "thu hồi sau khi ký" in leader.reasons[0]


def test_pdfsig_holds_the_signature_for_valid_though_it_knows_the_certificate_as_of_today_only(
    signers: Signers, authority: Running, tmp_path: Path
) -> None:
    need("pdfsig", "certutil")
    found = tmp_path / "ky.pdf"
    found.write_bytes(both(signers, paper()))
    _revoke(signers, authority, at=clock.now() + timedelta(seconds=5))

    told = told_by_pdfsig(found, authority, tmp_path)

    assert told.count("Signature is Valid.") == 2, told
    assert told.count("Certificate has been Revoked.") == 1, told
