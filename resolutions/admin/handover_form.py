"""Form of a handover: colleague, note and time."""

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy

from resolutions.desk import handovers
from resolutions.writing.audit_log import display_name


class AssigneeField(forms.ModelChoiceField):
    """A colleague, shown by name."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name."""
        return display_name(obj)


class HandoverForm(forms.Form):
    """Colleague, note and time of a handover."""

    assignee = AssigneeField(
        label=gettext_lazy("交给"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("任何有发布权限的同事"),
    )
    note = forms.CharField(label=gettext_lazy("附言"), required=False, max_length=handovers.MAX_NOTE_LENGTH)
    publish_at = forms.DateTimeField(
        label=gettext_lazy("发布时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )

    def __init__(self, *args: object, **values: object) -> None:
        super().__init__(*args, **values)  # type: ignore[arg-type]  # passed on
        self.fields["assignee"].queryset = handovers.possible_assignees()  # type: ignore[attr-defined]
