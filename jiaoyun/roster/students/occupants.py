"""Tells the class pages how many pupils are in each class."""

from django.db.models import Count

from jiaoyun.organizations.occupants import Counts, Occupants, declare
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import CurrentEnrolment, EnrolmentState


def pupils_by_class(place: Place) -> Counts:
    """Class id (None for 未分班) → pupils who are 在读 there. One query."""
    enrolled = CurrentEnrolment.objects.within(place).filter(state=EnrolmentState.ENROLLED)
    counted = enrolled.values_list("enrolment__school_class_id").annotate(n=Count("account_id")).order_by()
    return dict(counted)


PUPILS = declare(Occupants("pupils", "学生", "名", pupils_by_class, "roster:class_students"))
