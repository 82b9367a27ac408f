"""What changed between the uploaded papers of two versions of a draft: their text layers, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from congso.domains.documents import text_layer
from congso.domains.documents.outgoing_comparing import Piece, pieces
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file

MOST_WORDS = 12_000
"""Of longer papers lines are compared, not words."""
_AROUND, _LONG = 25, 70
"""Words shown on both sides of a change; of what is the same, longer runs are cut."""
_GLUE = "\ue000"
"""Stands for the spaces of a line, so that it is one word."""
_OWN_WORDS = ("addressees", "grounds", "body", "recipients")


_END = Piece("", ".")


@dataclass
class FileChanges:
    """The papers of two versions beside each other."""

    pieces: list[Piece] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """Why not everything could be compared."""
    is_asked: bool = False
    """Whether one of the versions is a file at all, and not the same one."""


def compare_files(before: dict[str, Any], after: dict[str, Any], *, numbers: tuple[int, int]) -> FileChanges:
    """The words of the two papers told apart; of a version written here its own words stand for the paper."""
    found = FileChanges(is_asked=bool(before) and (before.get("upload") or "") != (after.get("upload") or ""))
    if not found.is_asked:
        return found
    texts = [_text_of(content, number, found.remarks) for content, number in zip((before, after), numbers, strict=True)]
    if all(texts):
        found.pieces = list(_shortened(_in_runs(_told_apart(*texts))))
        if not any(piece.kind for piece in found.pieces):
            found.remarks.append(_("Lớp chữ của hai tệp giống nhau; khác nhau (nếu có) ở cách trình bày, hình ảnh."))
    return found


def _text_of(content: dict[str, Any], number: int, remarks: list[str]) -> str:
    if not content.get("upload"):
        remarks.append(_("Phiên bản %(n)d soạn trên hệ thống: phần đầu trang, chữ ký trong tệp hiện ra như phần thêm.") % {"n": number})
        return _joined(value for name in _OWN_WORDS for value in _lines(content.get(name)))
    stored = StoredFile.objects.filter(pk=content["upload"]).first()
    if stored is None:
        remarks.append(_("Tệp của phiên bản %(n)d không còn được lưu.") % {"n": number})
        return ""
    if not text_layer.is_available():
        remarks.append(_("Máy chủ chưa cài chương trình đọc lớp chữ của PDF nên không so sánh được."))
        return ""
    with open_file(stored) as stream:
        text = _joined(text_layer.text_of(stream.read()).splitlines())
    if not text:
        remarks.append(_("Tệp của phiên bản %(n)d không có lớp chữ (bản quét, ảnh) nên không so sánh được nội dung; hãy mở hai tệp để đối chiếu.") % {"n": number})
    return text


def _lines(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else str(value or "").splitlines()


def _joined(lines: Iterable[str]) -> str:
    """Lines without what laying out did to their spaces."""
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _told_apart(before: str, after: str) -> Iterator[Piece]:
    """By words, whatever line they stand in; by lines when there are many."""
    if max(len(before.split()), len(after.split())) <= MOST_WORDS:
        yield from pieces(" ".join(before.split()), " ".join(after.split()))
        return
    for piece in pieces(before.replace(" ", _GLUE), after.replace(" ", _GLUE)):
        yield Piece(piece.kind, piece.text.replace(_GLUE, " ").replace("\n", " "))


def _in_runs(found: Iterable[Piece]) -> Iterator[Piece]:
    """Changed words with nothing but spaces between them as one run taken out and one put in."""
    out: list[str] = []
    put: list[str] = []
    for piece in [*found, _END]:
        if piece.kind or not piece.text.strip():
            out += [piece.text] if piece.kind != "ins" else []
            put += [piece.text] if piece.kind != "del" else []
            continue
        if "".join(out) != "".join(put):
            yield from (Piece(kind, "".join(words)) for kind, words in (("del", out), ("ins", put)) if "".join(words).strip())
        elif out:
            yield Piece("", "".join(out))
        out, put = [], []
        if piece is not _END:
            yield piece


def _shortened(found: Iterable[Piece]) -> Iterator[Piece]:
    """What is the same, cut to the words beside the changes."""
    all_pieces = list(found)
    for place, piece in enumerate(all_pieces):
        words = piece.text.split(" ")
        if piece.kind or len(words) <= _LONG:
            yield piece
            continue
        first, last = place == 0, place == len(all_pieces) - 1
        head = [] if first else words[:_AROUND]
        tail = [] if last else words[-_AROUND:]
        yield Piece("", " ".join([*head, "[…]", *tail]))
