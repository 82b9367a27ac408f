"""Requests for payment."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from secrets import choice, token_urlsafe

from django.db import models

from congso.core.ids import uuid7
from congso.domains.fees.enums import SETTLED_STATES, LineKind, RequestState

CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BEGIN = "CS"
CODE_LENGTH = 10


def new_code() -> str:
    """A transfer text that no other request has: capitals and digits that cannot be mistaken for one another."""
    return CODE_BEGIN + "".join(choice(CODE_SIGNS) for _sign in range(CODE_LENGTH))


new_token = partial(token_urlsafe, 18)


class PaymentRequest(models.Model):
    """What somebody is asked to pay (yêu cầu nộp phí, lệ phí), for a matter that fees do not look into.

    ``subject`` and ``occasion`` name the matter in the words of who asked; of each at most one request is open.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    """Opens the page on which it is paid, for whoever holds it."""
    code = models.CharField(max_length=12, unique=True, default=new_code)
    """Nội dung chuyển khoản: how a bank transfer and a gateway name it."""
    subject = models.CharField(max_length=80)
    occasion = models.CharField(max_length=20, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    """What people call the matter: the dossier's code."""
    title = models.CharField(max_length=500)
    payer_name = models.CharField(max_length=200)
    payer_address = models.CharField(max_length=300, blank=True)
    unit_id = models.BigIntegerField()
    """The unit that collects (đơn vị thu)."""
    total = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.OPEN)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    """A payment after this moment is late, but still settles an open request."""
    closes_at = models.DateTimeField()
    """When an open request is closed as not paid."""
    settled_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=500, blank=True)
    gateway = models.CharField(max_length=30, blank=True)
    """The gateway that the payer was last sent to, which is asked when it does not call."""
    gateway_started_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "occasion"], name="payment_request_open_once",
                                    condition=models.Q(state="open")),
            models.CheckConstraint(condition=models.Q(total__gt=0), name="payment_request_positive"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["subject"], name="payment_request_subject"),
            models.Index(fields=["unit_id", "created_at"], name="payment_request_day"),
            models.Index(
                fields=["closes_at"], name="payment_request_waiting", condition=models.Q(state="open")
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Whether it waits for money."""
        return self.state == RequestState.OPEN

    @property
    def is_settled(self) -> bool:
        """Whether the money came, even if some of it was refunded later."""
        return self.state in SETTLED_STATES

    def is_late(self, moment: datetime) -> bool:
        """Whether a payment of that moment comes after the time given."""
        return moment > self.expires_at


class PaymentLine(models.Model):
    """A line of a request: one fee or charge (phí, lệ phí), in đồng."""

    request = models.ForeignKey(PaymentRequest, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40, blank=True)
    """How who asked finds the fee again."""
    name = models.CharField(max_length=300)
    kind = models.PositiveSmallIntegerField(choices=LineKind, default=LineKind.CHARGE)
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_line_positive")]
