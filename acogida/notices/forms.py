"""Input to clean data; nothing here saves."""

from django import forms

from acogida.notices.models import NoticeClass


class FilterForm(forms.Form):
    """What the inbox shows; whatever it does not know is left out."""

    unread = forms.BooleanField(required=False)
    notice_class = forms.ChoiceField(choices=NoticeClass, required=False)
    before = forms.IntegerField(required=False, min_value=1)


class ReadForm(forms.Form):
    """Which notices are read: one, or all there are."""

    notice = forms.IntegerField(required=False, min_value=1)
