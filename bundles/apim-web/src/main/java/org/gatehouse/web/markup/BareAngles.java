package org.gatehouse.web.markup;

import java.util.Set;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/** What stands in angle brackets: an address of the web, no longer than addresses are, or else text, tags too. */
final class BareAngles implements InlineContentParser {
    private static final int LONGEST = 2_000;

    @Override
    public ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        scanner.next();
        Position behind = scanner.position();
        if (scanner.next("https://") || scanner.next("http://")) {
            for (int i = 0; i < LONGEST && isOfAddress(scanner.peek()); i++) {
                scanner.next();
            }
            if (scanner.peek() == '>') {
                String address = scanner.getSource(behind, scanner.position()).getContent();
                scanner.next();
                Link link = new Link(address, null);
                link.appendChild(new Text(address));
                return ParsedInline.of(link, scanner.position());
            }
        }
        return ParsedInline.of(new Text("<"), behind);
    }

    private static boolean isOfAddress(char next) {
        return next != '<' && next != '>' && next > ' ' && next != Scanner.END;
    }

    /** Makes one for each text. */
    static final class Factory implements InlineContentParserFactory {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('<');
        }

        @Override
        public InlineContentParser create() {
            return new BareAngles();
        }
    }
}
