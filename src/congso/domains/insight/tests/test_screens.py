"""The report on the screen: figures are links, links hold what they promise, Excel holds the same."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client

from congso.core import clock
from congso.domains.dossiers.tests.makers import Office, bring_to, make_dossier, make_office
from congso.foundation.audit.models import AuditEntry
from congso.foundation.people.models import Account

pytestmark = pytest.mark.django_db
SEPTEMBER = "ky=chon&tu=01/09/2026&den=30/09/2026"


@pytest.fixture
def office() -> Office:
    office = make_office()
    with clock.at(datetime.combine(date(2026, 9, 1), time(9), tzinfo=clock.VIETNAM)):
        for _number in range(3):
            make_dossier(office)
        bring_to(office, make_dossier(office), "return")
    return office


def sign_in(client: Client, username: str) -> Client:
    client.force_login(Account.objects.get(username=username))
    return client


@pytest.mark.parametrize("by", ["co-quan", "noi-nhan", "thu-tuc", "can-bo", "thang", "quy", "nam"])
def test_every_figure_leads_to_as_many_dossiers(office: Office, client: Client, by: str) -> None:
    page = sign_in(client, "theodoi").get(f"/bao-cao/?{SEPTEMBER}&theo={by}").content.decode()
    links = re.findall(r'<a href="(/bao-cao/danh-sach/[^"]+)">(\d+)</a>', page)

    assert len(links) >= 6
    for url, figure in links:
        listed = client.get(html.unescape(url)).content.decode()
        assert len(set(re.findall(r"H20\.31-260901-\d{4}", listed))) == int(figure), url


def test_the_page_names_the_rule_and_the_rate(office: Office, client: Client) -> None:
    page = sign_in(client, "lanhdao").get(f"/bao-cao/?{SEPTEMBER}").content.decode()

    assert "766/QĐ-TTg, chỉ tiêu 2.1" in page
    assert "25,0 %" in page  # one on time, three overdue at the end of September
    assert "style=" not in page


def test_nonsense_in_the_address_is_passed_over(office: Office, client: Client) -> None:
    sign_in(client, "theodoi")

    for query in (
        "ky=chon&tu=x&den=1",
        "theo=zzz&co_quan=abc&noi_nhan=1--2",
        "ky=chon&tu=01/01/1900&den=01/01/2030",
    ):
        assert client.get(f"/bao-cao/?{query}").status_code == 200
    assert client.get("/bao-cao/danh-sach/?chi_tieu=zzz&after=x|y").status_code == 200


def test_excel_holds_the_table(office: Office, client: Client) -> None:
    answer = sign_in(client, "theodoi").get(f"/bao-cao/bang.xlsx?{SEPTEMBER}")
    sheet = ZipFile(BytesIO(answer.content)).read("xl/worksheets/sheet1.xml").decode()

    assert answer["Content-Disposition"].endswith('"bao-cao-20260901-20260930.xlsx"')
    assert "Ủy ban nhân dân phường Cao Lãnh" in sheet
    assert "<v>4</v>" in sheet


def test_who_takes_the_table_away_stands_in_the_log(office: Office, client: Client) -> None:
    sign_in(client, "theodoi").get(f"/bao-cao/bang.xlsx?{SEPTEMBER}")

    line = AuditEntry.objects.get(action="insight.take_report")
    assert line.actor_id == Account.objects.get(username="theodoi").pk
    assert (line.details["starts_on"], line.details["ends_on"]) == ("2026-09-01", "2026-09-30")


def test_without_the_right_there_is_no_report(office: Office, client: Client) -> None:
    from congso.foundation.orgs import epoch
    from congso.foundation.people.models import RoleRight

    RoleRight.objects.filter(action="reports.see", role__code="clerk").delete()
    epoch.forget_all()
    sign_in(client, "motcua")

    assert client.get("/bao-cao/").status_code == 403
    assert client.get("/bao-cao/bang.xlsx").status_code == 403
    assert client.get("/bao-cao/danh-sach/").status_code == 403
    assert "Tình hình giải quyết" not in client.get("/viec/").content.decode()


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/bao-cao/").status_code == 302


def _other_indexes(cursor: Any) -> list[str]:
    """Indexes of dossiers beside the covering one and those of constraints: with few rows any of them may look cheap."""
    cursor.execute(
        "SELECT i.indexname FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conname = i.indexname "
        "WHERE i.tablename = 'dossiers_dossier' AND c.oid IS NULL AND i.indexname <> 'dossier_reports'"
    )
    return [f'"{row[0]}"' for row in cursor.fetchall()]


def test_the_counts_need_the_covering_index_alone(office: Office) -> None:
    from congso.domains.insight.enums import Figure
    from congso.domains.insight.periods import span
    from congso.domains.insight.policies import Reach
    from congso.domains.insight.queries.figures import CONDITIONS, Wanted, facts

    sql, values = facts(Wanted(span(date(2026, 9, 1), 1)), Reach(None, ()), [span(date(2026, 9, 1), 1)])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("DROP INDEX " + ", ".join(_other_indexes(cursor)))  # only in this test's transaction
        statement = f"EXPLAIN {sql} SELECT agency_id, count(*) FILTER (WHERE {CONDITIONS[Figure.LATE]}) FROM facts GROUP BY 1"  # noqa: S608
        cursor.execute(statement, values)
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert plan.count("Index Only Scan using dossier_reports") == 2, plan


def test_the_screen_asks_a_fixed_number_of_questions(
    office: Office, client: Client, django_assert_num_queries: Any
) -> None:
    sign_in(client, "theodoi").get(f"/bao-cao/?{SEPTEMBER}")

    with django_assert_num_queries(3):
        client.get(f"/bao-cao/?{SEPTEMBER}")
