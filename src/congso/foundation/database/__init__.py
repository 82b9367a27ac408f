"""Statements that the busiest paths send again and again: planned once, kept by PostgreSQL."""
