"""Examples of what is asked and answered; people and numbers are invented."""

from __future__ import annotations

from typing import Any

_DOSSIER = {
    "code": "H20.31-260914-0001", "procedure_code": "1.004746", "procedure": "Thủ tục đăng ký lại khai sinh", "agency": 12, "status": 2,
    "status_name": "Được tiếp nhận", "received_at": "2026-09-14T08:15:00+07:00", "promised_at": "2026-09-21T17:00:00+07:00", "finished_at": None,
    "returned_at": None, "result": None,
}  # fmt: skip
_DOCUMENT = {
    "id": "0199443e-8a00-7000-8000-000000000001", "direction": "out", "agency": 12, "entered_at": "2026-09-14T09:00:00+07:00", "type": "Quyết định",
    "number": "15/QĐ-UBND", "issued_on": "2026-09-14", "issuer": "UBND phường Mẫu", "subject": "Về việc khen thưởng", "signer": "Nguyễn Văn Mẫu",
    "pages": 2, "file": "/api/v1/documents/0199443e-8a00-7000-8000-000000000001/file/",
}  # fmt: skip
_HOOK = {"agency": 12, "url": "https://tin.soyte.example/cong-so", "events": ["dossier.changed"]}
_KEY = "0199443e-8a00-7000-8000-000000000002"
_TOLD = {"agency": 12, "at": "2026-09-14T09:00:05.123456+07:00"}
EXAMPLES: dict[str, Any] = {
    "TokenAnswer": {"access_token": "bi-mat-mau", "token_type": "Bearer", "expires_in": 900, "scope": "dossiers:read"},
    "AgencyList": {"agencies": [{"id": 12, "code": "H20.31", "name": "UBND phường Mẫu", "scopes": ["dossiers:read"]}]},
    "DossierItem": _DOSSIER,
    "DossierPage": {"dossiers": [_DOSSIER | {"change": 4711}], "next": "4711", "more": True},
    "DocumentItem": _DOCUMENT,
    "DocumentPage": {"documents": [_DOCUMENT], "next": "2026-09-14T09:00:00+07:00|0199443e-8a00-7000-8000-000000000001", "more": False},
    "Statistics": {"first": "2026-01-01", "last": "2026-12-31",
                   "agencies": [{"agency": 12, "name": "UBND phường Mẫu", "counts": {"total": 40, "received": 38}, "on_time": 39, "rate": 97.5}]},
    "FileItem": {"id": _KEY, "name": "to-khai.pdf", "size": 48211},
    "Application": {
        "key": "0199443e-8a00-7000-8000-000000000009", "agency": 12, "procedure_code": "1.004746", "papers": [{"name": "Tờ khai đăng ký lại khai sinh", "files": [_KEY]}],
        "applicant": {"identity_number": "087190001234", "name": "Trần Thị Mẫu", "address": "12 Nguyễn Huệ, phường Mẫu", "phone": "0912345678"},
        "return_method": "online",
    },
    "HookList": {"webhooks": [{"id": _KEY, **_HOOK}]},
    "HookItem": {"id": _KEY, **_HOOK, "secret": "bi-mat-mau"},
    "HookQuestion": _HOOK,
    "HookTest": {"delivery": _KEY},
    "Removed": {"removed": _KEY},
    "DossierTold": {"id": "dossier.changed:0199443e-8a00-7000-8000-000000000003:supplement:7", "event": "dossier.changed", **_TOLD,
                    "data": {"code": "H20.31-260914-0001", "status": 5, "what": "supplement"}},
    "DocumentTold": {"id": f"document.issued:{_DOCUMENT['id']}", "event": "document.issued", **_TOLD,
                     "data": {"id": _DOCUMENT["id"], "number": "15/QĐ-UBND", "issued_on": "2026-09-14"}},
    "TrialTold": {"id": _KEY, "event": "test", **_TOLD, "data": {"test": True}},
}  # fmt: skip
