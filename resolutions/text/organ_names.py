"""Names of the United Nations and its organs in the six official languages, as letterheads print them.

The names are those of folded text without blanks; matching ignores case.
"""

ORGANIZATION_NAMES = "联合国|UnitedNations|NationsUnies|NacionesUnidas|ОрганизацияОбъединенныхНаций|الأممالمتحدة"
# Longer names come first, for patterns that take the first name that matches.
ORGAN_NAMES = (
    f"联合国安全理事会|联合国大会|{ORGANIZATION_NAMES}|安全理事会|安理会|大会|经济及?社会理事会|SecurityCouncil|"
    "GeneralAssembly|EconomicandSocialCouncil|Conseildesécurité|Assembléegénérale|ConsejodeSeguridad|AsambleaGeneral|"
    "СоветБезопасности|ГенеральнаяАссамблея|مجلسالأمن|الجمعيةالعامة"
)
