"""Tables of stored files."""

from congso.foundation.files.models.stored_file import StoredFile

__all__ = ["StoredFile"]
