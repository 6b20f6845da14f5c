package org.gatehouse.web.publisher;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gatehouse.domain.catalog.definition.MalformedDefinition;
import org.gatehouse.domain.catalog.wsdl.MalformedWsdl;
import org.gatehouse.domain.xml.SafeXml;
import org.gatehouse.web.request.Parameters;

/** A definition that came with the form of a page. */
public final class DefinitionText {
    /** Most characters that are shown: on its way a page is held several times. */
    public static final int MOST_SHOWN = 512_000;

    private DefinitionText() {}

    /** That of the file, if one was chosen. */
    public static Optional<String> ofFile(Parameters sent) {
        return sent.upload("swagger-file").map(file -> text(file.content()));
    }

    private static String text(byte[] content) {
        return new String(content, isXml(content) ? SafeXml.charset(content) : StandardCharsets.UTF_8);
    }

    /** Whether it begins as XML does, in UTF-16 too. */
    private static boolean isXml(byte[] content) {
        for (byte each : content) {
            if (each > ' ') {
                return each == '<';
            }
        }
        return false;
    }

    /** Whether a text is XML, as a WSDL is and no definition. */
    public static boolean isXml(String text) {
        return text.replaceFirst("^\uFEFF", "").stripLeading().startsWith("<");
    }

    /** That of a field. Browsers send each end of a line as two characters, whatever it was; of a file it stays. */
    public static String of(Parameters sent, String field) {
        return ofFile(sent).orElseGet(() -> sent.text(field).replace("\r\n", "\n"));
    }

    /** The text as a page shows it: nothing of one that is too long. */
    public static String shown(String text) {
        return unshown(text) == 0 ? text : "";
    }

    /** The line at which a text is no definition; 0 if it was refused for something else. */
    public static int badLine(RuntimeException refused) {
        if (refused instanceof MalformedWsdl malformed) {
            return malformed.line();
        }
        return refused instanceof MalformedDefinition malformed
                ? malformed.problem().line().orElse(0)
                : 0;
    }

    /** How many characters a text has that is too long to be shown; 0 of one that is shown. */
    public static int unshown(String text) {
        return text.length() > MOST_SHOWN ? text.length() : 0;
    }
}
