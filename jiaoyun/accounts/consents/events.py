"""What is recorded of consents; the ledger itself is the table."""

from jiaoyun.plumbing.events import declare

_FIELDS = ("account_id", "purpose", "version")

CONSENT_GIVEN = declare("accounts.consent_given", "同意了一项用途", subject=("account", "account_id"), fields=_FIELDS)
CONSENT_WITHDRAWN = declare(
    "accounts.consent_withdrawn", "撤回了同意", subject=("account", "account_id"), fields=_FIELDS
)
