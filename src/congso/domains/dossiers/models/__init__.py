"""Tables of dossiers."""

from congso.domains.dossiers.models.dossier import Dossier
from congso.domains.dossiers.models.form import IssuedForm
from congso.domains.dossiers.models.message import DossierMessage, MessageFile
from congso.domains.dossiers.models.online import CheckRule, FilledForm
from congso.domains.dossiers.models.paper import DossierPaper, PaperFile
from congso.domains.dossiers.models.result import DossierFee, DossierResult
from congso.domains.dossiers.models.result_draft import ResultDraft, ResultTemplate
from congso.domains.dossiers.models.result_paper import ResultPaper
from congso.domains.dossiers.models.signed_form import SignedForm
from congso.domains.dossiers.models.supplement import Supplement
from congso.domains.dossiers.models.tally import LookupTally
from congso.domains.dossiers.models.view import DossierView

__all__ = [
    "CheckRule", "Dossier", "DossierFee", "DossierMessage", "DossierPaper", "DossierResult", "DossierView", "FilledForm", "IssuedForm", "LookupTally",
    "MessageFile", "PaperFile", "ResultDraft", "ResultPaper", "ResultTemplate", "SignedForm", "Supplement",
]  # fmt: skip
