"""Stand-ins for systems outside: they speak the documented contract with invented people, for demonstration and tests."""
