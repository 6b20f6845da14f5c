package org.gatehouse.gateway.mediation.call;

import java.nio.charset.StandardCharsets;

/** The gateway's own fault answers, for when no sequence gives one. */
final class Faults {
    private Faults() {}

    static byte[] body(String code, String message, String description) {
        String xml = "<am:fault xmlns:am=\"http://wso2.org/apimanager\"><am:code>" + escaped(code) + "</am:code>"
                + "<am:type>Status report</am:type><am:message>" + escaped(message) + "</am:message>"
                + "<am:description>" + escaped(description) + "</am:description></am:fault>";
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.append(c < 0x20 ? ' ' : c);
            }
        }
        return escaped.toString();
    }
}
