"""Settings shared by every way of running; what the office may change are dated rows, not settings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from congso.entry import embedded_postgres
from congso.foundation.web import first_style

ENTRY = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CONGSO_DATA") or "~/.local/share/congso").expanduser()


_PREPARING: dict[str, Any] = {"prepare_threshold": 5, "options": "-c plan_cache_mode=force_generic_plan"}
"""Lets ``foundation/database`` prepare the busiest statements, one plan each; Django's own are never prepared (ADR 0008)."""


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes"}


def _database() -> dict[str, Any]:
    """The server of DATABASE_URL, else the embedded one on its socket."""
    owner = os.environ.get("CONGSO_DB_ROLE") == "owner"
    url = (os.environ.get("CONGSO_OWNER_DATABASE_URL") if owner else "") or os.environ.get("DATABASE_URL")
    common = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0, "DISABLE_SERVER_SIDE_CURSORS": False}
    if url:
        parts = urlsplit(url)
        return common | {
            "NAME": unquote(parts.path.lstrip("/")), "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""), "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""), "OPTIONS": _PREPARING | dict(parse_qsl(parts.query)),
        }  # fmt: skip
    role = embedded_postgres.OWNER_ROLE if owner else embedded_postgres.APP_ROLE
    socket = str(embedded_postgres.locate(DATA).socket)
    return common | {"NAME": embedded_postgres.DATABASE, "USER": role, "HOST": socket, "OPTIONS": _PREPARING}


def _pooled(database: dict[str, Any], smallest: int, largest: int) -> dict[str, Any]:
    if os.environ.get("CONGSO_DB_ROLE") == "owner":  # one short-lived process: no pool
        return database
    options = database["OPTIONS"] | {"pool": {"min_size": smallest, "max_size": largest, "timeout": 20}}
    return database | {"OPTIONS": options}


DEBUG = False
CONGSO_DEMO = _flag("CONGSO_DEMO")
CONGSO_PROVINCE_NAME = os.environ.get("CONGSO_PROVINCE_NAME", "Tỉnh Đồng Tháp")
CONGSO_BASE_URL = os.environ.get("CONGSO_BASE_URL", "http://127.0.0.1:8000")
CONGSO_FILES = DATA / "files"
CONGSO_KEYS = DATA / "keys"
CONGSO_CACHE = DATA / "cache"
CONGSO_AUDIT_DATABASE = "audit"
"""Connection on which refusals are written, so that the refused transaction's rollback cannot erase them."""

CONGSO_CITIZENS_FRAME = "portal/page.html"
"""The template around citizens' pages of every room."""
CONGSO_OIDC = {
    "issuer": os.environ.get("CONGSO_OIDC_ISSUER", "").rstrip("/"), "client_id": os.environ.get("CONGSO_OIDC_CLIENT", "congso"),
    "secret": os.environ.get("CONGSO_OIDC_SECRET", ""),
}  # fmt: skip
"""The national identity for citizens (VNConnect); without an issuer nobody can log in at the portal."""
CONGSO_PAY = {
    "url": os.environ.get("CONGSO_PAY_URL", "").rstrip("/"), "merchant": os.environ.get("CONGSO_PAY_MERCHANT", "congso"),
    "secret": os.environ.get("CONGSO_PAY_SECRET", ""),
}  # fmt: skip
"""The payment gateway; without an address people pay at the counter or by bank transfer."""
CONGSO_MESSAGES: dict[str, Any] = {
    "gateway": os.environ.get("CONGSO_SMS_GATEWAY", "").rstrip("/"), "key": os.environ.get("CONGSO_SMS_KEY", ""),
    "sender": os.environ.get("CONGSO_SMS_SENDER", "CONGSO"), "tones": _flag("CONGSO_SMS_TONES"),
}  # fmt: skip
"""The gateway for SMS and Zalo; without one they wait. ``tones``: keep tone marks, else plain letters in one SMS."""
CONGSO_TSA_URL = os.environ.get("CONGSO_TSA_URL", "")
"""The timestamp authority (RFC 3161); without one signatures carry the server's own time only."""
CONGSO_CSC_URL, CONGSO_CSC_TOKEN = os.environ.get("CONGSO_CSC_URL", ""), os.environ.get("CONGSO_CSC_TOKEN", "")
"""The remote signing service (Cloud Signature Consortium API)."""
CONGSO_PKCS11_MODULE = os.environ.get("CONGSO_PKCS11_MODULE", "")
"""Library of the HSM or server token."""
CONGSO_REVOCATION_HOSTS = frozenset(os.environ.get("CONGSO_REVOCATION_HOSTS", "").split())
"""``host:port`` of certification authorities that may be asked about revocation."""

