"""Jobs and events: what happens after a change was committed (procrastinate on the same PostgreSQL)."""
