"""The audit log: what was done or refused, by whom, provable later."""