CONGSO_EXCHANGE_PIN = os.environ.get("CONGSO_EXCHANGE_PIN", "")
"""PIN of the key files with which this installation signs what it sends to the axis; without one the files' rights protect them."""
CONGSO_OUTBOX_CLAIM = int(os.environ.get("CONGSO_OUTBOX_CLAIM", "90"))
"""Seconds for which a carrier may hold what it is telling another system; one that died lets go of it then."""

CONGSO_CLAMD = os.environ.get("CONGSO_CLAMD", "")
"""The virus scanner (clamd): a socket's path or host:port; without one files are kept and shown as not scanned."""

ROOT_URLCONF = "congso.entry.urls"
WSGI_APPLICATION = "congso.entry.wsgi.application"
DATABASES = {"default": _pooled(_database(), 1, 6), "audit": _pooled(_database(), 0, 2)}
CACHES = {
    # Attempts to log in are counted for all web processes together; a full table would forget the oldest limits.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "people_rate_limit",
                "OPTIONS": {"MAX_ENTRIES": 50_000}},
    # What a process may keep for itself and compute again.
    "near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "near"},
}  # fmt: skip
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"

INSTALLED_APPS = [
    "congso.foundation.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "congso.foundation.jobs",
    "congso.foundation.audit",
    "congso.foundation.orgs",
    "congso.foundation.people",
    "congso.foundation.calendar",
    "congso.foundation.numbering",
    "congso.foundation.files",
    "congso.foundation.printing",
    "congso.foundation.notifications",
    "congso.foundation.outbox",
    "congso.foundation.forms",
    "congso.foundation.signing",
    "congso.foundation.casework",
    "congso.domains.parties",
    "congso.domains.citizens",
    "congso.domains.procedures",
    "congso.domains.fees",
    "congso.domains.documents",
    "congso.domains.tasks",
    "congso.domains.records",
    "congso.domains.schedules",
    "congso.domains.dossiers",
    "congso.domains.axis",
    "congso.domains.exchange",
    "congso.domains.national",
    "congso.domains.lookups",
    "congso.domains.clients",
    "congso.domains.ratings",
    "congso.domains.portal",
    "congso.domains.insight",
    "congso.entry",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "congso.foundation.web.compressing.CompressionMiddleware",
    "congso.foundation.web.middleware.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "congso.foundation.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "congso.foundation.people.middleware.ActorMiddleware",
    "congso.domains.ratings.sharing.SharedMachineMiddleware",
    "congso.foundation.people.middleware.TemporaryPasswordMiddleware",
    "congso.foundation.web.middleware.SignedOutPartMiddleware",
    "congso.foundation.web.middleware.DomainErrorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "congso.foundation.web.context.shell",
            ],
            "builtins": ["congso.foundation.web.templatetags.congso"],
        },
    }
]
FORM_RENDERER = "congso.foundation.web.rendering.TablerRenderer"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", "English")]
LOCALE_PATHS = [ENTRY / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["congso.foundation.web.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": CONGSO_FILES}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

AUTHENTICATION_BACKENDS = ["congso.foundation.people.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/viec/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "congso.foundation.people.adapter.AccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USER_DISPLAY = "congso.foundation.web.accounts.display_name"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Công Sở"

SESSION_ENGINE = "congso.foundation.people.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "style-src": [SELF, first_style.policy_source()],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []
DEFAULT_FROM_EMAIL = os.environ.get("CONGSO_MAIL_FROM", "congso@localhost")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("CONGSO_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("CONGSO_SMTP_PORT", "25"))
if not os.environ.get("CONGSO_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"
