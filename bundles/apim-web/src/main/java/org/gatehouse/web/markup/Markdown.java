package org.gatehouse.web.markup;

import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown as HTML, before anything is taken out of that. The reader looks for some ends from each beginning anew, copies
 * a paragraph with each of its lines, and fills up the rows of a table: what would take it minutes, or all of the memory, is read
 * as less than it could be.
 */
final class Markdown {
    private static final int DEEPEST = 50;
    private static final int MOST_CELLS = 100_000;
    private static final int MOST_LINES = 20_000;
    /** HTML is so many times as long as the text at most, besides this. */
    private static final long MOST_TIMES = 10;

    private static final long LONGEST_START = 10_000;

    /** All but HTML, which is text here. */
    private static final Set<Class<? extends Block>> BLOCKS = Set.of(
            BlockQuote.class,
            Heading.class,
            FencedCodeBlock.class,
            IndentedCodeBlock.class,
            ListBlock.class,
            ThematicBreak.class);

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser WITH_TABLES = parser(TABLES);
    private static final Parser WITHOUT_TABLES = parser(List.of());
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();

    private Markdown() {}

    private static Parser parser(List<Extension> extensions) {
        return Parser.builder()
                .extensions(extensions)
                .enabledBlockTypes(BLOCKS)
                .customInlineContentParserFactory(new BareAngles.Factory())
                .maxOpenBlockParsers(DEEPEST)
                .build();
    }

    static String html(String text) {
        if (text.lines().count() > MOST_LINES) {
            return plain(text);
        }
        try {
            Node document = (mostCells(text) > MOST_CELLS ? WITHOUT_TABLES : WITH_TABLES).parse(text);
            document.accept(new PicturesAsLinks());
            Bounded html = new Bounded(text.length() * MOST_TIMES + LONGEST_START);
            RENDERER.render(document, html);
            return html.toString();
        } catch (StackOverflowError | Bounded.TooLong beyond) {
            // Nobody means a thousand emphases within each other, or a long address a thousand times by its short name.
            return plain(text);
        }
    }

    private static String plain(String text) {
        return "<pre>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</pre>";
    }

    /** How many cells there are at most, were all lines one table: as many in each as the widest line could begin. */
    private static long mostCells(String text) {
        long lines = 1;
        long widest = 0;
        long bars = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '|') {
                bars++;
            }
            if (next == '\n' || next == '\r') {
                lines++;
                bars = 0;
            }
            widest = Math.max(widest, bars);
        }
        return widest == 0 ? 0 : lines * (widest + 1);
    }

    private static final class PicturesAsLinks extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            Link link = new Link(image.getDestination(), image.getTitle());
            while (image.getFirstChild() != null) {
                link.appendChild(image.getFirstChild());
            }
            image.insertBefore(link);
            image.unlink();
            visitChildren(link);
        }
    }

    /** Text up to a length. */
    private static final class Bounded implements Appendable {
        private final StringBuilder text = new StringBuilder();
        private final long longest;

        Bounded(long longest) {
            this.longest = longest;
        }

        @Override
        public Appendable append(CharSequence more) {
            return append(more, 0, more.length());
        }

        @Override
        public Appendable append(CharSequence more, int from, int to) {
            if (text.length() + (long) to - from > longest) {
                throw new TooLong();
            }
            text.append(more, from, to);
            return this;
        }

        @Override
        public Appendable append(char one) {
            return append(String.valueOf(one));
        }

        @Override
        public String toString() {
            return text.toString();
        }

        /** It would be longer. */
        private static final class TooLong extends RuntimeException {}
    }
}
