"""The template tag ``each`` says what ``for`` says, and refuses what it cannot say."""

import pytest
from django.template import Context, Template, TemplateSyntaxError

ROWS = [("a", "<一>", [("x", "&")], ""), ("b", "", [], 7)]
BODY = "{{ key }}{% if name %}[{{ name }}]{% else %}无{% endif %}{{ count }}"
INNER = "{% LOOP pairs as before hit %}{{ before }}<mark>{{ hit }}</mark>{% ENDLOOP %}"


def rendered(source: str) -> str:
    return Template("{% load each %}" + source).render(Context({"rows": ROWS}))


def test_it_writes_what_for_writes():
    quick = INNER.replace("ENDLOOP", "endeach").replace("LOOP", "each")
    slow = INNER.replace("ENDLOOP", "endfor").replace("LOOP pairs as before hit", "for before, hit in pairs")
    each = rendered("{% each rows as key name pairs count %}" + BODY + quick + "{% endeach %}")
    assert each == rendered("{% for key, name, pairs, count in rows %}" + BODY + slow + "{% endfor %}")
    assert each == "a[&lt;一&gt;]x<mark>&amp;</mark>b无7"


@pytest.mark.parametrize(
    "source",
    [
        "{% each rows %}{% endeach %}",
        "{% each rows as key %}{{ other }}{% endeach %}",
        "{% each rows as key %}{{ key|safe }}{% endeach %}",
        "{% each rows as key %}{{ key.name }}{% endeach %}",
        "{% each rows as key %}{% if key == 'a' %}{% endif %}{% endeach %}",
        "{% each rows as key %}{% if key %}{% elif key %}{% endif %}{% endeach %}",
        "{% each rows as key %}{% for one in key %}{% endfor %}{% endeach %}",
        "{% each rows as key %}{% url 'home' %}{% endeach %}",
    ],
)
def test_what_it_cannot_say_is_refused_when_the_template_is_read(source):
    with pytest.raises(TemplateSyntaxError):
        rendered(source)
