"""Jobs of this room."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.foundation.people.sessions import SessionStore


@app.periodic(cron="11 3 * * *")
@app.task(name="congso.clear_sessions", queue="daily", queueing_lock="congso.clear_sessions")
def clear_ended_sessions(timestamp: int) -> None:
    """Remove the sessions that have ended: nobody can come back by them."""
    del timestamp
    SessionStore.clear_expired()
