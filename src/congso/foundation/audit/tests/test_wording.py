"""What the log says of a change is said in the words of the office."""

from __future__ import annotations

from congso.foundation.audit.wording import readable, subject_label


def test_a_message_on_its_way_is_told_without_the_codes_of_the_program() -> None:
    told = readable({"began": True, "tries": 1, "channel": "sms", "before": {"state": "sending"}})

    assert told == [
        ("Bắt đầu gửi", "có"), ("Số lần thử", "1"), ("Kênh gửi", "Tin nhắn SMS"), ("Trước › Trạng thái", "Đang gửi"),
    ]  # fmt: skip
    assert subject_label("notifications.message") == "Thư, tin nhắn"


def test_a_state_nobody_named_is_shown_as_it_was_written() -> None:
    assert readable({"state": "chờ ký"}) == [("Trạng thái", "chờ ký")]
