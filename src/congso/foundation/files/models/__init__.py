"""Tables of stored files."""

from congso.foundation.files.models.stored_file import ScanState, StoredFile

__all__ = ["ScanState", "StoredFile"]
