"""Documents coming in, over the rooms."""
