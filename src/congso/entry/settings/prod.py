"""In an office: every secret comes from the environment and everything travels encrypted."""

import os

from congso.entry.settings.base import *  # noqa: F403

SECRET_KEY = os.environ["CONGSO_SECRET_KEY"]
ALLOWED_HOSTS = os.environ["CONGSO_HOSTS"].split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31536000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
