"""Names of the United Nations and its organs in the six official languages, as letterheads print them.

The names are those of folded text without blanks; matching ignores case.
"""

ORGAN_NAMES = (
    "联合国安全理事会|联合国大会|联合国|安全理事会|安理会|大会|经济及?社会理事会|UnitedNations|SecurityCouncil|GeneralAssembly|"
    "EconomicandSocialCouncil|NationsUnies|Conseildesécurité|Assembléegénérale|NacionesUnidas|ConsejodeSeguridad|"
    "AsambleaGeneral|ОрганизацияОбъединенныхНаций|СоветБезопасности|ГенеральнаяАссамблея|الأممالمتحدة|مجلسالأمن|الجمعيةالعامة"
)
