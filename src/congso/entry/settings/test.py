"""For the tests: no cost where none is tested, mail in memory, one connection."""

import os
import tempfile
from pathlib import Path

os.environ["CONGSO_DB_ROLE"] = "owner"

from congso.entry.settings.base import *  # noqa: F403
from congso.entry.settings.base import TEMPLATES, _database

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": _database(), "audit": _database() | {"TEST": {"MIRROR": "default"}}}
CONGSO_AUDIT_DATABASE = "default"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CONGSO_FILES = Path(tempfile.mkdtemp(prefix="congso-files-"))
CONGSO_KEYS = CONGSO_FILES / "keys"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": CONGSO_FILES}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["OPTIONS"]["debug"] = True  # type: ignore[index]
ACCOUNT_RATE_LIMITS: dict[str, str] = {}
