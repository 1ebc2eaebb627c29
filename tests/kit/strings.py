"""Strings that would run a script if any page took them for more than text.

The seeded `many` makes as many of them as are asked for.
"""

import random

RUN = "ran(1)"

# Markup that runs on its own, or when a reader points, clicks or types.
MARKUP = [
    f"<script>{RUN}</script>",
    f"<script src='data:text/javascript,{RUN}'></script>",
    f"<script/x>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<script type=module>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}'//",
    f"<img/src=x/onerror={RUN}>",
    f"<img src=`x`onerror={RUN}>",
    f"<img srcset='x 1x' onerror={RUN}>",
    f"<image src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><a xlink:href='javascript:{RUN}'><text x=9 y=9>x</text></a></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    f"<svg><set attributeName=onmouseover to={RUN}></svg>",
    f"<svg><foreignObject><script>{RUN}</script></foreignObject></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={RUN}></svg>#x'></svg>",
    f"<svg><style><img src=x onerror={RUN}></style></svg>",
    f"<math><mtext><script>{RUN}</script></mtext></math>",
    f"<math href='javascript:{RUN}'>x</math>",
    f"<math><maction actiontype='statusline#1' xlink:href='javascript:{RUN}'>x</maction></math>",
    f"<body onload={RUN}>",
    f"<html onmouseover={RUN}>",
    f"<iframe src='javascript:{RUN}'></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe onload={RUN}></iframe>",
    "<iframe src='https://evil.example/'></iframe>",
    f"<embed src='javascript:{RUN}'>",
    f"<object data='javascript:{RUN}'></object>",
    f"<object data='data:text/html,<script>parent.{RUN}</script>'></object>",
    f"<video src=x onerror={RUN}></video>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}></audio>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}></select>",
    f"<textarea autofocus onfocus={RUN}></textarea>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<keygen autofocus onfocus={RUN}>",
    f"<button onclick={RUN}>x</button>",
    f"<form action='javascript:{RUN}'><button>x</button></form>",
    f"<form id=f></form><button form=f formaction='javascript:{RUN}'>x</button>",
    f"<isindex action='javascript:{RUN}' type=submit>",
    f"<base href='javascript:{RUN}//'>",
    "<base href='https://evil.example/'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    f"<link rel=stylesheet href='javascript:{RUN}'>",
    f"<link rel=import href='data:text/html,<script>{RUN}</script>'>",
    f"<style>@import 'javascript:{RUN}';</style>",
    f"<style>*{{background:url('javascript:{RUN}')}}</style>",
    f"<div style=\"background:url('javascript:{RUN}')\">x</div>",
    f"<div style='width:expression({RUN})'>x</div>",
    f"<p style='animation:x' onanimationstart={RUN}>x</p><style>@keyframes x{{}}</style>",
    f"<div onmouseover={RUN}>x</div>",
    f"<div onpointerenter={RUN}>x</div>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"<a href='java&#10;script:{RUN}'>x</a>",
    f"<a href='java&Tab;script:{RUN}'>x</a>",
    f"<a href='&#106;avascript:{RUN}'>x</a>",
    f"<a href='&#x6A;avascript&colon;{RUN}'>x</a>",
    f"<a href=' javascript:{RUN}'>x</a>",
    f"<a href='\x01javascript:{RUN}'>x</a>".replace("\x01", "&#1;"),
    f"<a href='vbscript:{RUN}'>x</a>",
    f"<a href='data:text/html,<script>opener.{RUN}</script>'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5yYW4oMSk8L3NjcmlwdD4='>x</a>",
    f"<a href='//evil.example' ping='javascript:{RUN}' onclick={RUN}>x</a>",
    f"<area href='javascript:{RUN}' shape=default>",
    f"<template><script>{RUN}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'></noscript>",
    f"<noembed><img title='</noembed><img src=x onerror={RUN}>'></noembed>",
    f"<xmp><p title='</xmp><img src=x onerror={RUN}>'></xmp>",
    f"<title><p title='</title><img src=x onerror={RUN}>'></title>",
    f"<textarea><p title='</textarea><img src=x onerror={RUN}>'></textarea>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<!--!><img src=x onerror={RUN}>-->",
    f"<![CDATA[><img src=x onerror={RUN}>]]>",
    f"<?xml version='1.0'?><img src=x onerror={RUN}>",
    f"<!doctype x [<!entity y '<img src=x onerror={RUN}>'>]>&y;",
    # Mutations: what one parser writes, another reads differently.
    f"<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror={RUN}>'>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={RUN}>",
    f"<svg></p><style><a id='</style><img src=x onerror={RUN}>'>",
    f"<p><svg><desc><p></desc><style><a title='</style><img src=x onerror={RUN}>'>",
    f"<table><td><svg><style><p id='</style><img src=x onerror={RUN}>'></table>",
    f"<div><math><annotation-xml encoding='text/html'><img src=x onerror={RUN}>",
    f"<select><template><style><img src='</style><img src=x onerror={RUN}>'></template>",
    f"<b><a><b title='</b><img src=x onerror={RUN}>'></a></b>",
    f"<h2 id=\"x' onmouseover='{RUN}\">x</h2>",
    f"<div id='ghi-chu-1\" onmouseover=\"{RUN}'>x</div>",
    f"<custom-element onclick={RUN}>x</custom-element>",
    f"<img src=x:x onerror={RUN} data-x='>'>",
    f"<a href=\"https://x/'onmouseover='{RUN}\">x</a>",
    f"<img alt='\" onerror=\"{RUN}' src=x>",
    f"<table background='javascript:{RUN}'><td>x</table>",
    f"<bgsound src='javascript:{RUN}'>",
    f"<layer src='javascript:{RUN}'></layer>",
    f"<xss onfocus={RUN} autofocus tabindex=1>",
    f"<portal src='javascript:{RUN}'></portal>",
    f"<dialog open onclose={RUN}><form method=dialog><button>x</button></form></dialog>",
]
# The same by way of Markdown.
MARKDOWN = [
    f"[x](javascript:{RUN})",
    f"[x](<javascript:{RUN}>)",
    f"[x](JaVaScRiPt:{RUN})",
    f"[x](java\tscript:{RUN})",
    f"[x](&#106;avascript:{RUN})",
    f"[x](data:text/html,<script>{RUN}</script>)",
    f"[x](vbscript:{RUN})",
    f'![x" onerror="{RUN}](/tin-bai/)',
    f"![x](/tin-bai/ \"a' onerror='{RUN}\")",
    f"![x](/tin-bai/ 'a\" onerror=\"{RUN}')",
    f"[x](https://x/ \"a' onmouseover='{RUN}\")",
    f"<javascript:{RUN}>",
    f"[x]: javascript:{RUN}\n\n[x]",
    f"[x][y]\n\n[y]: <javascript:{RUN}>",
    f"[^a]\n\n[^a]: <img src=x onerror={RUN}>",
    f'[^"onmouseover="{RUN}]\n\n[^"onmouseover="{RUN}]: x',
    f"# <img src=x onerror={RUN}>",
    f'# x" onmouseover="{RUN}',
    f'```" onmouseover="{RUN}\nx\n```',
    f"```<img src=x onerror={RUN}>\nx\n```",
    f"`<img src=x onerror={RUN}>`",
    f"|a|\n|-|\n|<img src=x onerror={RUN}>|",
    f'|a|\n|:-" onmouseover="{RUN}:|\n|x|',
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"\\<script>{RUN}\\</script>",
]
# What breaks out of the places where other text of an editor stands.
OUT = [
    *(f"{end}<img src=x onerror={RUN}>" for end in ('">', "'>", "-->", "]]>", "*/", '\\">', "`>")),
    *(f"</{tag}><script>{RUN}</script>" for tag in ("title", "script", "style", "textarea", "a")),
    *(f"{q} onmouseover={RUN} x={q}" for q in ("'", '"', "`")),
    *(f"{q}-{RUN}-{q}" for q in ("'", '"', "`")),
    f"</script><script>{RUN}//",
    f"<!--<script>{RUN}//",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"&quot;&gt;&lt;script&gt;{RUN}&lt;/script&gt;",
    f"javascript:{RUN}",
    f"{{{{ {RUN} }}}}",
    f"${{{RUN}}}",
    f"{{% {RUN} %}}",
    f"<%= {RUN} %>",
    f"]]><script>{RUN}</script>",
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    f"\u2028{RUN}\u2029".replace("\u2028", "&#x2028;").replace("\u2029", "&#x2029;"),
]
# These do not even build.
REFUSED = [f"[x](%6Aavascript:{RUN})", f"![x](javascript:{RUN})", f"![x](data:text/html,{RUN})"]
ATTACKS = [*MARKUP, *MARKDOWN, *OUT]


