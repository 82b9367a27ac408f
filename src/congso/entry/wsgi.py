"""The web application for a WSGI server, with all addresses and their views loaded before the first request."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.dev")
application = get_wsgi_application()
reverse("alive")
