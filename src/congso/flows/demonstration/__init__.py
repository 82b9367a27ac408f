"""The demonstration province: Đồng Tháp as of 2026, with invented people, made by the services that real work uses."""
