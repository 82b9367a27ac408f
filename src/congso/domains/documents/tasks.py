"""Regular work of documents."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from congso.core.actors import system_actor
from congso.domains.documents import text_layer
from congso.domains.documents.indexing import missing_entries
from congso.domains.documents.machine_text import READ_DOCUMENT, READING, is_available
from congso.domains.documents.models import SavedSearch
from congso.domains.documents.services.checking_arrivals import CHECK, CHECKING, check_arrivals
from congso.domains.documents.services.finding import AT_ONCE, fill_index, tell_of_new
from congso.domains.documents.services.keeping_months import keep_month, months_to_keep
from congso.domains.documents.services.long_keeping import KEEP, QUEUE, carry_out, renew
from congso.domains.documents.services.machine_reading import read_by_machine, unread_documents
from congso.domains.documents.services.reading_files import (
    READ_FILES,
    defer_for,
    documents_with_unread_files,
    read_files_of,
)
from congso.foundation.orgs import epoch
from congso.foundation.signing.errors import SignerSilent

_LATER = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[SignerSilent])
"""4, 16, 64 seconds … about six hours in all; after that every night."""


@app.periodic(cron="25 6 * * *")
@app.task(name="congso.tell_of_new_documents", queue="daily", queueing_lock="congso.tell_of_new_documents")
def tell_of_new_documents(timestamp: int) -> None:
    """Every morning: tell the owners of saved searches what is new in them."""
    del timestamp
    with epoch.known():
        for saved_id in SavedSearch.objects.filter(notify=True).values_list("pk", flat=True):
            tell_of_new(actor=system_actor("Tìm kiếm đã lưu"), saved_id=saved_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="congso.fill_document_index", queue="daily", queueing_lock="congso.fill_document_index")
def fill_document_index(timestamp: int) -> None:
    """Every ten minutes: documents from before the search are written down for it, until none is left."""
    del timestamp
    with epoch.known():
        while missing_entries(1) and fill_index(actor=system_actor("Chỉ mục văn bản")) == AT_ONCE:
            pass


@app.periodic(cron="50 1 * * *")
@app.task(name="congso.read_documents_left", queue="daily", queueing_lock="congso.read_documents_left")
def read_documents_left(timestamp: int) -> None:
    """Every night: pictures that were not read yet, since the program for it was installed later or a job broke off."""
    del timestamp
    for document_id in unread_documents() if is_available() else ():
        read_document.defer(document_id=str(document_id))
    if text_layer.is_available():
        defer_for(documents_with_unread_files())


@app.periodic(cron="20 2 * * *")
@app.task(name="congso.keep_arrival_months", queue="daily", queueing_lock="congso.keep_arrival_months")
def keep_arrival_months(timestamp: int) -> None:
    """Every night: the monthly figures of what came in are kept anew where something changed."""
    del timestamp
    with epoch.known():
        for agency_id, month in months_to_keep():
            keep_month(actor=system_actor("Thống kê văn bản"), agency_id=agency_id, month=month)


@app.task(name=READ_DOCUMENT, queue=READING, retry=2)
def read_document(document_id: str) -> None:
    """Read the picture of a document that carries no words."""
    with epoch.known():
        read_by_machine(actor=system_actor("Đọc bằng máy"), document_id=UUID(document_id))


@app.task(name=READ_FILES, queue=READING, retry=2)
def read_further_files(document_id: str) -> None:
    """Read the text layers of what goes with a document."""
    with epoch.known():
        read_files_of(actor=system_actor("Đọc tệp kèm theo"), document_id=UUID(document_id))


@app.task(name=CHECK, queue=CHECKING, retry=3)
def check_signatures_of_arrivals(document_ids: list[str]) -> None:
    """Look at the signatures in documents that came over the exchange."""
    with epoch.known():
        check_arrivals(actor=system_actor("Kiểm tra chữ ký văn bản đến"), document_ids=[UUID(each) for each in document_ids])


@app.task(name=KEEP, queue=QUEUE, retry=_LATER)
def keep_documents_long(batch: str) -> None:
    """Add to documents what makes them last."""
    with epoch.known():
        carry_out(actor=system_actor("Lưu trữ lâu dài"), batch=UUID(batch))


@app.periodic(cron="40 2 * * *")
@app.task(name="congso.renew_long_keeping", queue="daily", queueing_lock="congso.renew_long_keeping")
def renew_long_keeping(timestamp: int) -> None:
    """Every night: a new timestamp over documents whose last one ends within ninety days."""
    del timestamp
    with epoch.known():
        renew(actor=system_actor("Lưu trữ lâu dài"))
