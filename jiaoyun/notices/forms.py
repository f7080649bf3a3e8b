"""The form of the notice settings: for each topic two boxes."""

from django import forms

from jiaoyun.notices.models import Topic
from jiaoyun.notices.wishes import CHOOSABLE


class WishesForm(forms.Form):
    """Boxes named request_phone, request_email and so on."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for topic in CHOOSABLE:
            self.fields[f"{topic.value}_phone"] = forms.BooleanField(label=f"{topic.label}：短信", required=False)
            self.fields[f"{topic.value}_email"] = forms.BooleanField(label=f"{topic.label}：邮件", required=False)

    def wishes(self) -> dict[Topic, tuple[bool, bool]]:
        """What was ticked."""
        ticked = self.cleaned_data
        return {topic: (ticked[f"{topic.value}_phone"], ticked[f"{topic.value}_email"]) for topic in CHOOSABLE}
