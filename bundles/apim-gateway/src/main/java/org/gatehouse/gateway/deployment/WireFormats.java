package org.gatehouse.gateway.deployment;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint's XML says what its back end is to be sent: {@code format}, {@code encoding}, {@code optimize}, and the
 * children that ask for more than the gateway speaks. What would have no effect is refused.
 */
final class WireFormats {
    private static final Set<String> KINDS = Set.of("address", "http", "default", "wsdl");
    private static final List<String> FORMATS = List.of("soap11", "soap12", "pox", "rest", "get");
    private static final Set<String> UNSPOKEN = Set.of("enableAddressing", "enableSec", "enableRM");

    private WireFormats() {}

    /** For the endpoint itself, not for those that stand in it. */
    static void check(OMElement endpoint) {
        Xml.children(endpoint).stream()
                .filter(kind -> KINDS.contains(kind.getLocalName()))
                .forEach(WireFormats::checkKind);
    }

    private static void checkKind(OMElement kind) {
        String format = choice(kind, "format");
        if (format != null && !FORMATS.contains(format)) {
            throw refused(kind, "format: " + format + " (expected: one of " + String.join(", ", FORMATS) + ")");
        }
        String optimize = choice(kind, "optimize");
        if (optimize != null) {
            throw refused(
                    kind,
                    "optimize: " + optimize + " (expected: none, since messages with attachments are not written)");
        }
        String encoding = Xml.attribute(kind, "encoding");
        if (encoding != null && !isCharset(encoding)) {
            throw refused(kind, "encoding: " + encoding + " (expected: a charset, as UTF-8)");
        }
        for (OMElement child : Xml.children(kind)) {
            if (UNSPOKEN.contains(child.getLocalName())) {
                throw Refused.at(
                        child.getLineNumber(),
                        child.getLocalName() + " (expected: none, since WS-Addressing, WS-Security and"
                                + " WS-ReliableMessaging are not spoken to back ends)");
            }
        }
    }

    /** In small letters; null if it is not given, or asks for the message as it is. */
    private static @Nullable String choice(OMElement kind, String attribute) {
        String written = Xml.attribute(kind, attribute);
        String known = written == null ? "leave-as-is" : written.toLowerCase(Locale.ROOT);
        return known.equals("leave-as-is") ? null : known;
    }

    private static Refused refused(OMElement element, String reason) {
        return Refused.at(element.getLineNumber(), reason);
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.forName(name).canEncode();
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /** What Synapse's own factory would read beside the definition. */
    static void read(OMElement kind, EndpointDefinition definition) {
        String format = choice(kind, "format");
        if (format == null) {
            return;
        }
        switch (format) {
            case "soap11" -> definition.setForceSOAP11(true);
            case "soap12" -> definition.setForceSOAP12(true);
            case "pox" -> definition.setForcePOX(true);
            case "get" -> definition.setForceGET(true);
            default -> definition.setForceREST(true);
        }
    }
}
