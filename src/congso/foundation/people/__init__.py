"""Officials: accounts, positions they occupy for a time, rights that positions hold, delegation and absence."""
