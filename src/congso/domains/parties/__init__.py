"""Citizens and organisations that the office deals with."""
