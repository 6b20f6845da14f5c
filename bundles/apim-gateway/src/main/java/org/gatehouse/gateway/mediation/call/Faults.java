package org.gatehouse.gateway.mediation.call;

import java.nio.charset.StandardCharsets;
import org.owasp.encoder.Encode;

/** The gateway's own fault answers, for when no sequence gives one. */
final class Faults {
    private Faults() {}

    static byte[] body(String code, String message, String description) {
        String xml = "<am:fault xmlns:am=\"http://wso2.org/apimanager\"><am:code>" + Encode.forXmlContent(code)
                + "</am:code>"
                + "<am:type>Status report</am:type><am:message>" + Encode.forXmlContent(message) + "</am:message>"
                + "<am:description>" + Encode.forXmlContent(description) + "</am:description></am:fault>";
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
