"""Tables of the catalogue, a file each."""

from congso.domains.procedures.models.abbreviation import Abbreviation
from congso.domains.procedures.models.channel import VersionChannel
from congso.domains.procedures.models.field import ProcedureField
from congso.domains.procedures.models.legal_basis import VersionLegalBasis
from congso.domains.procedures.models.paper import VersionPaper
from congso.domains.procedures.models.procedure import Procedure
from congso.domains.procedures.models.publication import Publication, PublicationFee
from congso.domains.procedures.models.result import VersionResult
from congso.domains.procedures.models.version import ProcedureVersion

__all__ = [
    "Abbreviation", "Procedure", "ProcedureField", "ProcedureVersion", "Publication", "PublicationFee",
    "VersionChannel", "VersionLegalBasis", "VersionPaper", "VersionResult",
]  # fmt: skip
