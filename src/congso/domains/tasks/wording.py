"""What this room's actions are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "tasks.accept_task": _("Nhận, phân công nhiệm vụ"),
    "tasks.answer_extension": _("Trả lời đề nghị gia hạn nhiệm vụ"),
    "tasks.ask_extension": _("Đề nghị gia hạn nhiệm vụ"),
    "tasks.ask_for_more": _("Yêu cầu làm tiếp nhiệm vụ"),
    "tasks.cancel_task": _("Thu hồi nhiệm vụ"),
    "tasks.change_main": _("Chuyển chủ trì nhiệm vụ"),
    "tasks.complete_task": _("Báo cáo hoàn thành nhiệm vụ"),
    "tasks.confirm_completion": _("Xác nhận hoàn thành nhiệm vụ"),
    "tasks.evaluate_task": _("Đánh giá, nghiệm thu nhiệm vụ"),
    "tasks.extend_task": _("Gia hạn nhiệm vụ"),
    "tasks.give_task": _("Giao nhiệm vụ"),
    "tasks.hand_back": _("Trả lại nhiệm vụ"),
    "tasks.link_document": _("Gắn văn bản vào nhiệm vụ"),
    "tasks.move_part": _("Chuyển phần việc sang nhiệm vụ khác"),
    "tasks.reassign_person": _("Phân công lại nhiệm vụ"),
    "tasks.report_progress": _("Báo cáo tiến độ nhiệm vụ"),
    "tasks.split_task": _("Chia việc"),
    "tasks.take_figures": _("Tải số liệu theo dõi nhiệm vụ"),
}
