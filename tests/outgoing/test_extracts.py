"""An extract has the form of its source and only the passages chosen, word for word; of a scan only strips of its pages."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import File
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from congso.core.errors import NotVisible
from congso.domains.documents.errors_copies import CopyRefused
from congso.domains.documents.extract_paper import source_passages
from congso.domains.documents.models import CertifiedCopy, CopyKind, CopyMedium, Document
from congso.domains.documents.services.copying import CopyIn, extract_source, make_copy
from congso.domains.dossiers.tests.expecting import refused
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.foundation.files.services import store_file
from congso.foundation.people.models import Account
from congso.foundation.signing.facade import Trust, verify_pdf
from tests.incoming.makers import make_incoming
from tests.judges import need
from tests.outgoing.conftest import Desk
from tests.outgoing.test_copies import content, scan, signed

pytestmark = pytest.mark.django_db
SECOND = "Điều 2. Quyết định này có hiệu lực kể từ ngày ký."


def issued(desk: Desk) -> Document:
    document = desk.bring(desk.draft(), "issue")
    Document.objects.filter(pk=document.pk).update(state="issued")
    document.refresh_from_db()
    return document


def extract_of(desk: Desk, document: Document, medium: CopyMedium = CopyMedium.ELECTRONIC, **more: Any) -> CertifiedCopy:
    return make_copy(actor=desk.office.registry, document_id=document.pk, asked=CopyIn(CopyKind.PART, medium, **more))


def words(copy: CertifiedCopy) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content(copy))).pages).split())


def picture_scan(desk: Desk) -> Document:
    """A paper of two pages that came as a picture: red above, blue below."""
    page = Image.new("RGB", (1240, 1754), (200, 20, 20))
    page.paste((20, 20, 200), (0, 877, 1240, 1754))
    out = BytesIO()
    page.save(out, "PDF", resolution=150, save_all=True, append_images=[page])
    document = make_incoming(desk.office)
    document.file = store_file(File(BytesIO(out.getvalue()), name="quet.pdf"), name="quet.pdf")
    document.save(update_fields=["file"])
    return document


def test_only_the_chosen_passage_stands_in_the_form_of_the_source(desk: Desk) -> None:
    copy = extract_of(desk, issued(desk), passages=[SECOND])
    said = words(copy)
    assert copy.number_text == "01/TrS-UBND"
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "01/QĐ-UBND", "QUYẾT ĐỊNH", "(Trích)", SECOND, "TM. ỦY BAN NHÂN DÂN", "(Đã ký)", "Phạm Ngọc Hạnh"):
        assert part in said, part
    assert "gồm các ông, bà" not in said
    assert "XEM TRƯỚC" not in said
    assert [each.trust for each in verify_pdf(content(signed(desk, copy)))] == [Trust.TRUSTED]


def test_passages_that_are_apart_have_a_mark_between(desk: Desk) -> None:
    document = issued(desk)
    first, _second, third = source_passages(document, b"")[-3:]
    assert "… Điều 3." in words(extract_of(desk, document, passages=[first, third]))
    assert "…" not in words(extract_of(desk, document, passages=[first, SECOND]))


def test_on_paper_the_block_of_the_copy_follows(desk: Desk) -> None:
    copy = extract_of(desk, issued(desk), CopyMedium.PAPER, passages=[SECOND], powers=["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], signer_name="Lê Thị Hoa")
    last = PdfReader(BytesIO(content(copy))).pages[-1].extract_text()
    assert "TRÍCH SAO" in last
    assert "Lê Thị Hoa" in last


def test_changed_words_and_nothing_at_all_are_refused_and_take_no_number(desk: Desk) -> None:
    document = issued(desk)
    with refused(CopyRefused, "không đúng nguyên văn"):
        extract_of(desk, document, passages=["Điều 2. Quyết định này có hiệu lực từ ngày ký."])
    with refused(CopyRefused, "chọn đoạn trích"):
        extract_of(desk, document)
    assert not CertifiedCopy.objects.exists()


def test_of_a_paper_from_elsewhere_its_own_text_is_taken(desk: Desk) -> None:
    need("pdftotext")
    document = scan(desk)
    _found, pdf = extract_source(viewer=desk.office.registry, document_id=document.pk)
    passages = source_passages(document, pdf)
    assert "Điều 2. Quyết định có hiệu lực." in passages
    said = words(extract_of(desk, document, passages=["Điều 2. Quyết định có hiệu lực."]))
    assert "Ban hành kèm theo" not in said
    assert document.number_text in said


def test_of_a_scan_a_strip_is_cut_and_nothing_else_goes_along(desk: Desk) -> None:
    need("pdftoppm")
    document = picture_scan(desk)
    _found, pdf = extract_source(viewer=desk.office.registry, document_id=document.pk)
    assert source_passages(document, pdf) == []
    copy = extract_of(desk, document, strips=["2: 60-80"])
    (picture,) = [image.image for page in PdfReader(BytesIO(content(copy))).pages for image in page.images]
    assert abs(picture.height / picture.width - 0.2 * 297 / 210) < 0.01
    assert picture.width >= 8.26 * 200 - 2
    colours = [picture.convert("RGB").getpixel((x, y)) for x in (5, picture.width - 5) for y in (5, picture.height - 5)]
    assert all(red < 40 and blue > 180 for red, _green, blue in colours), "nothing of the red half"
    with refused(CopyRefused, "chỉ có 2 trang"):
        extract_of(desk, document, strips=["3: 1-9"])


@pytest.mark.django_db(transaction=True)
def test_two_at_once_take_two_numbers(desk: Desk) -> None:
    document = issued(desk)
    found = both(lambda: extract_of(desk, document, passages=[SECOND]), lambda: extract_of(desk, document, passages=[SECOND]))
    assert sorted(each.number_text for each in found) == ["01/TrS-UBND", "02/TrS-UBND"]


def test_the_screen_takes_passages_over_previews_them_and_numbers_the_extract(desk: Desk, client: Client) -> None:
    document = issued(desk)
    client.force_login(Account.objects.get(username="vanthu"))
    here = f"/van-ban/sao/moi/{document.pk}/trich/"
    assert here in client.get(f"/van-ban/sao/moi/{document.pk}/").content.decode()
    passages = source_passages(document, b"")
    number = passages.index(SECOND) + 1
    page = client.get(f"{here}?doan={number}")
    assert page.context["form"]["passages"].value() == SECOND
    typed = {"passages": SECOND, "medium": "e"}
    preview = client.post(here, typed | {"preview": "1"})
    assert preview["Content-Type"] == "application/pdf"
    assert "XEM TRƯỚC" in PdfReader(BytesIO(preview.content)).pages[0].extract_text()
    assert not CertifiedCopy.objects.exists()
    wrong = client.post(here, typed | {"passages": "Điều 2. Sửa chữ."})
    assert wrong.status_code == 422
    assert "Điều 2. Sửa chữ." in wrong.content.decode()
    assert client.post(here, typed, follow=True).status_code == 200
    copy = CertifiedCopy.objects.get()
    assert copy.passages == [SECOND]
    client.force_login(Account.objects.get(username="motcua"))
    assert client.get(here).status_code == 404
    with pytest.raises(NotVisible):
        extract_source(viewer=desk.office.clerk, document_id=document.pk)
