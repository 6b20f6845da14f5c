package org.gatehouse.web.markup;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What people have written, as HTML that may stand on a page of ours: what is not known to be harmless is not in it, whatever the
 * text says. Headings begin at the third level, below those of the page; links lead away and are not followed for us; pictures are
 * links to them, as browsers are let load nothing from elsewhere.
 */
public final class Markup {
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://|mailto:)[^\\s]+");
    private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern SCOPE = Pattern.compile("(?i)col|row|colgroup|rowgroup");
    private static final Map<String, String> LOWER =
            Map.of("h1", "h3", "h2", "h4", "h3", "h5", "h4", "h6", "h5", "h6", "h6", "h6");

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "div",
                    "blockquote",
                    "ul",
                    "ol",
                    "li",
                    "dl",
                    "dt",
                    "dd",
                    "strong",
                    "b",
                    "em",
                    "i",
                    "u",
                    "s",
                    "del",
                    "ins",
                    "sub",
                    "sup",
                    "small",
                    "code",
                    "kbd",
                    "samp",
                    "var",
                    "caption",
                    "thead",
                    "tbody",
                    "tfoot",
                    "tr",
                    "th",
                    "td")
            .allowElements(
                    (name, attributes) -> {
                        String lower = LOWER.get(name);
                        if (!"h3".equals(lower)) {
                            // No larger than the one above it.
                            attributes.add("class");
                            attributes.add("fs-6");
                        }
                        return lower;
                    },
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6")
            .allowElements(
                    (name, attributes) -> {
                        // What is too wide is scrolled, by keyboard, too.
                        attributes.add("tabindex");
                        attributes.add("0");
                        return name;
                    },
                    "pre")
            .allowElements(
                    (name, attributes) -> {
                        attributes.add("class");
                        attributes.add("table table-sm");
                        return name;
                    },
                    "table")
            .allowElements("a")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .matching(ADDRESS)
            .onElements("a")
            .requireRelsOnLinks("nofollow", "noopener", "noreferrer")
            .allowAttributes("start")
            .matching(SMALL_NUMBER)
            .onElements("ol")
            .allowAttributes("colspan", "rowspan")
            .matching(SMALL_NUMBER)
            .onElements("th", "td")
            .allowAttributes("scope")
            .matching(SCOPE)
            .onElements("th")
            .toFactory();

    private Markup() {}

    /**
     * A text as HTML.
     *
     * @param mediaType {@code text/html}, or else it is Markdown: GitHub's tables, tags shown as they are written
     */
    public static String safe(String mediaType, String text) {
        boolean html = mediaType.toLowerCase(Locale.ROOT).startsWith("text/html");
        return POLICY.sanitize(html ? text : Markdown.html(text));
    }
}
