"""One resolution in both languages, for tests; ``SHORTER`` lacks a paragraph of the Chinese one."""

CHINESE = """第2798(2025)号决议
2025年11月3日安全理事会第10031次会议通过
安全理事会，
回顾其第1325(2000)号决议和第2553(2020)号决议第12段，
深为关切苏丹境内的暴力行为，
根据《联合国宪章》第七章采取行动，
1. 决定所有国家应：
(a) 冻结资产；
(b) 防止供应武器；
2. 请秘书长至迟在2026年3月1日提出报告；
3. 决定继续积极处理此案。
"""
ENGLISH = """Resolution 2798 (2025)
Adopted by the Security Council at its 10031st meeting, on 3 November 2025
The Security Council,
Recalling its resolution 1325 (2000) and paragraph 12 of its resolution 2553 (2020),
Deeply concerned at the violence in the Sudan, and recalling resolution 2700 (2023),
Acting under Chapter VII of the Charter of the United Nations,
1. Decides that all States shall:
(a) freeze assets of the quokka fund;
(b) prevent the supply of weapons;
2. Requests the Secretary-General to report no later than 1 March 2026;
3. Decides to remain actively seized of the matter.
"""
SHORTER = ENGLISH.replace("Deeply concerned at the violence in the Sudan, and recalling resolution 2700 (2023),\n", "")
