"""Audited actions in the words of the office; rooms add theirs by ``register_actions`` in ``apps.ready()``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core.text import mask_number

Text = str | Promise
Naming = Callable[[int], str]
"""A number of a thing → its name; empty when it has none."""

_actions: dict[str, Text] = {
    "audit.verify_seals": _("Kiểm tra niêm phong nhật ký"),
    "calendar.add_day_off": _("Thêm ngày nghỉ"),
    "calendar.add_swap": _("Hoán đổi ngày làm việc"),
    "calendar.load_calendar": _("Nạp lịch ban đầu"),
    "calendar.remove_day": _("Bỏ ngày khỏi lịch"),
    "calendar.set_hours": _("Đặt giờ làm việc"),
    "cases.remind_people": _("Nhắc việc đến hạn"),
    "cases.set_reminders": _("Đặt lịch nhắc hạn"),
    "casework.follow_successor": _("Chuyển việc theo đơn vị kế thừa"),
    "casework.publish_process": _("Ban hành quy trình"),
    "casework.retire_version": _("Ngừng áp dụng phiên bản quy trình"),
    "documents.add_comment": _("Góp ý dự thảo văn bản"),
    "documents.answer_delivery": _("Nơi nhận báo đã nhận, từ chối văn bản"),
    "documents.cancel_document": _("Hủy văn bản chưa phát hành"),
    "documents.issue": _("Phát hành văn bản"),
    "documents.look_before_sealing": _("Kiểm tra văn bản trước khi đóng dấu"),
    "documents.note_paper_sent": _("Ghi nhận đã gửi bản giấy"),
    "documents.prepare_paper": _("Cấp số, lập bản chờ ký"),
    "documents.recall": _("Thu hồi văn bản đã phát hành"),
    "documents.reserve_number": _("Giữ số văn bản"),
    "documents.save_draft": _("Sửa dự thảo văn bản"),
    "documents.seal": _("Đóng dấu cơ quan"),
    "documents.send_back": _("Trả lại dự thảo văn bản"),
    "documents.send_further": _("Gửi thêm nơi nhận"),
    "documents.send_letters": _("Gửi văn bản đi qua thư điện tử"),
    "documents.send_on": _("Trình, duyệt dự thảo văn bản"),
    "documents.set_symbol_rule": _("Đặt cách ghi ký hiệu, sổ văn bản"),
    "documents.settle_comment": _("Tiếp thu góp ý"),
    "documents.sign": _("Ký văn bản"),
    "documents.start_draft": _("Bắt đầu soạn văn bản"),
    "documents.tell_recalled": _("Báo thu hồi văn bản"),
    "documents.tell_replaced": _("Báo văn bản được thay thế"),
    "dossiers.answer_consultation": _("Trả lời ý kiến"),
    "citizens.ask_for": _("Công dân mở trang"),
    "citizens.add_helper": _("Thêm người vào tổ công nghệ số cộng đồng"),
    "citizens.declare_guardianship": _("Công dân ghi nhận quan hệ giám hộ"),
    "citizens.end_helper": _("Đưa người khỏi tổ công nghệ số cộng đồng"),
    "citizens.end_mandate": _("Chấm dứt quyền nộp thay"),
    "citizens.give_mandate": _("Công dân ủy quyền nộp hồ sơ"),
    "citizens.log_in": _("Công dân đăng nhập"),
    "citizens.set_claims": _("Sửa bảng đối chiếu thông tin đăng nhập"),
    "citizens.set_channels": _("Công dân chọn kênh nhận tin"),
    "citizens.set_contact": _("Công dân sửa cách liên hệ"),
    "dossiers.accept_application": _("Tiếp nhận hồ sơ trực tuyến"),
    "dossiers.submit_for_applicant": _("Ứng dụng kết nối nộp hồ sơ thay người nộp"),
    "dossiers.prepare_forms": _("Trình bày biểu mẫu để ký số"),
    "dossiers.sign_forms": _("Ký số biểu mẫu"),
    "dossiers.leave_forms_unsigned": _("Giữ bản in, không ký số biểu mẫu"),
    "dossiers.apologise": _("Gửi thư xin lỗi, hẹn lại"),
    "dossiers.ask_payment": _("Yêu cầu nghĩa vụ tài chính"),
    "dossiers.ask_supplement": _("Yêu cầu bổ sung hồ sơ"),
    "dossiers.assign_dossier": _("Phân công hồ sơ"),
    "dossiers.call_back": _("Gọi lại phần liên thông"),
    "dossiers.change_contact": _("Sửa cách liên hệ, cách nhận kết quả"),
    "dossiers.complete_supplement": _("Nhận bổ sung hồ sơ"),
    "dossiers.confirm_payment": _("Xác nhận nghĩa vụ tài chính"),
    "dossiers.consult": _("Xin ý kiến"),
    "dossiers.download_all": _("Công dân tải tất cả giấy tờ của hồ sơ"),
    "dossiers.read_messages": _("Đọc tin nhắn về hồ sơ"),
    "dossiers.send_message": _("Gửi tin nhắn về hồ sơ"),
    "dossiers.extend_dossier": _("Gia hạn hồ sơ"),
    "dossiers.hand_over": _("Chuyển hồ sơ liên thông"),
    "dossiers.move_dossier": _("Chuyển bước hồ sơ"),
    "dossiers.propose": _("Đề xuất kết quả"),
    "dossiers.receive_dossier": _("Tiếp nhận hồ sơ"),
    "dossiers.refuse_application": _("Không tiếp nhận hồ sơ trực tuyến"),
    "dossiers.return_result": _("Trả kết quả"),
    "dossiers.draft_result": _("Soạn văn bản kết quả"),
    "dossiers.send_with_issued_result": _("Chuyển hồ sơ theo văn bản kết quả"),
    "dossiers.set_result_template": _("Đặt mẫu văn bản kết quả"),
    "dossiers.take_issued_result": _("Nhận văn bản kết quả đã phát hành"),
    "dossiers.withdraw_recalled_result": _("Rút kết quả theo văn bản bị thu hồi"),
    "dossiers.replace_result": _("Thay kết quả bằng văn bản mới phát hành"),
    "dossiers.note_correction": _("Ghi văn bản sửa đổi, đính chính kết quả"),
    "dossiers.set_check_time": _("Đặt thời hạn kiểm tra hồ sơ trực tuyến"),
    "dossiers.stop_dossier": _("Dừng, rút hồ sơ"),
    "dossiers.submit_application": _("Công dân nộp hồ sơ trực tuyến"),
    "dossiers.take_register": _("Tải sổ theo dõi hồ sơ"),
    "dossiers.tell_applicant": _("Báo tin cho người nộp"),
    "dossiers.undo_move": _("Thu hồi bước đã chuyển"),
    "dossiers.withdraw_consultation": _("Rút yêu cầu ý kiến"),
    "dossiers.collect_fees": _("Thu phí hồ sơ tại quầy"),
    "dossiers.note_payment": _("Ghi nhận hồ sơ đã nộp phí"),
    "dossiers.note_refunded": _("Ghi nhận phí của hồ sơ đã hoàn trả"),
    "fees.ask_gateway_of_day": _("Đối soát với cổng thanh toán"),
    "fees.cancel_receipt": _("Hủy biên lai"),
    "fees.close_unpaid": _("Đóng yêu cầu nộp quá hạn"),
    "fees.hear_payment": _("Nhận thông báo nộp tiền"),
    "fees.import_statement": _("Nạp sao kê ngân hàng"),
    "fees.load_accounts": _("Nạp tài khoản thu dùng thử"),
    "fees.note_refund": _("Ghi nhận hoàn trả"),
    "fees.set_account": _("Đặt tài khoản thu, ký hiệu biên lai"),
    "fees.solve_difference": _("Xử lý chênh lệch đối soát"),
    "fees.start_payment": _("Chuyển người nộp sang cổng thanh toán"),
    "fees.take_books": _("Lấy sổ đối soát ra tệp"),
    "fees.take_cash": _("Thu tiền mặt tại quầy"),
    "documents.arrived_inside": _("Nhận văn bản từ cơ quan khác trong hệ thống"),
    "documents.assign_officer": _("Phân công chuyên viên giải quyết văn bản"),
    "documents.distribute": _("Cho ý kiến, phân phối văn bản đến"),
    "documents.finish": _("Giải quyết xong văn bản đến"),
    "documents.give_back": _("Trả lại văn bản đến"),
    "documents.give_more": _("Chuyển thêm văn bản đến"),
    "documents.hold_file": _("Đưa tệp văn bản đến vào"),
    "documents.note_progress": _("Báo cáo tiến độ văn bản đến"),
    "documents.note_read": _("Xem văn bản được giao"),
    "documents.register_incoming": _("Đăng ký văn bản đến"),
    "documents.register_stub": _("Ghi văn bản mật đến"),
    "documents.register_waiting": _("Đăng ký văn bản chờ"),
    "documents.send_arrival_back": _("Trả văn bản lại nơi gửi"),
    "documents.submit_again": _("Trình lại văn bản đến"),
    "documents.take_book": _("Tải sổ văn bản"),
    "files.find_infected": _("Máy quét phát hiện mã độc"),
    "forms.create_form": _("Thêm biểu mẫu"),
    "forms.draft_version": _("Soạn phiên bản biểu mẫu"),
    "forms.import_form": _("Nhập biểu mẫu từ tệp"),
    "forms.load_forms": _("Nạp biểu mẫu có sẵn"),
    "forms.publish_version": _("Ban hành biểu mẫu"),
    "forms.remove_draft": _("Bỏ bản soạn biểu mẫu"),
    "forms.save_draft": _("Sửa bản soạn biểu mẫu"),
    "insight.take_report": _("Tải báo cáo tình hình giải quyết"),
    "notifications.reset_wording": _("Khôi phục mẫu thông báo gốc"),
    "notifications.mark_all_read": _("Đánh dấu đã đọc mọi thông báo"),
    "notifications.message_refused": _("Tin nhắn bị từ chối"),
    "notifications.message_sent": _("Đã gửi tin nhắn"),
    "notifications.open_notice": _("Mở thông báo"),
    "notifications.send_again": _("Gửi lại tin nhắn"),
    "notifications.send_message": _("Gửi tin nhắn"),
    "notifications.set_wording": _("Sửa mẫu thông báo"),
    "numbering.close_book": _("Khóa sổ cấp số"),
    "numbering.close_books_of": _("Khóa sổ cấp số của đơn vị đã kết thúc"),
    "numbering.void_number": _("Hủy số"),
    "orgs.change_details": _("Sửa thông tin đơn vị"),
    "orgs.close_unit": _("Kết thúc đơn vị"),
    "orgs.load_units": _("Nạp đơn vị"),
    "orgs.move_unit": _("Chuyển cấp trên của đơn vị"),
    "orgs.open_unit": _("Thành lập đơn vị"),
    "orgs.rename_unit": _("Đổi tên đơn vị"),
    "orgs.reorganise": _("Sắp xếp đơn vị"),
    "parties.look_up": _("Tra cứu người dân, tổ chức"),
    "people.appoint": _("Bổ nhiệm"),
    "people.close_position": _("Bỏ vị trí"),
    "people.create_account": _("Tạo tài khoản"),
    "people.create_role": _("Thêm vai trò"),
    "people.deactivate": _("Khóa tài khoản"),
    "people.delegate": _("Ủy quyền, trực thay"),
    "people.edit_account": _("Sửa thông tin cán bộ"),
    "people.end_appointment": _("Thôi giữ vị trí"),
    "people.follow_units": _("Chuyển vị trí theo đơn vị kế thừa"),
    "people.give_password": _("Cấp mật khẩu tạm"),
    "people.load_default_roles": _("Nạp vai trò mặc định"),
    "people.load_officials": _("Nạp cán bộ"),
    "people.reactivate": _("Mở khóa tài khoản"),
    "people.revoke": _("Thu hồi ủy quyền"),
    "people.set_rights": _("Sửa quyền của vai trò"),
    "dossiers.view_dossier": _("Mở xem hồ sơ"),
    "signing.add_anchor": _("Tin cậy chứng thư số gốc"),
    "signing.add_timestamp": _("Thêm dấu thời gian vào chữ ký"),
    "signing.add_key": _("Đăng ký khóa ký số"),
    "signing.begin_outside": _("Bắt đầu ký bằng thiết bị của người dùng"),
    "signing.change_picture": _("Đổi hình chữ ký, con dấu"),
    "signing.end_anchor": _("Thôi tin cậy chứng thư số gốc"),
    "signing.finish_outside": _("Nhận chữ ký từ thiết bị của người dùng"),
    "signing.sign_xml": _("Ký tệp XML"),
    "signing.try_key": _("Ký thử"),
    "signing.use_key": _("Ký số"),
    "signing.warn_of_ending_keys": _("Nhắc chứng thư số sắp hết hạn"),
    "signing.withdraw_key": _("Ngừng dùng khóa ký số"),
    "portal.answer_erasure": _("Trả lời yêu cầu xóa dữ liệu"),
    "portal.ask_erasure": _("Công dân yêu cầu xóa dữ liệu"),
    "portal.ask_export": _("Công dân yêu cầu bản sao dữ liệu"),
    "portal.fetch_export": _("Công dân tải bản sao dữ liệu"),
    "portal.set_limits": _("Đặt giới hạn của Cổng"),
    "portal.upload_file": _("Công dân gửi tệp"),
    "portal.close_life_event": _("Thôi hiển thị sự kiện cuộc đời"),
    "portal.load_standard_events": _("Nạp sự kiện cuộc đời"),
    "portal.publish_notice": _("Đăng thông báo tạm dừng"),
    "portal.save_life_event": _("Sửa sự kiện cuộc đời"),
    "portal.withdraw_notice": _("Gỡ thông báo tạm dừng"),
    "ratings.hide_comment": _("Không đăng ý kiến đánh giá"),
    "ratings.make_tablet": _("Tạo máy đánh giá tại quầy"),
    "ratings.publish_comment": _("Đăng ý kiến đánh giá"),
    "ratings.rate": _("Người dân đánh giá"),
    "ratings.rate_at_counter": _("Đánh giá tại quầy"),
    "ratings.revoke_tablet": _("Thu hồi máy đánh giá tại quầy"),
    "people.offer_new_rights": _("Thêm quyền mới vào vai trò mặc định"),
    "procedures.load_shipped_forms": _("Nạp biểu mẫu của thủ tục"),
    "procedures.add_abbreviation": _("Thêm từ viết tắt khi tìm"),
    "procedures.edit_version": _("Sửa thủ tục"),
    "procedures.import_catalogue": _("Nạp danh mục thủ tục"),
    "procedures.adopt_wording": _("Nhận nội dung thủ tục từ Cổng DVCQG"),
    "procedures.publish_procedure": _("Công bố thủ tục"),
    "procedures.remove_abbreviation": _("Bỏ từ viết tắt khi tìm"),
    "procedures.revise_publication": _("Sửa công bố thủ tục"),
    "procedures.withdraw_publication": _("Rút công bố thủ tục"),
}
_subjects: dict[str, Text] = {
    "calendar.calendarday": _("Ngày trong lịch"), "calendar.workinghours": _("Giờ làm việc"), "casework.case": _("Việc"),
    "casework.processversion": _("Phiên bản quy trình"), "dossiers.dossier": _("Hồ sơ"), "numbering.numberbook": _("Sổ cấp số"),
    "numbering.numberentry": _("Số"), "orgs.unit": _("Đơn vị"), "documents.document": _("Văn bản"), "documents.delivery": _("Nơi nhận văn bản"),
    "documents.comment": _("Góp ý dự thảo văn bản"), "documents.symbolrule": _("Ký hiệu văn bản"), "people.account": _("Tài khoản"),
    "people.delegation": _("Ủy quyền"), "people.position": _("Vị trí"), "people.role": _("Vai trò"),
    "parties.party": _("Người dân, tổ chức"), "procedures.procedure": _("Thủ tục"), "procedures.publication": _("Công bố thủ tục"),
    "procedures.procedureversion": _("Phiên bản thủ tục"), "audit.auditseal": _("Niêm phong"),
    "fees.paymentrequest": _("Yêu cầu nộp phí"), "fees.payment": _("Khoản nộp"), "fees.receipt": _("Biên lai"),
    "fees.refund": _("Hoàn trả"), "fees.books": _("Sổ đối soát"), "fees.collectionaccount": _("Tài khoản thu"), "fees.gateway": _("Cổng thanh toán"),
    "fees.statement": _("Sao kê"), "files.storedfile": _("Tệp"), "portal.dataexport": _("Bản sao dữ liệu"), "portal.erasurerequest": _("Yêu cầu xóa dữ liệu"),
    "portal.portalrule": _("Giới hạn của Cổng"), "forms.form": _("Biểu mẫu"), "forms.formversion": _("Phiên bản biểu mẫu"),
    "dossiers.register": _("Sổ theo dõi hồ sơ"), "insight.report": _("Báo cáo"),
    "tasks.task": _("Nhiệm vụ"), "tasks.figures": _("Số liệu nhiệm vụ"),
    "ratings.rating": _("Đánh giá"), "ratings.tablet": _("Máy tại quầy"),
    "notifications.message": _("Thư, tin nhắn"), "notifications.notice": _("Thông báo"),
    "dossiers.dossiermessage": _("Tin nhắn"), "dossiers.issuedform": _("Phiếu đã lập"), "citizens.citizenaccount": _("Tài khoản công dân"), "citizens.mandate": _("Ủy quyền"),
}  # fmt: skip
_words: dict[str, Text] = {
    "name": _("Tên"), "before": _("Trước"), "after": _("Sau"), "reason": _("Lý do"), "valid_from": _("Từ ngày"),
    "valid_to": _("Đến trước ngày"), "unit_id": _("Đơn vị"), "unit": _("Đơn vị"), "title": _("Chức danh"), "role": _("Vai trò"),
    "username": _("Tên đăng nhập"), "full_name": _("Họ và tên"), "kind": _("Loại"), "identifier": _("Mã định danh"),
    "parent_id": _("Đơn vị cấp trên"), "legal_basis": _("Căn cứ"), "ended": _("Kết thúc"), "opened": _("Mở mới"),
    "moved_below": _("Chuyển về dưới"), "number": _("Số"), "steps": _("Các bước"), "process": _("Quy trình"), "event": _("Diễn biến"),
    "seq": _("Thứ tự diễn biến"), "step": _("Bước"), "holder": _("Người giữ"), "state": _("Trạng thái"), "error": _("Mã từ chối"),
    "sentence": _("Lý do từ chối"), "rights": _("Quyền"), "day": _("Ngày"), "source": _("Căn cứ"), "removed": _("Đã bỏ"),
    "hours": _("Giờ"), "period": _("Kỳ"), "last": _("Số cuối"), "starts_on": _("Từ ngày"), "ends_on": _("Đến ngày"),
    "from_account": _("Người ủy quyền"), "to_account": _("Người làm thay"), "is_main": _("Vị trí chính"),
    "appointment": _("Bổ nhiệm số"), "accounts": _("Số tài khoản"), "positions": _("Số vị trí"), "units": _("Số đơn vị"),
    "moved": _("Đã chuyển"), "of": _("Trên tổng số"), "problems": _("Số sai lệch"), "seals": _("Các niêm phong sai lệch"),
    "code": _("Mã"), "agency": _("Cơ quan"), "procedure": _("Thủ tục"), "promised_at": _("Hẹn trả"), "version": _("Phiên bản"),
    "days_added": _("Số ngày đã thêm"), "hours_added": _("Số buổi đã thêm"), "roles": _("Vai trò"), "fees": _("Phí, lệ phí"),
    "successions": _("Số quan hệ kế thừa"), "note": _("Ghi chú"), "due_at": _("Hạn"), "outcome": _("Kết quả"), "on": _("Từ ngày"),
    "short_name": _("Tên viết tắt"), "function": _("Chức năng"), "area_code": _("Mã đơn vị hành chính"), "email": _("Thư điện tử"),
    "phone": _("Điện thoại"), "address": _("Địa chỉ"), "appointments": _("Số người"), "retired": _("Ngừng áp dụng"),
    "replaced": _("Số dòng thay"), "holder_unit_id": _("Đơn vị giữ"), "agency_id": _("Cơ quan giải quyết"),
    "receiving_unit_id": _("Nơi tiếp nhận"), "division_id": _("Phòng được giao"), "summary": _("Tóm tắt"),
    "proposal": _("Đề xuất"), "case": _("Việc"), "query": _("Nội dung tìm"), "found": _("Số kết quả"),
    "purpose": _("Mục đích"), "worked_instead": _("Ngày làm bù"), "day_off": _("Ngày nghỉ"), "field": _("Ô nhập"),
    "adapter": _("Cách nộp"), "transaction": _("Mã giao dịch"), "amount": _("Số tiền"), "total": _("Tổng số tiền"),
    "reference": _("Nội dung chuyển khoản, mã hồ sơ"), "payment": _("Khoản nộp"), "new": _("Mới"), "made": _("Lập mới"),
    "bank_bin": _("Mã ngân hàng"), "bank_name": _("Ngân hàng"), "account_number": _("Số tài khoản"),
    "account_name": _("Tên tài khoản"), "receipt_form": _("Mẫu số biên lai"), "receipt_series": _("Ký hiệu biên lai"),
    "days_to_pay": _("Số ngày để nộp"), "days_kept_open": _("Số ngày giữ yêu cầu"), "occasion": _("Dịp thu"),
    "file_kind": _("Loại tệp"), "tries": _("Số lần thử"), "began": _("Bắt đầu gửi"), "channel": _("Kênh gửi"),
    "wording": _("Mẫu thư"), "body": _("Nội dung"), "count": _("Số lượng"), "told": _("Báo tin về"),
    "malware": _("Mã độc"), "path": _("Đường dẫn"), "what": _("Nội dung"), "limits": _("Giới hạn"), "size": _("Dung lượng"), "letters": _("Số tin"), "form": _("Mẫu phiếu"),
}  # fmt: skip
_values: dict[tuple[str, str], Text] = {
    ("state", "waiting"): _("Chờ gửi"), ("state", "sending"): _("Đang gửi"), ("state", "sent"): _("Đã gửi"),
    ("state", "failed"): _("Không gửi được"), ("channel", "email"): _("Thư điện tử"), ("channel", "sms"): _("Tin nhắn SMS"),
    ("channel", "zalo"): _("Tin nhắn Zalo"),
}  # fmt: skip
_TOLD = {key for key, _value in _values}
_namings: dict[str, Naming] = {}
_PERSONAL = re.compile(r"(?<!\d)(\d{9}|\d{12}|0\d{9})(?!\d)")


def register_actions(labels: Mapping[str, Text]) -> None:
    """Give audited actions their words."""
    _actions.update(labels)


def register_naming(keys: Iterable[str], naming: Naming) -> None:
    """Have the numbers under these details shown with the names of what they mean (units, people)."""
    _namings.update(dict.fromkeys(keys, naming))


def action_label(name: str) -> str:
    """What an action is called; its code when nobody named it."""
    return str(_actions.get(name, name))


def actions() -> list[tuple[str, str]]:
    """All named actions, by their words."""
    return sorted(((code, str(label)) for code, label in _actions.items()), key=lambda pair: pair[1])


def subject_label(kind: str) -> str:
    """What a kind of thing is called."""
    return str(_subjects.get(kind, kind))


def word_of(key: str) -> str:
    """What a detail is called."""
    return str(_words.get(key, key))


def masked(text: str) -> str:
    """The text with identity and telephone numbers of people covered (9 or 12 digits in a row, 10 after a zero)."""
    return _PERSONAL.sub(lambda found: mask_number(found.group()), text)


def readable(details: object) -> list[tuple[str, str]]:
    """Details as pairs of words and masked text, nested ones with their path."""
    return [(label, masked(text)) for label, text in _flat("", "", details) if text]


def _flat(label: str, key: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        found = []
        for inner_key, inner in value.items():
            word = word_of(str(inner_key))
            known = inner_key if inner_key in _namings or inner_key in _TOLD else key
            found += _flat(f"{label} › {word}" if label else word, known, inner)
        return found
    if isinstance(value, list):
        return [(label, ", ".join(_plain(key, item) for item in value))]
    return [(label, _plain(key, value))]


def _plain(key: str, value: object) -> str:
    if isinstance(value, bool):
        return str(_("có")) if value else str(_("không"))
    if isinstance(value, list):
        return " – ".join(_plain(key, item) for item in value)
    if isinstance(value, int) and key in _namings:
        return _namings[key](value) or str(value)
    if isinstance(value, str) and (key, value) in _values:
        return str(_values[key, value])
    return "" if value is None else str(value)
