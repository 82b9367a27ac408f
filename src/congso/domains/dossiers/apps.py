"""The Django app of this room."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    """One-stop dossiers."""

    name = "congso.domains.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Say where dossiers have their pages, forms and menu entries, and tell applicants what happens."""
        from congso.domains.documents.facade import (
            PAGE,
            DocumentIssued,
            DocumentRecalled,
            register_receivers,
        )
        from congso.domains.dossiers.enums import FormCode
        from congso.domains.dossiers.events import DossierChanged, DossierReceived, DossierSubmitted
        from congso.domains.dossiers.letters import LETTERS
        from congso.domains.dossiers.numbers import CODES, FORMS, LINES
        from congso.domains.dossiers.queries.result_documents import applicant_of_result
        from congso.domains.dossiers.services.signing_forms import SUBJECT, keep_stamped_form
        from congso.domains.dossiers.subscribers import (
            note_returned_money,
            note_settled,
            take_result,
            take_result_away,
            tell_changed,
            tell_received,
            tell_submitted,
        )
        from congso.domains.dossiers.views.result_panel import draw_panel
        from congso.domains.fees.facade import PaymentRefunded, PaymentSettled
        from congso.foundation.casework.policies import SEE
        from congso.foundation.casework.registry import register_kind
        from congso.foundation.jobs.events import subscribe
        from congso.foundation.notifications.wordings import register_wording
        from congso.foundation.numbering.keeping import register_keeper
        from congso.foundation.printing.templates import register_folder
        from congso.foundation.signing.facade import SEAL, on_stamped
        from congso.foundation.web import navigation
        from congso.foundation.web.panels import Panel, register_panel

        subscribe(PaymentSettled, note_settled)
        subscribe(PaymentRefunded, note_returned_money)
        subscribe(DocumentIssued, take_result)
        subscribe(DocumentRecalled, take_result_away)
        subscribe(DossierReceived, tell_received)
        subscribe(DossierSubmitted, tell_submitted)
        subscribe(DossierChanged, tell_changed)
        for kind in LETTERS.values():
            register_wording(kind)
        register_receivers(applicant_of_result)
        register_panel(Panel(PAGE, "dossier", draw_panel, "side", 40))
        on_stamped(SUBJECT, keep_stamped_form)
        register_keeper("dossier-code", CODES)
        register_keeper("register", LINES)
        for form in FormCode:
            register_keeper(f"form-{form}", FORMS)
        register_kind("dossier", "dossiers:page", _("Hồ sơ một cửa"))
        register_kind("consultation", "dossiers:consultation", _("Xin ý kiến"))
        register_folder("dossiers", Path(__file__).resolve().parent / "prints")
        navigation.register(navigation.NavItem(
            "intake", _("Tiếp nhận hồ sơ"), "dossiers:intake", "file-plus", "counter", 10, action="dossiers.receive",
            shortcut="g t"))  # fmt: skip
        navigation.register(navigation.NavItem(
            "online", _("Hồ sơ trực tuyến chờ kiểm tra"), "dossiers:online", "inbox", "counter", 20,
            action="dossiers.receive", shortcut="g o", count_url_name="dossiers:online_count"))  # fmt: skip
        navigation.register(navigation.NavItem(
            "seal_forms", _("Ký số biểu mẫu"), "dossiers:seal_forms", "certificate", "counter", 55, action=SEAL,
            count_url_name="dossiers:seal_forms_count"))  # fmt: skip
        navigation.register(navigation.NavItem(
            "check_time", _("Thời hạn kiểm tra trực tuyến"), "dossiers:check_time", "clock", "admin", 45,
            action="dossiers.set_check_time"))  # fmt: skip
        navigation.register(navigation.NavItem(
            "result_templates", _("Mẫu văn bản kết quả"), "dossiers:result_templates", "file-text", "catalogue", 90,
            action="dossiers.set_result_templates"))  # fmt: skip
        navigation.register(navigation.NavItem(
            "register", _("Sổ theo dõi hồ sơ"), "dossier_prints:register", "book", "counter", 60, action=SEE,
            shortcut="g s"))  # fmt: skip
