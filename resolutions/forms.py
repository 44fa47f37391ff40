"""Forms for readers."""

from django import forms
from django.utils.translation import gettext, gettext_lazy

from resolutions.models import LinkReport


class LinkReportForm(forms.ModelForm):
    """Report of a wrong link. ``website`` is a honeypot: readers do not see it, and only programs fill it in."""

    problem = forms.ChoiceField(label=gettext_lazy("问题"), choices=LinkReport.PROBLEMS, widget=forms.RadioSelect)
    website = forms.CharField(required=False, label=gettext_lazy("请留空"))

    class Meta:
        model = LinkReport
        fields = ["anchor", "problem", "note"]
        widgets = {
            "anchor": forms.HiddenInput,
            "note": forms.Textarea(attrs={"rows": 4, "maxlength": 1000}),
        }
        labels = {"note": gettext_lazy("说明（可不填）：哪几个字、应指向哪份文件")}

    def clean_website(self) -> str:
        """Refuse a report with the honeypot filled in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(gettext("请把这一栏留空。"))
        return ""
