"""What is forgotten of an account at its owner's wish; called inside the action that answers the request."""

from __future__ import annotations

from congso.domains.citizens.models import ChannelChoice, CitizenAccount, Mandate
from congso.domains.parties.facade import take_out_contact
from congso.foundation.audit.writing import WriteAction


def forget_contact(action: WriteAction, account: CitizenAccount) -> None:
    """Forget how the citizen is reached and how they wanted to be told (xóa cách liên hệ)."""
    CitizenAccount.objects.filter(pk=account.pk).update(phone="", email="")
    ChannelChoice.objects.filter(account=account).delete()
    take_out_contact(action, account.party_id)


def clear_store(action: WriteAction, account: CitizenAccount) -> None:
    """Offer nothing given or got before for use again (xóa kho giấy tờ dùng lại); dossiers keep their papers."""
    CitizenAccount.objects.filter(pk=account.pk).update(store_from=action.at)


def close_account(action: WriteAction, account: CitizenAccount) -> None:
    """Close the account (đóng tài khoản): open sessions end, nobody acts for its owner any more."""
    CitizenAccount.objects.filter(pk=account.pk).update(closed_at=action.at, subject="")
    Mandate.objects.filter(giver_id=account.party_id, ended_at=None).update(ended_at=action.at)
