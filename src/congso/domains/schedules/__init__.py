"""The leaders' weekly calendar (lịch công tác) and what today brings."""
