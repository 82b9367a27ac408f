"""The forms that the program ships, written by program: blocks that forms share stand once."""
