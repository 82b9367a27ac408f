"""Several files in one box."""

from __future__ import annotations

from typing import Any

from django import forms


class ManyFiles(forms.ClearableFileInput):
    """Several files in one box."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; at least one where it is required."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of the files on its own."""
        given = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not given and not self.required:
            return []
        return [super(FilesField, self).clean(each, initial) for each in given or [None]]
