"""Every hour answers whose time is over are forgotten; every ten minutes dossiers sent on are asked after."""

from __future__ import annotations

from procrastinate.contrib.django import app

from congso.core.actors import system_actor
from congso.domains.lookups.services.following import follow_all
from congso.domains.lookups.services.keeping import forget_answers


@app.periodic(cron="20 * * * *")
@app.task(name="congso.forget_lookup_answers", queue="daily", queueing_lock="congso.forget_lookup_answers")
def forget_lookup_answers(timestamp: int) -> None:
    """Forget them."""
    forget_answers(actor=system_actor("Xóa kết quả tra cứu"))


@app.periodic(cron="*/10 * * * *")
@app.task(name="congso.follow_forwarded_dossiers", queue="daily", queueing_lock="congso.follow_forwarded_dossiers")
def follow_forwarded_dossiers(timestamp: int) -> None:
    """Ask how far they have come."""
    follow_all(actor=system_actor("Theo dõi hồ sơ đã chuyển"))
