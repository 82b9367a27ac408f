"""What is accepted with a remark, what is refused and how, and that nothing stays behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from congso.core.clock import VIETNAM
from congso.foundation.edxml.errors import AxisError, EdxmlRefused
from congso.foundation.edxml.messages import DocumentMessage, Unknown
from congso.foundation.edxml.parcels import Parcel
from congso.foundation.edxml.reading import label, read
from congso.foundation.edxml.tests import makers
from congso.foundation.edxml.walking import Limits
from congso.foundation.edxml.writing import write_document

NEW = (makers.GOLDEN / "document_0_new.edxml").read_text(encoding="utf-8")
STATUS = (makers.GOLDEN / "status_03.edxml").read_text(encoding="utf-8")
STANDARD = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
ATTACHED = NEW[NEW.index("  <AttachmentEncoded>") : NEW.index("</edXML>")]


def taken(text: str, folder: Path, *, strict: bool = False, limits: Limits | None = None) -> Parcel:
    return read(BytesIO(text.encode()), folder, strict=strict, limits=limits)


def replaced(text: str, old: str, new: str, count: int = -1) -> str:
    assert old in text
    return text.replace(old, new, count)


ODD: dict[str, tuple[str, str]] = {
    "namespace of the field": (replaced(NEW, STANDARD, "http://www.go.vn/eDoc"), "không gian tên “http://www.go.vn/eDoc” khác chuẩn"),
    "no namespace": (replaced(replaced(NEW, "edXML:", ""), f'xmlns:edXML="{STANDARD}"', "").replace(f'xmlns="{STANDARD}"', ""), "không gian tên “” khác chuẩn"),
    "prefix": (replaced(NEW, "edXML:", "e:").replace("xmlns:edXML", "xmlns:e"), "tiền tố “e” khác chuẩn"),
    "no prefix": (replaced(NEW, "<edXML:", "<").replace("</edXML:", "</"), "tiền tố “” khác chuẩn"),
    "in the body": (replaced(replaced(NEW, ATTACHED, ""), "</edXML:edXMLManifest>", "</edXML:edXMLManifest>" + ATTACHED), "phần tử AttachmentEncoded đặt khác chỗ chuẩn"),
    "in the envelope": (replaced(replaced(NEW, ATTACHED, ""), "</edXML:edXMLBody>", "</edXML:edXMLBody>" + ATTACHED), "phần tử AttachmentEncoded đặt khác chỗ chuẩn"),
    "bare in the body": (
        replaced(replaced(NEW, ATTACHED, ""), "</edXML:edXMLManifest>", "</edXML:edXMLManifest>" + ATTACHED.replace("<AttachmentEncoded>", "").replace("</AttachmentEncoded>", "")),
        "phần tử Attachment đặt khác chỗ chuẩn",
    ),
    "day first": (replaced(NEW, "<edXML:DueDate>2026/09/30", "<edXML:DueDate>30/09/2026"), "ngày của DueDate viết khác chuẩn"),
    "ISO day": (replaced(NEW, "<edXML:DueDate>2026/09/30", "<edXML:DueDate>2026-09-30"), "ngày của DueDate viết khác chuẩn"),
    "no seconds": (replaced(NEW, "08:30:00", "08:30"), "thời điểm của Timestamp viết khác chuẩn"),
    "ISO moment": (replaced(NEW, "2026/09/14 08:30:00", "2026-09-14T01:30:00Z"), "thời điểm của Timestamp viết khác chuẩn"),
    "order": (replaced(replaced(NEW, "<edXML:SteeringType>2</edXML:SteeringType>", ""), "<edXML:Subject>", "<edXML:SteeringType>2</edXML:SteeringType><edXML:Subject>"), "thứ tự phần tử Subject khác chuẩn"),
    "right spelling": (replaced(replaced(NEW, "Bussiness", "Business"), "TyperNotation", "TypeNotation"), "tên phần tử BusinessDocType khác chuẩn"),
    "attributes": (replaced(NEW, "<edXML:TraceHeaderList>", '<edXML:TraceHeaderList id="a" mustUnderstand="1">'), "bỏ qua thuộc tính “TraceHeaderList/mustUnderstand”"),
    "spaces": (replaced(NEW, "<edXML:OrganId>G09<", "<edXML:OrganId> G09\n<"), "có khoảng trắng thừa quanh OrganId"),
    "cid": (replaced(NEW, "    <Attachment>\n      <ContentId>cid:", "    <Attachment>\n      <ContentId>"), "mã tệp đính kèm “a1b2c3d4-0001” thiếu “cid:” ở một nơi"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "remark"), ODD.values(), ids=ODD.keys())
def test_what_differs_in_the_field_is_taken_with_a_remark(text: str, remark: str, tmp_path: Path) -> None:
    parcel = taken(text, tmp_path)

    assert parcel.message == makers.document()
    assert remark in parcel.tolerated
    assert [each.open().read() for each in parcel.attachments] == [b"%PDF-1.4\n% sample\n", b"Phu luc mau"]


@pytest.mark.parametrize(("text", "remark"), ODD.values(), ids=ODD.keys())
def test_the_same_is_refused_where_the_standard_is_demanded(text: str, remark: str, tmp_path: Path) -> None:
    with pytest.raises(EdxmlRefused) as refused:
        taken(text, tmp_path, strict=True)

    assert refused.value.axis_code == 22
    assert [*tmp_path.iterdir()] == []
    assert remark


def test_a_missing_list_of_files_is_taken_with_a_remark(tmp_path: Path) -> None:
    start, end = NEW.index("<edXML:edXMLManifest"), NEW.index("</edXML:edXMLManifest>") + len("</edXML:edXMLManifest>")
    text = NEW[:start] + NEW[end:]

    assert taken(text, tmp_path).tolerated == ["thiếu danh mục tệp đính kèm (edXMLManifest)"]
    with pytest.raises(EdxmlRefused):
        taken(text, tmp_path, strict=True)


def test_an_old_agency_code_stays_as_it_is(tmp_path: Path) -> None:
    parcel = taken(replaced(NEW, "<edXML:OrganId>G09<", "<edXML:OrganId>000.00.01.H15<"), tmp_path)

    assert isinstance(parcel.message, DocumentMessage)
    assert parcel.message.receivers[1].organ_id == "000.00.01.H15"
    assert parcel.tolerated == ["mã định danh kiểu cũ “000.00.01.H15”, nay là “H15.01”"]


def test_utf16_with_its_mark_is_read(tmp_path: Path) -> None:
    text = NEW.replace('encoding="UTF-8"', 'encoding="UTF-16"')

    assert read(BytesIO(text.encode("utf-16")), tmp_path, strict=True).message == makers.document()


def test_base64_in_lines_is_read(tmp_path: Path) -> None:
    text = replaced(NEW, "JVBERi0xLjQKJSBzYW1wbGUK", "\r\n  JVBERi0x\r\n\tLjQKJSBz \r\nYW1wbGUK\r\n")

    assert taken(text, tmp_path, strict=True).attachments[0].open().read() == b"%PDF-1.4\n% sample\n"


def without(text: str, start: str, end: str) -> str:
    begun = text.index(start)
    return text[:begun] + text[text.index(end, begun) + len(end) :]


CODE = "<edXML:Code>\n          <edXML:CodeNumber>15</edXML:CodeNumber>\n          <edXML:CodeNotation>QĐ-SM</edXML:CodeNotation>\n        </edXML:Code>"
ID = "<edXML:DocumentId>H20.15,2026/09/14,15/QĐ-SM</edXML:DocumentId>"
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSED: dict[str, tuple[str, int, str]] = {
    "empty": ("", 10, "XML sai cú pháp"),
    "not xml": ("PK\x03\x04", 10, "XML sai cú pháp"),
    "cut": (NEW[:-20], 10, "XML sai cú pháp"),
    "doctype": (replaced(NEW, "<edXML xmlns", "<!DOCTYPE edXML><edXML xmlns"), 10, "có khai báo DOCTYPE"),
    "bomb": (replaced(NEW, "<edXML xmlns", BOMB + "<edXML xmlns"), 10, "có khai báo DOCTYPE"),
    "external": (replaced(NEW, "<edXML xmlns", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><edXML xmlns'), 10, "có khai báo DOCTYPE"),
    "encoding": (replaced(NEW, "UTF-8", "ISO-8859-1"), 10, "mã ký tự"),
    "other encoding": (replaced(NEW, "UTF-8", "UTF-16"), 10, "mã ký tự"),
    "version": (replaced(NEW, 'version="1.0" encoding', 'version="1.1" encoding'), 10, "không phải XML 1.0"),
    "prefix not declared": (replaced(NEW, "xmlns:edXML", "xmlns:other"), 10, "tiền tố"),
    "prefix undeclared": (replaced(NEW, "<AttachmentEncoded>", '<AttachmentEncoded xmlns:a="">'), 10, "tiền tố"),
    "xml rebound": (replaced(NEW, "<AttachmentEncoded>", '<AttachmentEncoded xmlns:xml="urn:a">'), 10, "tiền tố"),
    "same attribute": (replaced(NEW, "<AttachmentEncoded>", '<AttachmentEncoded xmlns:a="urn:a" xmlns:b="urn:a" a:c="" b:c="">'), 10, "lặp lại"),
    "deep": (replaced(NEW, "<edXML:MessageHeader>", "<edXML:MessageHeader>" + "<a>" * 50 + "</a>" * 50), 10, "lồng nhau"),
    "letters after base64": (replaced(NEW, "UGh1IGx1YyBtYXU=", "UGh1IGx1YyBtYXU=?"), 21, "base64"),
    "padding inside": (replaced(NEW, "JVBERi0xLjQKJSBzYW1wbGUK", "JVBERi0xLjQ=KJSBzYW1wbGU"), 21, "base64"),
    "padding of the end": (replaced(NEW, "UGh1IGx1YyBtYXU=", "UGh1IGx1YyBtYX=="), 21, "base64"),
    "no padding": (replaced(NEW, "UGh1IGx1YyBtYXU=", "UGh1IGx1YyBtYXU"), 21, "base64"),
    "letter outside ascii": (replaced(NEW, "UGh1IGx1YyBtYXU=", "UGh1IGx1YyBtYXđ="), 21, "base64"),
    "two in one": (replaced(NEW, "UGh1IGx1YyBtYXU=", "UGh1IGx1YyBtYXU=UGh1"), 21, "base64"),
    "element in base64": (replaced(NEW, "UGh1IGx1YyBtYXU=", "UGh1<a/>"), 22, "ContentTransferEncoded"),
    "listed only": (without(NEW, "    <Attachment>\n      <ContentId>cid:a1b2c3d4-0002", "</Attachment>"), 21, "nêu “cid:a1b2c3d4-0002”"),
    "attached only": (without(NEW, "        <edXML:Reference>\n          <edXML:ContentId>cid:a1b2c3d4-0002", "</edXML:Reference>"), 21, "không có trong danh mục"),
    "same id": (replaced(NEW, "0002", "0001"), 21, "cùng mã"),
    "no content": (without(NEW, "<edXML:ContentTransferEncoded", "</edXML:ContentTransferEncoded>"), 21, "không có nội dung"),
    "misplaced": (replaced(NEW, "<edXML:MessageHeader>", "<edXML:MessageHeader><a><Attachment><ContentTransferEncoded>AAAA</ContentTransferEncoded></Attachment></a>"), 22, "ở chỗ không được phép"),
    "root": (replaced(replaced(NEW, "<edXML xmlns", "<eDoc xmlns"), "</edXML>", "</eDoc>"), 22, "ngoài cùng"),
    "foreign root": (replaced(NEW, f'<edXML xmlns="{STANDARD}"', '<edXML xmlns="urn:other"'), 22, "ngoài cùng"),
    "no sender": (without(NEW, "<edXML:From>", "</edXML:From>"), 22, "From/OrganId"),
    "no sender's code": (replaced(NEW, "<edXML:OrganId>H20.15</edXML:OrganId>", "", 1), 22, "From/OrganId"),
    "empty sender's code": (replaced(NEW, "<edXML:OrganId>H20.15</edXML:OrganId>", "<edXML:OrganId/>", 1), 22, "From/OrganId"),
    "no receiver": (without(without(NEW, "<edXML:To>", "</edXML:To>"), "<edXML:To>", "</edXML:To>"), 22, "thiếu phần tử To"),
    "receiver's code": (replaced(NEW, "<edXML:OrganId>G09</edXML:OrganId>", ""), 22, "To/OrganId"),
    "no id": (replaced(replaced(NEW, ID, "", 1), CODE, ""), 22, "DocumentId"),
    "no subject": (without(NEW, "<edXML:Subject>", "</edXML:Subject>"), 22, "Subject"),
    "two subjects": (replaced(NEW, "<edXML:Subject>", "<edXML:Subject>a</edXML:Subject><edXML:Subject>"), 22, "Subject có hai lần"),
    "wrong day": (replaced(NEW, "2026/09/30", "2026/09/31"), 22, "ngày “2026/09/31” của DueDate"),
    "no day": (replaced(NEW, "2026/09/30", "mai"), 22, "ngày “mai” của DueDate"),
    "wrong moment": (replaced(NEW, "08:30:00", "25:30:00"), 22, "của Timestamp"),
    "wrong business": (replaced(NEW, "<edXML:BussinessDocType>0", "<edXML:BussinessDocType>9"), 22, "mã “9” của BussinessDocType"),
    "text between": (replaced(NEW, "<edXML:MessageHeader>", "<edXML:MessageHeader>chữ"), 22, "MessageHeader có chữ"),
    "element in text": (replaced(NEW, "<edXML:Subject>", "<edXML:Subject><edXML:a/>"), 22, "Subject phải là chữ"),
    "no header": (without(NEW, "<edXML:edXMLHeader>", "</edXML:edXMLHeader>"), 22, "edXMLHeader"),
    "no message": (without(NEW, "<edXML:MessageHeader>", "</edXML:MessageHeader>"), 22, "MessageHeader"),
    "two messages": (replaced(NEW, "<edXML:TraceHeaderList>", "<edXML:MessageHeader/><edXML:TraceHeaderList>"), 22, "MessageHeader có hai lần"),
    "status without code": (replaced(STATUS, "<edXML:StatusCode>03</edXML:StatusCode>", "<edXML:StatusCode/>"), 22, "StatusCode"),
    "wrong status": (replaced(STATUS, "<edXML:StatusCode>03", "<edXML:StatusCode>07"), 22, "mã “07” của StatusCode"),
    "status of nothing": (without(STATUS, "<edXML:ResponseFor>", "</edXML:ResponseFor>"), 22, "ResponseFor"),
    "status with files": (replaced(STATUS, "</edXML>", ATTACHED + "</edXML>"), 22, "trạng thái"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_wrong_is_refused_and_nothing_stays_behind(text: str, code: int, reason: str, tmp_path: Path) -> None:
    with pytest.raises(EdxmlRefused) as refused:
        taken(text, tmp_path)

    assert refused.value.axis_code == code
    assert reason in str(refused.value)
    assert str(refused.value).startswith("Tệp edXML không được chấp nhận: ")
    assert [*tmp_path.iterdir()] == []


MANY_ATTRIBUTES = " ".join(f'a{number}="1"' for number in range(65))
MANY_NAMESPACES = " ".join(f'xmlns:a{number}="urn:{number}"' for number in range(64))
LIMITS: dict[str, tuple[str, Limits, int]] = {
    "header": (NEW, Limits(header_bytes=3_000), 10),
    "comment": (replaced(NEW, "<edXML:MessageHeader>", f"<edXML:MessageHeader><!--{'a' * 300_000}-->"), Limits(header_bytes=100_000), 10),
    "tag": (replaced(NEW, "<edXML:MessageHeader>", f'<edXML:MessageHeader a="{"a" * 300_000}">'), Limits(header_bytes=100_000), 10),
    "attributes": (replaced(NEW, "<edXML:MessageHeader>", f"<edXML:MessageHeader {MANY_ATTRIBUTES}>"), Limits(), 10),
    "namespaces": (replaced(NEW, "<edXML:MessageHeader>", f"<edXML:MessageHeader {MANY_NAMESPACES}>"), Limits(), 10),
    "elements": (NEW, Limits(elements=50), 10),
    "depth": (NEW, Limits(depth=5), 10),
    "attachments": (NEW, Limits(attachments=1), 21),
    "size": (NEW, Limits(attachment_bytes=20), 21),
    "receivers": (NEW, Limits(receivers=1), 22),
}  # fmt: skip


@pytest.mark.parametrize(("text", "limits", "code"), LIMITS.values(), ids=LIMITS.keys())
def test_what_is_too_large_is_refused(text: str, limits: Limits, code: int, tmp_path: Path) -> None:
    with pytest.raises(EdxmlRefused) as refused:
        taken(text, tmp_path, limits=limits)

    assert refused.value.axis_code == code
    assert [*tmp_path.iterdir()] == []


def test_wrong_bytes_are_refused(tmp_path: Path) -> None:
    for content in (NEW.encode().replace(b"Quy", b"Qu\xff"), NEW.encode("utf-16-le"), NEW.encode("utf-32"), b"\xff\xfe"):
        with pytest.raises(EdxmlRefused) as refused:
            read(BytesIO(content), tmp_path)
        assert refused.value.axis_code == 10


def test_unknown_elements_are_kept_and_written_again(tmp_path: Path) -> None:
    path = "edXMLEnvelope/edXMLHeader/MessageHeader/To[2]"
    extra = '<x:Level xmlns:x="urn:x" b="2" a="1">cao<x:In/> &amp; hơn</x:Level>'
    text = replaced(NEW, "<edXML:OrganId>G09</edXML:OrganId>", f"{extra}<edXML:OrganId>G09</edXML:OrganId>")
    text = replaced(text, "</edXML:edXMLHeader>", "<edXML:DigitalSignature/></edXML:edXMLHeader>")
    parcel = taken(text, tmp_path)
    assert isinstance(parcel.message, DocumentMessage)
    target = BytesIO()

    write_document(parcel.message, [], target)

    assert parcel.message.unknown == (
        Unknown(path="edXMLEnvelope/edXMLHeader", xml=f'<edXML:DigitalSignature xmlns:edXML="{STANDARD}"></edXML:DigitalSignature>'),
        Unknown(path=path, xml='<x:Level xmlns:x="urn:x" a="1" b="2">cao<x:In></x:In> &amp; hơn</x:Level>'),
    )
    assert read(BytesIO(target.getvalue()), tmp_path, strict=True).message == parcel.message


def test_absent_and_empty_are_told_apart(tmp_path: Path) -> None:
    text = replaced(replaced(NEW, "<edXML:DueDate>2026/09/30", "<edXML:DueDate>"), "<edXML:Content>Nội dung tóm tắt văn bản mẫu", "<edXML:Content>")
    text = without(text, "<edXML:SteeringType>", "</edXML:SteeringType>")

    message = taken(text, tmp_path, strict=True).message

    assert isinstance(message, DocumentMessage)
    assert (message.content, message.steering_type, message.due_on) == ("", None, None)
    assert message.blank == {"edXMLEnvelope/edXMLHeader/MessageHeader/DueDate"}


def test_a_moment_of_another_zone_is_told_in_ours(tmp_path: Path) -> None:
    message = taken(replaced(STATUS, "2026/09/14 09:00:00", "2026-09-14T20:00:00+00:00"), tmp_path).message

    assert getattr(message, "timestamp", None) == dt.datetime(2026, 9, 15, 3, 0, tzinfo=VIETNAM)


LABELS: list[tuple[str, str]] = [
    ("../../etc/passwd", "passwd"), ("C:\\Temp\\a.pdf", "a.pdf"), ("a\x00\n\x1b.pdf", "a.pdf"), ("\u202efdp.exe", "fdp.exe"), ("..", ""), (".bashrc", "bashrc"),
    ("Tờ trình số 5.docx", "Tờ trình số 5.docx"), ("a" * 300 + ".pdf", "a" * 251 + ".pdf"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "shown"), LABELS)
def test_a_senders_name_is_only_a_label(name: str, shown: str) -> None:
    assert label(name) == shown


@pytest.mark.parametrize("name", ["../../out.pdf", "a/../../out.pdf", "..\\out.pdf", "/etc/passwd", "C:\\Temp\\a.pdf", "~/.bashrc", "a/.."])
def test_a_name_that_leads_somewhere_is_refused_and_nothing_is_left(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()

    with pytest.raises(EdxmlRefused) as refused:
        taken(replaced(NEW, "15-QD-UBND.pdf", name), folder)

    assert refused.value.axis_code == AxisError.BROKEN_ATTACHMENT
    assert "đường dẫn" in str(refused.value)
    assert [*tmp_path.rglob("*")] == [folder]


def test_a_number_with_its_slash_as_a_name_is_remarked_on_and_lies_in_our_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()

    found = taken(replaced(NEW, "15-QD-UBND.pdf", "15/QD-UBND.pdf"), folder)

    first = found.attachments[0]
    assert first.name == "QD-UBND.pdf"
    assert first.path is not None
    assert first.path.parent == folder
    assert any("gạch chéo" in str(each) for each in found.tolerated)


def test_a_source_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    class Breaking(BytesIO):
        reads: list[Callable[[], bytes]] = []

        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 0:
                raise ConnectionResetError
            return super().read(6_000)

    with pytest.raises(ConnectionResetError):
        read(Breaking(NEW.encode()), tmp_path)
    assert [*tmp_path.iterdir()] == []
