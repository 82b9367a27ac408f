"""Files of dossiers."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.models import Dossier, PaperFile
from congso.foundation.casework.models import Case
from congso.foundation.casework.policies import may_see


def file_for(*, viewer: Actor, file_id: int) -> PaperFile:
    """A file, if the viewer may see its dossier or answers a question about it; raises NotVisible."""
    found = PaperFile.objects.select_related("stored", "dossier__case").filter(pk=file_id).first()
    if found is None or not _may_see_file(viewer, found.dossier):
        raise NotVisible
    return found


def _may_see_file(viewer: Actor, dossier: Dossier) -> bool:
    if may_see(viewer, dossier.case):
        return True
    return any(may_see(viewer, child) for child in Case.objects.filter(parent_id=dossier.pk))
