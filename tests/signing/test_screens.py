"""Officials' key screens: taking keys in, pictures, trying, withdrawing; the administrator's lists and roots."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw

from congso.core import clock
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.remote_keys import certificates_of
from congso.entry.simulators.authority.serving import Running
from congso.foundation.audit.models import AuditEntry
from congso.foundation.notifications.models import Notice
from congso.foundation.people.models import Account
from congso.foundation.signing.enums import KeyStore
from congso.foundation.signing.models import Signature, SigningKey, TrustAnchor
from congso.foundation.signing.services.warning import warn_of_ending_keys
from tests.signing.conftest import PIN, SYSTEM, Signers

pytestmark = pytest.mark.django_db


def as_(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def key_file(authority: Running, name: str = "Trần Minh Khoa") -> bytes:
    return authority.authority.issue(Subject(name, "UBND phường A"), PIN)


def test_a_key_file_is_taken_in_with_its_password_and_nobody_else_sees_it(signers: Signers, authority: Running) -> None:
    client, content = as_("khoa"), key_file(authority)

    def send(pin: str) -> object:
        return client.post("/khoa-ky/them/file/", {"owner": "own", "container": SimpleUploadedFile("k.p12", content), "pin": pin})

    refused = send("mot-ma-sai-9")
    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert "mật khẩu không đúng" in text(refused)
    assert "mot-ma-sai-9" not in text(refused)
    answer = send(PIN)
    key = SigningKey.objects.get(account=Account.objects.get(username="khoa"))
    assert answer.headers["Location"] == f"/khoa-ky/{key.pk}/"  # type: ignore[attr-defined]
    page = text(client.get(f"/khoa-ky/{key.pk}/"))
    assert "còn hiệu lực" in page
    assert "Trần Minh Khoa" in text(client.get("/khoa-ky/"))
    assert as_("anh").get(f"/khoa-ky/{key.pk}/").status_code == 404
    assert PIN not in str(list(AuditEntry.objects.values_list("details", flat=True)))
    twice = send(PIN)
    assert "đã được đăng ký" in text(twice)


def test_a_key_of_somebody_else_or_of_a_seal_not_kept_is_refused(signers: Signers, authority: Running) -> None:
    content = key_file(authority)
    sent = {"container": SimpleUploadedFile("k.p12", content), "pin": PIN, "owner": "seal", "unit": signers.people.units["a"]}

    assert as_("khoa").post("/khoa-ky/them/file/", sent).status_code == 422
    sent["container"] = SimpleUploadedFile("k.p12", content)
    assert as_("vanthu").post("/khoa-ky/them/file/", sent | {"unit": signers.people.units["b"]}).status_code == 422
    sent["container"] = SimpleUploadedFile("k.p12", content)
    assert as_("vanthu").post("/khoa-ky/them/file/", sent).status_code == 302
    assert as_("vanthu").get("/khoa-ky/them/module/").status_code == 404


def test_a_key_is_tried_and_its_page_is_kept_nowhere(signers: Signers) -> None:
    client, path = as_("hanh"), f"/khoa-ky/{signers.leader_key.pk}/ky-thu/"

    wrong = client.post(path, {"key": signers.leader_key.pk, "pin": "khong-phai-pin"})
    assert "Mã PIN không đúng. Còn 4 lần thử." in text(wrong)
    assert "khong-phai-pin" not in text(wrong)
    missing = client.post(path, {"key": signers.leader_key.pk, "pin": ""})
    assert "Cần nhập mã PIN." in text(missing)
    done = text(client.post(path, {"key": signers.leader_key.pk, "pin": PIN}))
    assert "Hợp lệ, tin cậy" in done
    assert "có dấu thời gian chứng minh" in done
    assert not Signature.objects.exists()
    other = text(as_("vanthu").get(f"/khoa-ky/{signers.seal.pk}/ky-thu/"))
    assert "UBND" in other or "Cao Lãnh" in other
    assert as_("vanthu").get(path).status_code == 404


def test_the_administrator_sees_a_key_but_cannot_use_it(signers: Signers) -> None:
    client, path = as_("long"), f"/khoa-ky/{signers.leader_key.pk}/ky-thu/"

    assert "chưa có khóa nào dùng được" in text(client.get(path))
    assert client.post(path, {"key": signers.leader_key.pk, "pin": PIN}).status_code == 422
    assert "Phạm Ngọc Hạnh" in text(client.get("/quan-tri/khoa-ky/?q=Hạnh&trang-thai=dung-duoc&noi-giu=file"))
    assert "Không có khóa nào khớp" in text(client.get("/quan-tri/khoa-ky/?trang-thai=het-han"))


def png(*, clear: bool) -> SimpleUploadedFile:
    image = Image.new("RGBA", (300, 150), (255, 255, 255, 0 if clear else 255))
    ImageDraw.Draw(image).line([(10, 120), (150, 20), (290, 90)], fill=(29, 63, 143, 255), width=6)
    out = BytesIO()
    image.save(out, "PNG")
    return SimpleUploadedFile("ky.png", out.getvalue(), "image/png")


def test_a_picture_must_be_transparent_and_white_can_be_taken_away(signers: Signers) -> None:
    client, path = as_("hanh"), f"/khoa-ky/{signers.leader_key.pk}/hinh/"

    assert "nền không trong suốt" in text(client.post(path, {"picture": png(clear=False)}))
    assert "không phải tệp PNG" in text(client.post(path, {"picture": SimpleUploadedFile("ky.png", b"GIF89a")}))
    assert client.post(path, {"picture": png(clear=False), "clear_white": "on"}).status_code == 302
    answer = client.get(f"/khoa-ky/{signers.leader_key.pk}/hinh.png")
    shown = Image.open(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert shown.getpixel((2, 2))[3] == 0  # type: ignore[index]
    assert max(shown.getchannel("A").get_flattened_data()) == 255
    assert client.post(path, {"picture": png(clear=True)}).status_code == 302


def test_a_withdrawn_key_signs_no_more(signers: Signers) -> None:
    client, key = as_("hanh"), signers.leader_key

    assert client.post(f"/khoa-ky/{key.pk}/ngung/", {"reason": ""}).status_code == 422
    assert client.post(f"/khoa-ky/{key.pk}/ngung/", {"reason": "Đổi thiết bị"}).status_code == 302
    assert "Đã ngừng sử dụng" in text(client.get(f"/khoa-ky/{key.pk}/"))
    assert client.post(f"/khoa-ky/{key.pk}/ngung/", {"reason": "Lần nữa"}).status_code == 422
    assert client.post(f"/khoa-ky/{key.pk}/ky-thu/", {"key": key.pk, "pin": PIN}).status_code == 422


def test_credentials_of_the_remote_service_are_found_by_the_persons_number(signers: Signers, authority: Running) -> None:
    container = key_file(authority)
    authority.keys.add("khoa-01", container, "087190000002")
    authority.keys.show("khoa-01", certificates_of(container, PIN))
    client = as_("khoa")

    assert "không có chứng thư nào" in text(client.get("/khoa-ky/them/remote/?ma=1"))
    assert "khoa-01" in text(client.get("/khoa-ky/them/remote/?ma=087190000002"))
    answer = client.post("/khoa-ky/them/remote/?ma=087190000002", {"owner": "own", "credential": "khoa-01"})
    assert answer.status_code == 302
    assert SigningKey.objects.get(store=KeyStore.REMOTE).reference == "khoa-01"


@pytest.mark.parametrize("address", ["http://10.0.0.5:17080", "https://evil.example", "http://127.0.0.1@evil.example", "http://127.0.0.1/x"])
def test_a_signer_outside_ones_own_machine_is_refused(signers: Signers, authority: Running, address: str) -> None:
    found = pkcs12.load_pkcs12(key_file(authority), PIN.encode()).cert
    assert found is not None
    upload = SimpleUploadedFile("k.crt", found.certificate.public_bytes(Encoding.PEM))

    answer = as_("khoa").post("/khoa-ky/them/token/", {"owner": "own", "certificate": upload, "reference": address})

    assert answer.status_code == 422
    assert not SigningKey.objects.filter(store=KeyStore.TOKEN).exists()


def test_a_private_key_is_no_certificate(signers: Signers, authority: Running) -> None:
    found = pkcs12.load_pkcs12(key_file(authority), PIN.encode()).key
    assert found is not None
    content = found.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    sent = {"owner": "own", "certificate": SimpleUploadedFile("k.pem", content), "reference": "http://127.0.0.1:17080"}

    assert "không phải chứng thư số" in text(as_("khoa").post("/khoa-ky/them/token/", sent))


def test_roots_are_trusted_and_ended_by_the_administrator(signers: Signers, authority: Running) -> None:
    client, anchor = as_("long"), TrustAnchor.objects.get()
    root = authority.authority.folder.certificate("root").public_bytes(Encoding.PEM)
    issuing = authority.authority.folder.certificate("tsa").public_bytes(Encoding.PEM)

    def send(content: bytes) -> object:
        return client.post("/quan-tri/chung-thu-goc/them/", {
            "certificate": SimpleUploadedFile("r.pem", content), "name": "Gốc", "valid_from": "01/01/2026", "source": "Thử"})  # fmt: skip

    assert "đã được tin cậy" in text(send(root))
    assert "không phải chứng thư số của cơ quan chứng thực" in text(send(issuing))
    assert "không phải chứng thư số" in text(send(b"rac"))
    assert client.post(f"/quan-tri/chung-thu-goc/{anchor.pk}/ngung/", {"valid_to": f"{clock.today():%d/%m/%Y}"}).status_code == 302
    anchor.refresh_from_db()
    assert anchor.valid_to == clock.today()
    assert as_("hanh").get("/quan-tri/chung-thu-goc/").status_code == 403


def test_people_are_told_once_thirty_days_before(signers: Signers) -> None:
    assert warn_of_ending_keys(actor=SYSTEM) == 0
    SigningKey.objects.update(valid_to=clock.now() + timedelta(days=20))

    assert warn_of_ending_keys(actor=SYSTEM) == 2
    assert warn_of_ending_keys(actor=SYSTEM) == 0

    told = dict(Notice.objects.values_list("account__username", "url"))
    assert told == {"hanh": f"/khoa-ky/{signers.leader_key.pk}/", "vanthu": f"/khoa-ky/{signers.seal.pk}/"}
    assert "Còn 19 ngày" in text(as_("hanh").get("/khoa-ky/"))


def test_the_lists_ask_the_same_queries_for_one_key_and_for_many(signers: Signers, django_assert_max_num_queries: object) -> None:
    client = as_("long")
    client.get("/quan-tri/khoa-ky/")
    for number in range(6):
        key = SigningKey.objects.get(pk=signers.leader_key.pk)
        key.pk, key.serial = None, f"abc{number}"
        key.save(force_insert=True)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert text(client.get("/quan-tri/khoa-ky/")).count("Phạm Ngọc Hạnh") >= 7
