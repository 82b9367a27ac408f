"""What may go wrong when somebody signs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congso.core.errors import Conflict, InvalidInput, NotAllowed


class WrongPin(InvalidInput):
    """The PIN does not open the key."""

    code = "wrong_pin"
    message = _("Mã PIN không đúng. Còn %(left)d lần thử.")


class KeyLocked(Conflict):
    """Too many wrong PINs."""

    code = "key_locked"
    message = _("Khóa ký đang bị khóa vì nhập sai mã PIN nhiều lần; thử lại sau %(minutes)d phút.")


class KeyUnusable(Conflict):
    """The certificate is not valid now, revoked, or the key was withdrawn."""

    code = "key_unusable"
    message = _("Không ký được bằng chứng thư số này: %(reason)s.")


class NotYourKey(NotAllowed):
    """A key is used only by its owner, a seal by who keeps it."""

    code = "not_your_key"
    message = _("Khóa ký này không thuộc quyền sử dụng của bạn.")


class SignerSilent(Conflict):
    """The device or service that holds the key does not answer; or, for a document already signed, the timestamp authority."""

    code = "signer_silent"
    message = _("%(service)s không trả lời; chưa có gì được ký. Hãy thử lại sau.")


class KeyFileRefused(InvalidInput):
    """Not a key file of the kind, or the password does not open it."""

    code = "key_file_refused"
    message = _("Tệp khóa không đọc được: %(reason)s.")


class PdfRefused(InvalidInput):
    """The PDF cannot be signed or judged."""

    code = "pdf_refused"
    message = _("Tệp PDF này không xử lý được: %(reason)s.")


class SessionEnded(Conflict):
    """A signing begun on a device was not finished in time, or the document has changed since."""

    code = "signing_ended"
    message = _("Phiên ký đã hết hạn hoặc tài liệu đã thay đổi; hãy ký lại từ đầu.")


class PictureRefused(InvalidInput):
    """The picture of a signature or seal cannot be used."""

    code = "picture_refused"
    message = _("Hình này không dùng được: %(reason)s.")


class SignerMissing(InvalidInput):
    """A key on somebody's own machine was asked for without its signer."""

    code = "signer_missing"
    message = _(
        "Khóa này nằm trên máy của bạn: trình duyệt phải bật JavaScript và phần mềm ký phải đang chạy."
    )


class TooManyFiles(InvalidInput):
    """Somebody has files judged without end."""

    code = "too_many_checks"
    status = 429
    message = _("Đã kiểm tra quá nhiều tệp từ địa chỉ này. Xin thử lại sau ít phút.")
