"""Reading an edXML file: the heading into fields, attachments into files, in one pass with little memory."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from congso.foundation.edxml import sentences
from congso.foundation.edxml.decoding import Decoder
from congso.foundation.edxml.errors import broken_attachment, not_standard
from congso.foundation.edxml.interpreting import Interpreter
from congso.foundation.edxml.messages import DocumentMessage, Message, StatusMessage
from congso.foundation.edxml.nodes import Builder, Node
from congso.foundation.edxml.parcels import Parcel, ReceivedAttachment
from congso.foundation.edxml.passing import Passing
from congso.foundation.edxml.standard import (
    BODY,
    DOCUMENT,
    ENCODED,
    ENVELOPE,
    HEADER,
    MANIFEST,
    SEEN_NAMESPACES,
    STATUS,
    STREAMED,
    Kind,
    require_complete,
)
from congso.foundation.edxml.walking import Element, Limits, is_streamed, walk
from congso.foundation.edxml.xmldsig import block_of

LONGEST_LABEL = 255
_ATTACHMENT = ["ContentId", "AttachmentName", "Description", "ContentType", STREAMED]
_REFERENCE = ["ContentId", "ContentType", "Description", "AttachmentName"]
_XLINK = "http://www.w3.org/1999/xlink"


def read(
    source: BinaryIO, folder: Path | None, *, in_memory: bool = False, limits: Limits | None = None, strict: bool = False,
    verifying: bool = False, allow_sha1: bool = False,
) -> Parcel:  # fmt: skip
    """Take a message apart; its files go into ``folder`` under names of our own. Raises EdxmlRefused and leaves nothing there then.

    Without a folder they are looked at all the same, and kept only ``in_memory``, for messages known to be small.
    ``strict`` refuses what differs from the standard and is otherwise only told in ``tolerated``. The signature is found, and
    judged when ``verifying``: then ``check`` says what ``verify`` would.
    """
    limits = limits or Limits()
    taking = _Taking(folder, limits, in_memory=in_memory)
    try:
        if not verifying:
            walk(source, taking, limits)
            return _Assembly(taking, limits, strict=strict).parcel()
        passing = Passing(taking, allow_sha1=allow_sha1)
        walk(source, passing, limits)
        parcel = _Assembly(taking, limits, strict=strict).parcel()
        return replace(parcel, check=passing.check(parcel.signature))
    except BaseException:
        taking.drop()
        raise


class _Taking(Builder):
    """The tree of the heading, and files of the attachments."""

    def __init__(self, folder: Path | None, limits: Limits, *, in_memory: bool) -> None:
        super().__init__()
        self.folder = folder
        self.in_memory = in_memory
        self.limits = limits
        self.decoders: list[Decoder] = []
        self.decoder: Decoder | None = None

    def start(self, element: Element) -> None:
        parent = self.stack[-1].element if self.stack else None
        super().start(element)
        if is_streamed(element, parent):
            if len(self.decoders) >= self.limits.attachments:
                raise broken_attachment(sentences.TOO_MANY_ATTACHMENTS % {"most": self.limits.attachments})
            self.decoder = Decoder(self.folder, len(self.decoders) + 1, in_memory=self.in_memory)
            self.decoders.append(self.decoder)

    def end(self, element: Element) -> None:
        if self.decoder:
            self.stack[-1].stored = self.decoder.finish()
            self._limit()
            self.decoder = None
        super().end(element)

    def stream(self, data: str) -> None:
        if self.decoder:
            self.decoder.take(data)
            self._limit()

    def _limit(self) -> None:
        if sum(each.size for each in self.decoders) > self.limits.attachment_bytes:
            raise broken_attachment(sentences.ATTACHMENTS_TOO_LARGE % {"most": self.limits.attachment_bytes})

    def drop(self) -> None:
        for each in self.decoders:
            each.drop()


class _Assembly:
    """From the tree to the parcel."""

    def __init__(self, taking: _Taking, limits: Limits, *, strict: bool) -> None:
        self.taking = taking
        self.limits = limits
        self.interpreter = Interpreter(strict=strict)
        self.attached: list[Node] = []
        self.manifest: Node | None = None

    def parcel(self) -> Parcel:
        root = self.taking.root
        if root is None or root.local != "edXML" or root.element.space not in SEEN_NAMESPACES:
            raise not_standard(sentences.NOT_EDXML)
        message = self._message(self._header(root))
        attachments = self._attachments(message)
        message = replace(message, unknown=tuple(self.interpreter.unknown))
        return Parcel(message=message, attachments=attachments, signature=block_of(root), tolerated=[*self.interpreter.tolerated])

    def _header(self, root: Node) -> Node:
        """Go through the frame around the message."""
        self.interpreter.name_of(root)
        frame = self._only(root, [ENVELOPE, ENCODED], "")
        if ENVELOPE not in frame:
            raise not_standard(sentences.MISSING % {"name": ENVELOPE})
        inner = self._only(frame[ENVELOPE], ["edXMLHeader", "edXMLBody", ENCODED], ENVELOPE)
        if "edXMLHeader" not in inner:
            raise not_standard(sentences.MISSING % {"name": "edXMLHeader"})
        if "edXMLBody" in inner:
            self._body(inner["edXMLBody"])
        if ENCODED in inner:
            self.interpreter.tolerate(sentences.OTHER_PLACE % {"name": ENCODED})
            self._encoded(inner[ENCODED], f"{ENVELOPE}/{ENCODED}")
        if ENCODED in frame:
            self._encoded(frame[ENCODED], ENCODED)
        return inner["edXMLHeader"]

    def _only(self, node: Node, known: list[str], path: str) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for name, child in self.interpreter.children(node, known, path):
            if name in found:
                raise not_standard(sentences.TWICE % {"name": name})
            found[name] = child
        return found

    def _body(self, body: Node) -> None:
        encoded = None
        for name, child in self.interpreter.children(body, ["edXMLManifest", ENCODED, "Attachment"], BODY):
            if (name == "edXMLManifest" and self.manifest) or (name == ENCODED and encoded):
                raise not_standard(sentences.TWICE % {"name": name})
            if name == "edXMLManifest":
                self.manifest = child
                continue
            self.interpreter.tolerate(sentences.OTHER_PLACE % {"name": name})
            if name == ENCODED:
                encoded = child
                self._encoded(child, f"{BODY}/{ENCODED}")
            else:
                self.attached.append(child)

    def _encoded(self, node: Node, path: str) -> None:
        self.attached += [child for _name, child in self.interpreter.children(node, ["Attachment"], path)]

    def _message(self, header: Node) -> Message:
        messages = [child for child in header.children if child.local == "MessageHeader"]
        if not messages:
            raise not_standard(sentences.MISSING % {"name": "MessageHeader"})
        is_status = any(child.local == "StatusCode" for child in messages[0].children)
        receivers = sum(child.local == "To" for child in messages[0].children)
        if receivers > self.limits.receivers:
            raise not_standard(sentences.TOO_MANY_RECEIVERS % {"most": self.limits.receivers})
        values = self.interpreter.fields(header, STATUS if is_status else DOCUMENT, HEADER)
        values["blank"] = frozenset(self.interpreter.blank)
        message: Message = StatusMessage(**values) if is_status else DocumentMessage(**values)
        require_complete(message)
        return message

    def _attachments(self, message: Message) -> list[ReceivedAttachment]:
        """Each file with its line of the list."""
        lines = self._lines()
        found: dict[str, ReceivedAttachment] = {}
        for number, node in enumerate(self.attached, 1):
            one = self._attachment(node, f"{ENCODED}/Attachment[{number}]", lines)
            if _key(one.content_id) in found:
                raise broken_attachment(sentences.SAME_ID % {"name": one.content_id[:80]})
            found[_key(one.content_id)] = one
        if len(found) != len(self.taking.decoders):
            raise not_standard(sentences.MISPLACED_ATTACHMENT)
        if found and isinstance(message, StatusMessage):
            raise not_standard(sentences.STATUS_WITH_ATTACHMENTS)
        for key, line in lines.items():
            if key not in found:
                raise broken_attachment(sentences.NO_ATTACHMENT % {"name": line["ContentId"][:80]})
        return [*found.values()]

    def _lines(self) -> dict[str, dict[str, str]]:
        """The list of files (``edXMLManifest``) by content id."""
        if self.manifest is None:
            if self.attached:
                self.interpreter.tolerate(sentences.NO_MANIFEST)
            return {}
        lines: dict[str, dict[str, str]] = {}
        listed = self.interpreter.children(self.manifest, ["Reference"], MANIFEST, allowed=frozenset({"version"}))
        for number, (_name, node) in enumerate(listed, 1):
            line = self._texts(node, _REFERENCE, f"{MANIFEST}/Reference[{number}]")
            if not line.get("ContentId"):
                line["ContentId"] = next((each.value for each in node.element.attributes if (each.space, each.local) == (_XLINK, "href")), "")
            if _key(line["ContentId"]) in lines:
                raise broken_attachment(sentences.SAME_ID % {"name": line["ContentId"][:80]})
            lines[_key(line["ContentId"])] = line
        return lines

    def _texts(self, node: Node, known: list[str], path: str, *, bare: bool = False) -> dict[str, str]:
        texts: dict[str, str] = {}
        for name, child in self.interpreter.children(node, known, path, bare=bare):
            if name in texts:
                raise not_standard(sentences.TWICE % {"name": name})
            texts[name] = self.interpreter.leaf_text(child, name, Kind.ID if name == "ContentId" else Kind.TEXT)
        return texts

    def _attachment(self, node: Node, path: str, lines: dict[str, dict[str, str]]) -> ReceivedAttachment:
        texts = self._texts(node, _ATTACHMENT, path, bare=True)
        content_id, name = texts.get("ContentId", ""), texts.get("AttachmentName", "")
        stored = next((child.stored for child in node.children if child.stored), None)
        if not content_id:
            raise not_standard(sentences.MISSING % {"name": "Attachment/ContentId"})
        if stored is None:
            raise broken_attachment(sentences.NO_CONTENT % {"name": (name or content_id)[:80]})
        line = lines.get(_key(content_id))
        if self.manifest is not None and line is None:
            raise broken_attachment(sentences.NOT_LISTED % {"name": (name or content_id)[:80]})
        if line and line["ContentId"] != content_id:
            self.interpreter.tolerate(sentences.OTHER_ID % {"name": content_id[:80]})
        line = line or {}
        return ReceivedAttachment(
            content_id=content_id, name=self._label(name or line.get("AttachmentName", "")), size=stored.size, sha256=stored.sha256,
            path=stored.path, content=stored.content,
            description=texts.get("Description"), content_type=texts.get("ContentType"), manifest_type=line.get("ContentType"),
        )  # fmt: skip


    def _label(self, name: str) -> str:
        """The name as a label; one that wants to lead somewhere is refused, a mere slash (``15/QĐ-UBND.pdf``) is remarked on."""
        if _LEADING.search(name):
            raise broken_attachment(sentences.PATH_NAME % {"name": name[:80]})
        if re.search(r"[/\\]", name):
            self.interpreter.tolerate(sentences.FOLDER_NAME % {"name": name[:80]})
        return label(name)


_LEADING = re.compile(r"(^|[/\\])\.\.[/\\]|[/\\]\.\.$|^\s*(~?[/\\]|[A-Za-z]:[/\\])")
"""Up the folders, from the root or a drive, a home."""


def _key(content_id: str) -> str:
    """Some leave out ``cid:`` in one of the two places."""
    return content_id.removeprefix("cid:")


def label(name: str) -> str:
    """A file's name as the sender gave it, fit to be shown: no folders, no control or direction characters, not too long."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"})
    kept = kept.strip().lstrip(".")
    if len(kept) <= LONGEST_LABEL:
        return kept
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: LONGEST_LABEL - len(ending) - 1]}.{ending}" if dot and len(ending) <= 10 else kept[:LONGEST_LABEL]
