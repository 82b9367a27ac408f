"""Why a signature does not hold, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SEVERAL = _("tệp có nhiều hơn một chữ ký")
MALFORMED = _("phần tử Signature không đúng cấu trúc XML-DSig")
INHERITS = _("chữ ký phụ thuộc thuộc tính xml: của phần tử bao ngoài")
ELSEWHERE = _("chữ ký không nằm trong edXMLHeader")
LATE = _("tệp đính kèm đứng trước phần đầu edXMLHeader có chữ ký")
NOT_WHOLE = _("chữ ký không bao trùm toàn bộ tệp")
TRANSFORM = _("chữ ký dùng phép biến đổi không được chấp nhận")
METHOD = _("thuật toán ký không được chấp nhận")
WEAK = _("chữ ký dùng SHA-1, không còn được chấp nhận")
NO_CERTIFICATE = _("chữ ký không kèm chứng thư số X.509")
KEY = _("khóa trong chứng thư số không phải RSA từ 2048 bit")
OTHER_FILE = _("chữ ký không phải của tệp này")
DIGEST = _("nội dung tệp đã thay đổi sau khi ký")
VALUE = _("chữ ký không khớp với chứng thư số")
