"""Forms that readers fill in."""

from django import forms

from resolutions.models import LinkReport


class LinkReportForm(forms.ModelForm):
    """``website`` is hidden from people; whoever fills it in is a program."""

    problem = forms.ChoiceField(label="问题", choices=LinkReport.PROBLEMS, widget=forms.RadioSelect)
    website = forms.CharField(required=False, label="请留空")

    class Meta:
        model = LinkReport
        fields = ["anchor", "problem", "note"]
        widgets = {
            "anchor": forms.HiddenInput,
            "note": forms.Textarea(attrs={"rows": 4, "maxlength": 1000}),
        }
        labels = {"note": "说明（可不填）：哪几个字、应指向哪份文件"}

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("请把这一栏留空。")
        return ""
