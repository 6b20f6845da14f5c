package org.gatehouse.domain.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.gatehouse.domain.Invalid;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML whose author is not trusted: without a document type, so without entities inside or outside, at most
 * {@value #MOST_LEVELS} levels deep and {@value #LONGEST} bytes or characters long. The parsers are the JDK's own: whatever
 * other one a bundle brings in changes nothing.
 */
public final class SafeXml {
    /** How deep elements may stand in each other. */
    public static final int MOST_LEVELS = 100;

    /** How long a document may be, in bytes or characters. */
    public static final int LONGEST = 16 << 20;

    static final String DOCUMENT_TYPE = "a document type (expected: none)";

    private SafeXml() {}

    /**
     * Event by event, in the charset that the document says; text comes in one piece. What is refused is refused by the
     * reader, which {@link #told} puts into words.
     */
    public static XMLStreamReader events(byte[] xml) throws XMLStreamException {
        requireShort(xml.length);
        return new GuardedEvents(eventParsers().createXMLStreamReader(new ByteArrayInputStream(xml)));
    }

    /** The same of characters. */
    public static XMLStreamReader events(String xml) throws XMLStreamException {
        requireShort(xml.length());
        return new GuardedEvents(eventParsers().createXMLStreamReader(new StringReader(xml)));
    }

    /** The same as objects, for who writes some of them anew. */
    public static XMLEventReader copying(byte[] xml) throws XMLStreamException {
        return eventParsers().createXMLEventReader(events(xml));
    }

    /** In which charset a document is, as it says; UTF-8 if it does not, or cannot be read. */
    public static Charset charset(byte[] xml) {
        try {
            return charset(events(xml));
        } catch (XMLStreamException | Invalid unreadable) {
            return StandardCharsets.UTF_8;
        }
    }

    /** The same of a reader of {@link #events} that is at its beginning. */
    public static Charset charset(XMLStreamReader events) {
        String seen = events.getEncoding();
        String name = seen == null ? events.getCharacterEncodingScheme() : seen;
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    /** What a reader of {@link #events} refused, beginning with its line. */
    public static String told(XMLStreamException refused) {
        int line = refused.getLocation() == null
                ? 1
                : Math.max(1, refused.getLocation().getLineNumber());
        return "line " + line + ": "
                + (refused instanceof GuardedEvents.Refusal refusal
                        ? refusal.what()
                        : "not well-formed: " + reason(String.valueOf(refused.getMessage())));
    }

    private static String reason(String message) {
        int at = message.indexOf("Message: ");
        return at < 0 ? message : message.substring(at + "Message: ".length());
    }

    private static XMLInputFactory eventParsers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * As a whole, in the charset that the document says.
     *
     * @throws Invalid with line and reason
     */
    public static Document tree(byte[] xml) {
        requireShort(xml.length);
        return tree(new InputSource(new ByteArrayInputStream(xml)));
    }

    /**
     * The same of characters.
     *
     * @throws Invalid with line and reason
     */
    public static Document tree(String xml) {
        requireShort(xml.length());
        return tree(new InputSource(new StringReader(xml)));
    }

    private static Document tree(InputSource xml) {
        try {
            return treeParser().parse(xml);
        } catch (SAXParseException e) {
            String message = String.valueOf(e.getMessage());
            // The JDK has no other way to tell.
            String what = message.contains("DOCTYPE") ? DOCUMENT_TYPE : "not well-formed: " + message;
            throw new Invalid("line " + Math.max(1, e.getLineNumber()) + ": " + what, e);
        } catch (SAXException | IOException e) {
            throw new Invalid("not well-formed: " + e.getMessage(), e);
        }
    }

    private static DocumentBuilder treeParser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute("jdk.xml.maxElementDepth", Integer.toString(MOST_LEVELS));
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(null);
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java has no safe XML parser", e);
        }
    }

    /** The first character of the text that no XML can hold, as its code in the form {@code U+0001}; empty if it can be held. */
    public static Optional<String> unheld(String text) {
        return text.codePoints()
                .filter(code -> !isHeld(code))
                .mapToObj(code -> String.format(Locale.ROOT, "U+%04X", code))
                .findFirst();
    }

    private static boolean isHeld(int code) {
        if (code < ' ') {
            return code == '\t' || code == '\n' || code == '\r';
        }
        boolean isHalf = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
        return !isHalf && code != 0xFFFE && code != 0xFFFF;
    }

    /** A node of such a tree as text, without a declaration. */
    public static String text(Node node) {
        return text(node, false);
    }

    /** A document as the text of a file, in UTF-8 as its declaration says. */
    public static String file(Document document) {
        return text(document, true);
    }

    private static String text(Node node, boolean declared) {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
            Transformer writer = factory.newTransformer();
            writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, declared ? "no" : "yes");
            StringWriter text = new StringWriter();
            writer.transform(new DOMSource(node), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }

    private static void requireShort(int length) {
        if (length > LONGEST) {
            throw new Invalid("line 1: " + length + " bytes or characters (expected: at most " + LONGEST + ")");
        }
    }
}
