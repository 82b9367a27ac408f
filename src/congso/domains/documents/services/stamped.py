"""Files whose signature got its timestamp later: put in the place of the former ones, and told."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from congso.domains.documents.models import CertifiedCopy, Document, OutgoingFile
from congso.domains.documents.services.outgoing_common import lock_named
from congso.domains.documents.subscribers_outgoing import registries
from congso.foundation.audit.writing import WriteAction
from congso.foundation.files.models import StoredFile
from congso.foundation.notifications.services.writing import NoticeIn, write_notices
from congso.foundation.signing.facade import Signature, SignatureKind, told_of


def keep_stamped_document(action: WriteAction, signature: Signature, file: StoredFile) -> NoticeIn | None:
    """The stamped paper becomes the document's file, unless that has changed since; the registry hears that it may seal."""
    document = lock_named(UUID(signature.subject_id)).document
    if document.file_id != signature.file_id:
        return None
    Document.objects.filter(pk=document.pk).update(file=file)
    told = told_of(signature, document.number_text or document.subject, reverse("documents:out_page", args=[document.pk]))
    others = _waiting(document) if signature.kind == SignatureKind.PERSON else []
    write_notices(action, [NoticeIn(each, told.kind, told.title, told.text, told.url) for each in others if each != signature.pressed_by])
    return told


def _waiting(document: Document) -> Iterable[int]:
    """Who goes on from here: the signer after a second signer, the registry after the signer."""
    case = document.case
    return [case.holder_id] if document.outgoing.signed_at is None and case is not None and case.holder_id else registries([document.agency_id])


def keep_stamped_annex(action: WriteAction, signature: Signature, file: StoredFile) -> NoticeIn | None:
    """The stamped annex takes the place of the one without."""
    row = OutgoingFile.objects.select_for_update(no_key=True, of=("self",)).select_related("outgoing__document").get(pk=int(signature.subject_id))
    if row.file_id != signature.file_id:
        return None
    row.file = file
    row.save(update_fields=["file"])
    action.record(row, sha256=file.pk)
    document = row.outgoing.document
    return told_of(signature, f"{row.title} ({document.number_text})", reverse("documents:out_page", args=[document.pk]))


def keep_stamped_copy(action: WriteAction, signature: Signature, file: StoredFile) -> NoticeIn | None:
    """The stamped copy takes the place of the one without."""
    copy = CertifiedCopy.objects.select_for_update(no_key=True).get(pk=UUID(signature.subject_id))
    if copy.file_id != signature.file_id:
        return None
    Document.objects.filter(pk=copy.source_id, file_id=copy.file_id).update(file=file)
    copy.file = file
    copy.save(update_fields=["file"])
    action.record(copy, sha256=file.pk)
    return told_of(signature, copy.number_text, reverse("documents:copy_page", args=[copy.pk]))
