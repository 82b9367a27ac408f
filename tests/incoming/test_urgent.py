"""An urgent letter is told to the leader at once; whoever instructed one is led to the next, the urgent first."""

from __future__ import annotations

import pytest

from congso.domains.documents.queries_next import next_to_instruct
from congso.domains.dossiers.tests.makers import Office
from congso.foundation.notifications.models import Notice
from tests.incoming.makers import make_incoming

pytestmark = pytest.mark.django_db


def test_only_urgent_ones_are_told(office: Office) -> None:
    make_incoming(office)
    assert not Notice.objects.filter(kind="documents.urgent").exists()
    urgent = make_incoming(office, number_text="216/STP-HCTP", urgency=3)
    notice = Notice.objects.get(kind="documents.urgent")
    assert notice.account_id == office.leader.account_id
    assert notice.title == "Văn bản hỏa tốc đến chờ ý kiến: 216/STP-HCTP"
    assert notice.url.endswith(f"{urgent.pk}/")


def test_the_next_one_is_the_urgent_one_and_only_of_ones_own(office: Office) -> None:
    first = make_incoming(office)
    make_incoming(office, number_text="217/STP-HCTP")
    urgent = make_incoming(office, number_text="216/STP-HCTP", urgency=1)
    assert next_to_instruct(viewer=office.leader, after=first.pk) == urgent
    assert next_to_instruct(viewer=office.head, after=first.pk) is None
    assert next_to_instruct(viewer=office.actor("sogiamdoc"), after=first.pk) is None
