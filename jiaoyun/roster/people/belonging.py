"""Tells the accounts which pupils belong to a school, and in which class: the roll knows, not their identities."""

from collections.abc import Sequence
from uuid import UUID

from jiaoyun.accounts.belonging import declare_belonging
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import CurrentEnrolment, EnrolmentState

_HERE = (EnrolmentState.ENROLLED, EnrolmentState.GRADUATED)


def pupils_at(place: Place, account_ids: Sequence[UUID]) -> dict[UUID, UUID | None]:
    """Account → class, of those whose current enrolment is here: 在读, or graduated from here. One query."""
    rows = CurrentEnrolment.objects.within(place).filter(account_id__in=account_ids, state__in=_HERE)
    return dict(rows.values_list("account_id", "enrolment__school_class_id"))


declare_belonging(pupils_at)
