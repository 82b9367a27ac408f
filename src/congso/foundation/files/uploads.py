"""The type of an uploaded file, as the type checker and as the program know it."""

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

if TYPE_CHECKING:
    Upload = UploadedFile[bytes]
else:
    Upload = UploadedFile

__all__ = ["Upload"]
