"""What the demonstration's citizens think of the service."""

from __future__ import annotations

import random
from dataclasses import dataclass
from uuid import UUID

from congso.core.actors import Actor, system_actor
from congso.domains.ratings.facade import hide_comment, publish_comment, rate

SHARE = 0.35
USUAL, AFTER_DELAY = (1, 2, 8, 39, 50), (18, 30, 30, 15, 7)
"""How often each level, from very bad to very good."""
_GOOD = ("Cán bộ hướng dẫn tận tình, trả kết quả sớm.", "Nhanh gọn, không phải đi lại nhiều.", "Nộp trên mạng rất tiện.",
         "Được nhắc tin từng bước, yên tâm.", "Quầy sạch sẽ, gọi số trật tự.")  # fmt: skip
_FAIR = ("Bình thường, mong rút ngắn thời gian hơn.", "Hướng dẫn nên ghi rõ hơn giấy tờ cần mang theo.")
_BAD = ("Trễ hẹn, phải gọi hỏi nhiều lần mới có kết quả.", "Phải bổ sung giấy tờ hai lần, mất công đi lại.",
        "Chờ lâu mà không ai báo. Liên hệ lại tôi theo số 0912 000 111.")  # fmt: skip
_REASONS = {
    1: ["late", "many_trips"],
    2: ["late", "unclear"],
    3: ["unclear"],
    4: ["fast", "clear"],
    5: ["fast", "kind"],
}


@dataclass(frozen=True)
class Opinion:
    """What somebody presses and writes, how long after the result, and what becomes of the words."""

    level: int
    comment: str
    minutes_later: int
    moderation: str
    """``published``, ``hidden`` or empty: nobody has read it yet."""


def opinion_of(key: UUID, *, is_late: bool) -> Opinion | None:
    """The opinion that belongs to a dossier's form, the same whenever it is asked for; None: no rating."""
    dice = random.Random(f"opinion:{key}")
    if dice.random() > SHARE:
        return None
    level = dice.choices([1, 2, 3, 4, 5], AFTER_DELAY if is_late else USUAL)[0]
    words = dice.choice(_BAD if level < 3 else _FAIR if level == 3 else _GOOD) if dice.random() < 0.45 else ""
    moderation = dice.choices(["published", "hidden", ""], [80, 5, 15])[0]
    return Opinion(level, words, dice.randrange(20, 60 * 50), moderation)


def give_opinion(token: str, opinion: Opinion, by: Actor | None = None) -> None:
    """Rate a returned dossier, and let its words be read."""
    bearer = by or Actor(account_id=None, name="Người giữ mã tra cứu hồ sơ")
    row = rate(
        actor=bearer,
        token=token,
        level=opinion.level,
        reasons=_REASONS[opinion.level],
        comment=opinion.comment,
    )
    reader = system_actor("Nạp dữ liệu dùng thử")
    if opinion.comment and opinion.moderation == "published":
        publish_comment(actor=reader, rating_id=row.pk)
    elif opinion.comment and opinion.moderation == "hidden":
        hide_comment(actor=reader, rating_id=row.pk, reason="Trùng với ý kiến khác.")
