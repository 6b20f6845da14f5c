package org.gatehouse.web.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {
    private static final String MARKDOWN = "text/markdown";
    private static final String HTML = "text/html";
    /** What may be in an answer, tag by tag; all else of it is text, in which no sign begins a tag. */
    private static final Pattern HARMLESS = Pattern.compile(
            "<!-- -->|<h[4-6] class=\"fs-6\">|</h[4-6]>|<table class=\"table table-sm\">|</table>|</?(?:p|h3|br|hr|div|blockquote|ul|li|strong|em|b|i|code|thead"
                    + "|tbody|tr|th|td|del|small|sub|sup)\\s*/?>|<ol(?: start=\"\\d{1,3}\")?>|</ol>|<pre tabindex=\"0\">|</pre>"
                    + "|<a href=\"(?:https?:|mailto:)[^\"<>]*\" rel=\"nofollow noopener noreferrer\">|</a>");

    @Test
    void noTextBecomesManyTimesAsLong() {
        String named = "[a]: http://e/" + "x".repeat(2_000) + "\n\n" + "[a] ".repeat(3_000);
        String table = "a|".repeat(500) + "\n" + "-|".repeat(500) + "\n" + "a\n".repeat(180);

        for (String text : List.of(named, table)) {
            assertThat(Markup.safe("text/markdown", text)).hasSizeLessThan(200_000);
        }
        assertThat(Markup.safe("text/markdown", "[a]: http://e/\n\n" + "[a] ".repeat(20)))
                .contains("<a href=\"http://e/\"");
    }

    @Test
    void markdownIsRead() {
        assertThat(Markup.safe(MARKDOWN, """
                # Getting *started*

                Ask for a `token`, see [the guide](https://example.com/a?b=c&d=e).

                | Code | Means |
                |------|-------|
                | 503  | later |

                3. three
                """))
                .contains("<h3>Getting <em>started</em></h3>", "<code>token</code>", "<th>Code</th>", "<td>later</td>")
                .contains(
                        "<a href=\"https://example.com/a?b&#61;c&amp;d&#61;e\" rel=\"nofollow noopener noreferrer\">the guide</a>")
                .contains("<ol start=\"3\">");
        assertThat(Markup.safe(MARKDOWN, "```\nwide\n```")).contains("<pre tabindex=\"0\"><code>wide");
    }

    @Test
    void anAddressInAnglesIsALinkAndAllElseIsText() {
        String address = "https://example.com/a?b";
        assertThat(Markup.safe(MARKDOWN, "see <" + address + ">, <a@b.example> <" + address + " x> a < b <"))
                .contains("<a href=\"" + address + "\" rel=\"nofollow noopener noreferrer\">" + address + "</a>, &lt;a")
                .contains("&lt;" + address + " x&gt; a &lt; b &lt;</p>");
        assertThat(Markup.safe(MARKDOWN, "<https://" + "a".repeat(3_000) + ">")).startsWith("<p>&lt;https");
    }

    @Test
    void aTableOfThatManyCellsIsATextAndASmallerOneIsATable() {
        String rows = "|a|b|\n|-|-|\n" + "|1|2|\n".repeat(1_000);
        assertThat(Markup.safe(MARKDOWN, rows)).contains("<td>1</td>");
        assertThat(Markup.safe(MARKDOWN, "|x".repeat(200) + "\n\n" + rows))
                .doesNotContain("<td>")
                .contains("|1|2|");
        assertThat(Markup.safe(MARKDOWN, "*a*\n".repeat(20_001))).startsWith("<pre tabindex=\"0\">*a*\n*a*");
    }

    @Test
    void aPictureIsALinkToIt() {
        assertThat(Markup.safe(
                        MARKDOWN, "![The *whole* picture](https://example.com/p.png \"t\") and ![x](javascript:1)"))
                .contains(
                        "<a href=\"https://example.com/p.png\" rel=\"nofollow noopener noreferrer\">The <em>whole</em> picture</a>")
                .doesNotContain("<img", "javascript");
    }

    @Test
    void htmlKeepsWhatIsHarmless() {
        assertThat(Markup.safe(
                        HTML,
                        "<h1 onclick=x>A</h1><h4>B</h4><p style='color:red' class=gh-note id=content>C &lt;b&gt;<b>D"))
                .isEqualTo("<h3>A</h3><h6 class=\"fs-6\">B</h6><p>C &lt;b&gt;<b>D</b></p>");
    }

    @Test
    void tagsInMarkdownAreText() {
        assertThat(Markup.safe(MARKDOWN, "a <b>b</b>\n\n<script>alert(1)</script>\n"))
                .contains("&lt;b&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<ScRiPt src=//evil.example/x.js></sCrIpT>",
                "<script/x>alert(1)</script>",
                "<<script>script>alert(1)<</script>/script>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<script\u0000>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<img src=x onerror\n=alert(1)//",
                "<IMG SRC=\"jav&#x09;ascript:alert(1);\">",
                "<svg onload=alert(1)>",
                "<svg><script>alert&#40;1&#41;</script></svg>",
                "<svg><a xlink:href=\"javascript:alert(1)\"><text>x",
                "<svg><animate xlink:href=#a attributeName=href values=javascript:alert(1) /><a id=a>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<math href=\"javascript:alert(1)\">CLICK</math>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<style>@import 'javascript:alert(1)';</style>",
                "<style><img src=\"</style><img src=x onerror=alert(1)>\">",
                "<link rel=stylesheet href=//evil.example/x.css>",
                "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
                "<base href=\"javascript:/\">",
                "<iframe src=javascript:alert(1)></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\">",
                "<object data=javascript:alert(1)>",
                "<embed src=javascript:alert(1)>",
                "<form action=javascript:alert(1)><button>x</button></form>",
                "<input autofocus onfocus=alert(1)>",
                "<button formaction=javascript:alert(1)>x",
                "<details open ontoggle=alert(1)>",
                "<video><source onerror=alert(1)></video>",
                "<body onload=alert(1)>",
                "<template><script>alert(1)</script></template>",
                "<textarea></textarea><script>alert(1)</script>",
                "<title></title><script>alert(1)</script>",
                "<xmp><p title=\"</xmp><script>alert(1)</script>\">",
                "<plaintext><script>alert(1)",
                "<!--><script>alert(1)</script>-->",
                "<!--[if IE]><script>alert(1)</script><![endif]-->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<?xml version='1.0'?><script>alert(1)</script>",
                "<a href=javascript:alert(1)>x</a>",
                "<a href=\" javascript:alert(1)\">x</a>",
                "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
                "<a href=\"java\nscript:alert(1)\">x</a>",
                "<a href=\"java&#x0A;script:alert(1)\">x</a>",
                "<a href=\"&#106;&#97;vascript:alert(1)\">x</a>",
                "<a href=\"&#x6A&#x61vascript&colon;alert(1)\">x</a>",
                "<a href=\"\u0001javascript:alert(1)\">x</a>",
                "<a href=\"vbscript:x\">x</a>",
                "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
                "<a href=\"//evil.example/\">x</a>",
                "<a href=\"/publisher/site/blocks/x\">x</a>",
                "<a href=\"https://example.com/\" target=_top onclick=alert(1) rel=opener>x</a>",
                "<a href='https://example.com/\" onmouseover=\"alert(1)'>x</a>",
                "<p style=\"background:url(javascript:alert(1))\">x",
                "<div id=\"content\" name=\"csrf_token\" class=\"gh-toasts\" data-open=\"#x\" hx-get=\"/x\" hx-on:load=\"alert(1)\">x",
                "<p {{7*7}}>{{ token }}{% include \"x\" %}</p>",
                "<table><td colspan=9999 rowspan=-1 background=javascript:alert(1)>x",
                "[a](javascript:alert(1))",
                "[a](JAVASCRIPT:alert(1))",
                "[a](java\\script:alert(1))",
                "[a](&#106;avascript:alert(1))",
                "[a](<javascript:alert(1)>)",
                "[a](data:text/html,<script>alert(1)</script>)",
                "[a](//evil.example)",
                "[a](https://example.com/\"onmouseover=alert(1) \"t\\\"onload=x\")",
                "![a](javascript:alert(1))",
                "![a](x\"onerror=\"alert(1))",
                "<javascript:alert(1)>",
                "[a]: javascript:alert(1)\n\n[a]",
                "`<script>alert(1)</script>`",
                "```<script>\nalert(1)\n```",
                "```\" onmouseover=alert(1) x=\"\ncode\n```",
                "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
            })
    void nothingOfWhatIsWrittenRuns(String hostile) {
        for (String type : new String[] {MARKDOWN, HTML, "TEXT/HTML; charset=utf-7", "anything", ""}) {
            String shown = Markup.safe(type, hostile);
            String rest = HARMLESS.matcher(shown).replaceAll(Matcher.quoteReplacement(""));
            assertThat(rest).as(type + ": " + shown).doesNotContain("<", ">");
        }
    }

    @Test
    void whatIsNestedWithoutEndEnds() {
        int half = 250_000;
        String[] hostile = {
            ">".repeat(2 * half),
            "> ".repeat(half),
            "- ".repeat(half),
            "*a _b ".repeat(half / 4),
            "[".repeat(2 * half),
            "![".repeat(half),
            "[a](".repeat(half / 2),
            "`a``b".repeat(half / 4),
            "<div>".repeat(half / 2),
            "<b><a href='https://a/'>".repeat(half / 10),
            "&#".repeat(half),
            "|".repeat(half) + "\n" + "|-".repeat(half / 2) + "\n" + "|a".repeat(half / 2),
            "<!--".repeat(half / 2),
            "<a ".repeat(half),
            "<https://a".repeat(half / 3),
            "|a".repeat(1_000) + "|\n" + "|-".repeat(1_000) + "|\n" + "|\n".repeat(half),
            "|a|b|\n|-|-|\n" + "|\n".repeat(2 * half),
            "a\n".repeat(2 * half),
        };
        for (String text : hostile) {
            for (String type : new String[] {MARKDOWN, HTML}) {
                String what = type + " " + text.substring(0, 10);
                String shown = Assertions.assertTimeout(Duration.ofSeconds(20), () -> Markup.safe(type, text), what);
                assertThat(HARMLESS.matcher(shown).replaceAll("")).as(what).doesNotContain("<", ">");
            }
        }
    }
}
