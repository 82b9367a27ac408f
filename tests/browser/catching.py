"""A real mail server that keeps what it is handed, so that a journey reads its letters as the citizen would."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

_LINK = re.compile(r"https?://[^\s<>]+")


class Post(Message):
    """What has come in, the oldest first."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self.letters: list[EmailMessage] = []

    def handle_message(self, message: Any) -> None:
        """Take a letter in."""
        letter = message_from_bytes(message.as_bytes(), _class=EmailMessage, policy=policy.default)
        assert letter["To"] == letter["X-RcptTo"]
        self.letters.append(letter)

    @property
    def subjects(self) -> list[str]:
        """The subject lines in the order of arrival."""
        return [str(letter["Subject"]) for letter in self.letters]

    def text(self, beginning: str) -> str:
        """The text of the newest letter whose subject contains these words."""
        found = [letter for letter in self.letters if beginning in str(letter["Subject"])]
        assert found, f"no letter “{beginning}” among {self.subjects}"
        return str(found[-1].get_content())

    def link(self, beginning: str, containing: str) -> str:
        """The address in that letter that contains these words."""
        links = [link for link in _LINK.findall(self.text(beginning)) if containing in link]
        assert links, self.text(beginning)
        return links[0]


@contextmanager
def post_office() -> Iterator[Post]:
    """A mail server on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        post = Post(probe.getsockname()[1])
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()
