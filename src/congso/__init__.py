"""Công Sở: the electronic office of a Vietnamese province in one program."""
