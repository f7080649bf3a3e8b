"""A person's wishes about messages: the topics that can be chosen, and what stands for each."""

from uuid import UUID

from jiaoyun.notices.models import NoticeSetting, Topic

CHOOSABLE = tuple(topic for topic in Topic if topic is not Topic.SECURITY)


def wishes_of(account_id: UUID) -> dict[Topic, tuple[bool, bool]]:
    """For each topic: by text message, by e-mail. Without a row by text message only."""
    rows = NoticeSetting.objects.of_account(account_id).values_list("topic", "by_phone", "by_email")
    set_before = {Topic(topic): (phone, email) for topic, phone, email in rows}
    return {topic: set_before.get(topic, (True, False)) for topic in CHOOSABLE}
