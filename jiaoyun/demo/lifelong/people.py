"""The people that the provider knows. None of them exists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody with a 终身学习账号: the provider's own name for them, and the school that it knows."""

    subject: str
    name: str
    school_code: str = ""
    school_name: str = ""


LEARNERS = (
    Learner("ll-7f3a9c01", "邹文斌"),
    Learner("ll-2b8e4d02", "祝云舒"),
    Learner("ll-91c6f703", "桂一帆", "3699990001", "云溪县云溪希望小学"),
)