def many(amount: int, seed: int = 1) -> list[str]:
    """Return so many different attacks: those above, and each breaking out of each place."""
    chance = random.Random(seed)
    ends = [
        '">',
        "'>",
        "`>",
        "-->",
        "]]>",
        "*/",
        "</title>",
        "</script>",
        "</style>",
        "\\",
        "%22%3E",
    ]
    ends += [
        "%22%3E",
        "</textarea>",
        "</a>",
        "{{",
        "${",
        "&quot;&gt;",
        "&#34;&#62;",
        "\u00a0",
        "\uff1c",
    ]
    made = [f"{chance.choice(ends)}{each}" for each in MARKUP for _ in ends]
    chance.shuffle(made)
    return list(dict.fromkeys([*ATTACKS, *made]))[:amount]


# Notes every call, points at everything, and presses everything that can be pressed.
WATCH = "window.calls = []; for (const f of ['ran', 'alert']) window[f] = x => calls.push(f + x);"
PRESS = """() => {
  for (const it of document.querySelectorAll('.md-content *')) {
    for (const event of ['mouseover', 'pointerenter', 'focus', 'click', 'error', 'load', 'toggle'])
      if (!(event === 'click' && it.closest('a[href]') && !/^\\s*\\w*script:/i.test(it.href || '')))
        it.dispatchEvent(new Event(event, {bubbles: event !== 'focus', cancelable: true}));
  }
  return [...document.querySelectorAll('*')].flatMap(it => [...it.attributes]
    .filter(a => !/^(content|title|alt)$/.test(a.name))
    .filter(a => /^on/i.test(a.name) || /^\\s*(java|vb)script:|^\\s*data:text/i.test(a.value))
    .map(a => `${it.tagName} ${a.name}=${a.value}`));
}"""
