"""The keys with which messages are signed: made or taken in on a screen, never written over, never shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.domains.exchange.keys import key_of, make_self_signed, path_of
from congso.foundation.audit.models import AuditEntry
from congso.foundation.people.models import Account
from tests.exchange.conftest import Line

NEW = "/lien-thong/khoa/them/"


@pytest.fixture
def admin(line: Line, settings: LazySettings, tmp_path: Path) -> Client:
    """The administrator, with a folder of keys of the test's own."""
    del line
    settings.CONGSO_KEYS, settings.CONGSO_EXCHANGE_PIN = tmp_path, "pin-cua-he-thong"
    client = Client()
    client.force_login(Account.objects.get(username="quantri"))
    return client


def from_elsewhere(pin: str) -> bytes:
    """A key as a certification authority gives it out."""
    found = pkcs12.load_pkcs12(make_self_signed("cap-phat", "UBND tỉnh Đồng Tháp"), b"pin-cua-he-thong")
    assert found.key is not None
    assert found.cert is not None
    return pkcs12.serialize_key_and_certificates(b"x", found.key, found.cert.certificate, None, serialization.BestAvailableEncryption(pin.encode()))  # type: ignore[arg-type]


def test_a_new_key_is_made_shown_by_its_fingerprint_and_its_certificate_taken_to_the_axis(admin: Client) -> None:
    answer = admin.post(NEW, {"name": "dong-thap-2026", "organisation": "UBND tỉnh Đồng Tháp"}, follow=True)
    key = key_of("dong-thap-2026")
    assert key is not None
    page = answer.content.decode()
    assert key.fingerprint in page
    assert "UBND tỉnh Đồng Tháp" in page
    certificate = admin.get("/lien-thong/khoa/dong-thap-2026/chung-thu/").content
    assert x509.load_der_x509_certificate(certificate).fingerprint(hashes.SHA256()).hex() == key.fingerprint
    assert path_of("dong-thap-2026").stat().st_mode & 0o077 == 0
    assert AuditEntry.objects.filter(action="exchange.make_key").exclude(outcome="refused").exists()


def test_a_key_of_an_authority_is_taken_in_and_locked_by_the_systems_own_pin(admin: Client) -> None:
    content = from_elsewhere("pin-cua-tep")
    wrong = admin.post(NEW, {"name": "tu-ca", "container": SimpleUploadedFile("khoa.p12", content), "pin": "sai"})
    assert wrong.status_code == 422
    assert "mã PIN của tệp không đúng" in wrong.content.decode()
    assert not path_of("tu-ca").exists()
    admin.post(NEW, {"name": "tu-ca", "container": SimpleUploadedFile("khoa.p12", content), "pin": "pin-cua-tep"})
    key = key_of("tu-ca")
    assert key is not None
    assert pkcs12.load_pkcs12(path_of("tu-ca").read_bytes(), b"pin-cua-he-thong").key is not None


def test_a_key_in_use_is_never_written_over(admin: Client) -> None:
    admin.post(NEW, {"name": "dong-thap", "organisation": "UBND tỉnh"})
    before = path_of("dong-thap").read_bytes()
    answer = admin.post(NEW, {"name": "dong-thap", "organisation": "UBND tỉnh"})
    assert answer.status_code == 422
    assert "đã có khóa tên này" in answer.content.decode()
    assert path_of("dong-thap").read_bytes() == before


def test_what_is_no_key_or_no_name_is_refused_in_words(admin: Client) -> None:
    broken = admin.post(NEW, {"name": "hong", "container": SimpleUploadedFile("khoa.p12", b"khong phai khoa")})
    assert "không phải PKCS#12" in broken.content.decode()
    assert admin.post(NEW, {"name": "../khoa", "organisation": "X"}).status_code == 422
    assert "Phải ghi tên cơ quan" in admin.post(NEW, {"name": "trong"}).content.decode()
    assert admin.get("/lien-thong/khoa/khong-co/chung-thu/").status_code == 404


def test_with_another_pin_the_list_says_that_it_does_not_open(admin: Client, settings: LazySettings) -> None:
    admin.post(NEW, {"name": "dong-thap", "organisation": "UBND tỉnh"})
    settings.CONGSO_EXCHANGE_PIN = "pin-khac"
    key_of.__globals__["_opened"].cache_clear()
    assert "không mở được" in admin.get("/lien-thong/khoa/").content.decode()


def test_the_registry_does_not_touch_keys(admin: Client) -> None:
    admin.force_login(Account.objects.get(username="vanthu"))
    assert admin.get("/lien-thong/khoa/").status_code == 403
    assert admin.post(NEW, {"name": "cua-toi", "organisation": "X"}).status_code == 403
    assert not path_of("cua-toi").exists()
