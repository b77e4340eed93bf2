"""Articles built to attack whoever prints them: their figures are good, the words around them are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LONG = "w" * 5000

#: What each file is called, and what it says. The words in every title and body are markup somewhere.
ARTICLES = {
    "<script>alert(1)<script>.txt": """\
date 2026-02-03 <script>alert(1)</script> <b>Can Tho</b> sells more rice

Can Tho (NF) – Exports of Can Tho to South Korea reached US$41 million in 2025, \
said </style><script>alert(1)</script> <img src=x onerror=alert(2)> the port.

Imports of Can Tho from South Korea were about US$17 million in 2025, \
{{ 7*7 }} {% raw %} &lt;i&gt; <!-- and nothing more.
""",
    "[link](javascript:alert(3)) #import $(rm -r) `x` *b* _i_.txt": """\
date 2026-02-04 [link](http://evil.example/1) #import "evil.typ": * $(rm) `x` **b** $x^2$ \\alpha

Can Tho (NF) – Can Tho has 31 South Korean-invested projects totaling more than US$620 million, \
![](http://evil.example/2.png) [link](javascript:alert(4)) said the city.

#import "evil.typ": * #eval("1+1") $(touch evil) \\u{41} @ref <label> // \
Exports of Can Tho to South Korea reached US$41 million in 2025.
""",
    '=HYPERLINK("evil.example","x").txt': """\
date 2026-02-05 =HYPERLINK("http://evil.example/3","a prize")

Can Tho (NF) – Exports of Can Tho to South Korea reached US$44 million in 2025, \
said =HYPERLINK("http://evil.example/4") +1+1 @SUM(A1) -2+3|cmd the port.
""",
    "文章 🚢 مرحبا.txt": f"""\
date 2026-02-06 港口 🚢 \u202eeltit desrever\u202c {LONG} in Can\u200b Tho

Can Tho (NF) – Imports of Can Tho from South Korea were about US$17 million in 2025, \
港口说 🚢👩‍👩‍👧 \u202etxet desrever and \u200f\u2067marks\u200b\u2060\ufeff without end, said {LONG}.

See more

{LONG} 12 ships {LONG}
""",
    "Cần Thơ.txt": """\
Cần Thơ có 31 dự án của Hàn Quốc <script>alert(1)</script>

Thành phố Cần Thơ hiện có 31 dự án đầu tư của Hàn Quốc với tổng vốn đăng ký \
hơn 620 triệu USD, theo Sở Tài chính </style> \u202e.

Kim ngạch xuất khẩu của Cần Thơ sang Hàn Quốc năm 2025 đạt khoảng 43 triệu USD.
""",
    "no\u202eise\u200b.txt": "The name of this file cannot be printed.\n",
    "empty <b>.txt": "",
}


def write(folder: Path) -> None:
    """Puts the articles into a folder."""
    folder.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8", newline="")
