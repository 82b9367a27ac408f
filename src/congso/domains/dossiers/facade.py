"""What other modules may ask of dossiers."""

from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.judging import judge_dossier
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import (
    Intake,
    PaperIn,
    answer_consultation,
    apologise,
    ask_payment,
    ask_supplement,
    complete_supplement,
    confirm_payment,
    consult,
    hand_over,
    move_dossier,
    propose,
    receive_dossier,
    return_result,
    stop_dossier,
)  # fmt: skip

__all__ = [
    "Dossier", "Intake", "NationalStatus", "PaperIn", "answer_consultation", "apologise", "ask_payment", "ask_supplement",
    "complete_supplement", "confirm_payment", "consult", "hand_over", "judge_dossier", "move_dossier", "propose", "receive_dossier",
    "return_result", "stop_dossier",
]  # fmt: skip
