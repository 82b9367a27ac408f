"""The carrier: tells other systems what waits, asks them what has come, until it is told to stop."""

import os
import signal
import threading

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.dev")
    django.setup()
    from congso.foundation.outbox.carrying import run

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    run(stopped=stop.is_set)
