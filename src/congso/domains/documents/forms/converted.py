"""A word processor's file that a form takes as PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from congso.core.errors import DomainError
from congso.domains.documents.converting import pdf_of
from congso.foundation.files.content import PDF, media_type


def as_pdf(given: Any) -> Any:
    """The file itself, or the PDF made of a docx. Raises ValidationError."""
    if not str(given.name).lower().endswith(".docx"):
        return given
    content = given.read()
    given.seek(0)
    try:
        media_type(BytesIO(content), given.name, len(content))
        made = pdf_of(content)
    except DomainError as refused:
        raise forms.ValidationError(str(refused)) from refused
    return SimpleUploadedFile(f"{PurePath(given.name).stem}.pdf", made, content_type=PDF)
