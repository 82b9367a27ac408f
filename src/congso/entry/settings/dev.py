"""On a developer's machine and for the demonstration: a key made once and kept in the data folder."""

import secrets

from congso.entry.settings.base import *  # noqa: F403
from congso.entry.settings.base import DATA

_key_file = DATA / "keys" / "django-secret"
if not _key_file.exists():
    _key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _key_file.write_text(secrets.token_urlsafe(50))
    _key_file.chmod(0o600)
SECRET_KEY = _key_file.read_text()
ALLOWED_HOSTS = ["*"]
