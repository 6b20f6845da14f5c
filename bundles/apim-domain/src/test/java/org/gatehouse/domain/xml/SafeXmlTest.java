package org.gatehouse.domain.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatehouse.domain.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

final class SafeXmlTest {
    @Test
    void textComesInOnePiece() throws Exception {
        XMLStreamReader events = SafeXml.events("<a>1 &lt; <![CDATA[2 &]]> 3</a>");
        events.nextTag();
        assertThat(events.getElementText()).isEqualTo("1 < 2 & 3");
    }

    @Test
    void whatNoXmlCanHoldIsFound() {
        IntStream edges =
                IntStream.of(0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x1_0000, 0x1_FFFE, 0x10_FFFF);
        IntStream.concat(IntStream.range(0, 0x100), edges)
                .forEach(code -> assertThat(
                                SafeXml.unheld(Character.toString(code)).isEmpty())
                        .as("U+%04X", code)
                        .isEqualTo(isParsed("<a>&#" + code + ";</a>")));
        assertThat(SafeXml.unheld("a\u0001\u0002")).contains("U+0001");
        assertThat(SafeXml.unheld("a\uD83D\uDE00")).isEmpty();
        assertThat(SafeXml.unheld("a\uD83D")).contains("U+D83D");
    }

    private static boolean isParsed(String xml) {
        try {
            SafeXml.tree(xml);
            return true;
        } catch (Invalid e) {
            return false;
        }
    }

    @Test
    void aDocumentTypeIsRefusedWithItsLine(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "what nobody may see");
        String xml = "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>\n<a>&e;</a>";

        assertThat(refused(xml)).isEqualTo("line 2: a document type (expected: none)");
        assertThatThrownBy(() -> SafeXml.tree(xml))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("line 2: a document type (expected: none)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>\n<b>\n</a>", "<a/>\n\n<b/>", "<a>\n\n&unknown;</a>", "<a x='1'\n\nx='2'/>"})
    void whatIsNotWellFormedIsToldWithItsLine(String xml) {
        assertThat(refused(xml)).matches("(?s)line 3: (not well-formed: .+|the entity .+)");
        assertThatThrownBy(() -> SafeXml.tree(xml.getBytes(UTF_8)))
                .isInstanceOf(Invalid.class)
                .hasMessageMatching("(?s)line 3: not well-formed: .+");
    }

    @Test
    void depthIsBounded() throws Exception {
        String fits = "<a>".repeat(SafeXml.MOST_LEVELS) + "</a>".repeat(SafeXml.MOST_LEVELS);
        String tooDeep = "<a>" + fits + "</a>";

        assertThat(refused(fits)).isEmpty();
        assertThat(SafeXml.tree(fits).getDocumentElement().getTagName()).isEqualTo("a");
        assertThat(refused(tooDeep)).isEqualTo("line 1: too deep (expected: at most 100 levels)");
        assertThatThrownBy(() -> SafeXml.tree(tooDeep)).isInstanceOf(Invalid.class);
    }

    @Test
    void siblingsAreNoDepth() {
        assertThat(refused("<a>" + "<b>t</b>".repeat(SafeXml.MOST_LEVELS * 2) + "</a>"))
                .isEmpty();
    }

    @Test
    void lengthIsBounded() {
        byte[] tooLong = " ".repeat(SafeXml.LONGEST + 1).getBytes(UTF_8);

        assertThatThrownBy(() -> SafeXml.events(tooLong)).hasMessageContaining("expected: at most 16777216");
        assertThatThrownBy(() -> SafeXml.tree(tooLong)).hasMessageContaining("expected: at most 16777216");
    }

    @Test
    void anElementWhereTextShouldBeIsRefused() throws Exception {
        XMLStreamReader events = SafeXml.events("<a>\n<b/></a>");
        events.nextTag();
        XMLStreamException refused = catchThrowableOfType(XMLStreamException.class, events::getElementText);
        assertThat(SafeXml.told(refused)).isEqualTo("line 2: an element in a (expected: text)");
    }

    @Test
    void aTreeIsWrittenAsItWasRead() {
        String xml = "<a xmlns=\"urn:a\"><!-- kept --><b c=\"&lt;&quot;\">ü &amp; €</b></a>";
        Document tree = SafeXml.tree(xml);

        assertThat(SafeXml.text(tree.getDocumentElement())).isEqualTo(xml);
        assertThat(SafeXml.file(tree))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"")
                .endsWith(xml);
        assertThat(SafeXml.tree(SafeXml.file(tree)).isEqualNode(tree)).isTrue();
    }

    /** What the reader refused; empty if it took the whole. */
    private static String refused(String xml) {
        try {
            XMLStreamReader events = SafeXml.events(xml);
            while (events.next() != XMLStreamConstants.END_DOCUMENT) {
                // To the end.
            }
            return "";
        } catch (XMLStreamException e) {
            return SafeXml.told(e);
        }
    }
}
