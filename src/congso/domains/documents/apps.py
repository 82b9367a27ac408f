"""The Django app of this room."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Official documents."""

    name = "congso.domains.documents"
    label = "documents"

    def ready(self) -> None:
        """Name the rights; each direction says where its screens are."""
        from congso.domains.documents import (
            policies,
            starting_finding,
            starting_incoming,
            starting_outgoing,
            starting_registers,
        )
        from congso.domains.documents.wording import ACTIONS
        from congso.foundation.audit.wording import register_actions
        from congso.foundation.people.actions import register_action
        from congso.foundation.printing.templates import register_folder

        register_folder("documents", Path(__file__).resolve().parent / "prints")
        group = _("Văn bản")
        for code, label in (
            (policies.DRAFT, _("Soạn thảo văn bản")),
            (policies.SIGN, _("Ký văn bản của cơ quan")),
            (policies.REGISTER, _("Văn thư: cấp số, đóng dấu, phát hành, đăng ký đến")),
            (policies.SEE_ALL, _("Xem mọi văn bản của cơ quan")),
            (policies.ALLOW_SPEECH, _("Cho phép đọc bút phê bằng giọng nói")),
            (policies.INSTRUCT, _("Cho ý kiến chỉ đạo, phân công xử lý văn bản")),
        ):
            register_action(code, group, label)
        starting_outgoing.start()
        starting_incoming.start()
        starting_registers.start()
        starting_finding.start()
        register_actions(ACTIONS)
