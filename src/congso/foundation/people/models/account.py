"""The account of an official."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their user name."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """User names are not case-sensitive."""
        return self.get(username=(username or "").lower())


class Account(AbstractBaseUser):
    """A person who may log in (tài khoản): an official, not a citizen. Rights come from positions, not from here."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=250, db_index=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    """The password was given by an administrator: nothing else is open before it is changed."""
    language = models.CharField(max_length=5, default="vi")

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """For libraries that ask so."""
        return self.full_name

    def has_perm(self, *_args: Any) -> bool:
        """Libraries get no rights from an account; ours are held by positions."""
        return False

    @property
    def is_staff(self) -> bool:
        """Django's own administration is not used."""
        return False

    @property
    def is_superuser(self) -> bool:
        """Nobody stands above the rules."""
        return False
