"""How a webhook is told: a signed POST; what does not answer is tried again by the outbox."""

from __future__ import annotations

import hashlib
import hmac
import json

import requests
from django.utils.translation import gettext as _

from congso.core import clock
from congso.domains.clients.models import Hook
from congso.foundation.outbox.channels import Later, Outcome, Refused, Taken
from congso.foundation.outbox.models import Sending
from congso.foundation.outbox.secrets import unseal

CONNECT, READ = 5, 10
SIGNATURE, DELIVERY = "X-CongSo-Signature", "X-CongSo-Delivery"


def signature_of(secret: str, stamp: int, body: bytes) -> str:
    """``t=<seconds>,v1=<HMAC-SHA256 over "<seconds>.<body>">``: the receiver refuses stamps older than five minutes."""
    made = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={stamp},v1={made}"


def send(sending: Sending) -> Outcome:
    """Tell one address one thing. 2xx: taken; 410: it wants no more; anything else is tried again."""
    hook = Hook.objects.select_related("client").filter(pk=sending.payload["hook"], removed_at=None, client__closed_at=None).first()
    if hook is None:
        return Refused("removed", "địa chỉ nhận tin đã bị gỡ")
    stamp = int(clock.now().timestamp())
    said = {name: sending.payload[name] for name in ("id", "event", "agency", "data")} | {"at": clock.local(sending.created_at).isoformat()}
    body = json.dumps(said, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", SIGNATURE: signature_of(unseal(hook.secret), stamp, body), DELIVERY: str(sending.payload["id"])}
    try:
        answer = requests.post(hook.url, data=body, headers=headers, timeout=(CONNECT, READ), allow_redirects=False, stream=True)
        answer.close()
    except (requests.RequestException, OSError) as silent:
        late = isinstance(silent, requests.Timeout)
        return Later(_("quá thời gian chờ trả lời") if late else _("không kết nối được, hoặc đường truyền bị ngắt"))
    if 200 <= answer.status_code < 300:
        return Taken(f"HTTP {answer.status_code}")
    return Refused("410", "bên nhận không nhận nữa") if answer.status_code == 410 else Later(f"HTTP {answer.status_code}")
