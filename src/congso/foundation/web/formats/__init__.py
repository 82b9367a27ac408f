"""How days and times are typed, by language (FORMAT_MODULE_PATH)."""
