"""Consents 同意记录: the ledger of who agreed to what for whom, in which version, how, and until when (PIPL 28–31)."""

from jiaoyun.accounts.consents.deciding import allows

__all__ = ["allows"]
