package org.gatehouse.gateway.remote;

import java.util.regex.Pattern;
import org.owasp.encoder.Encode;

/** An operation of a SOAP service with its parameters, written as document/literal wrapped SOAP 1.1. */
final class SoapCall {
    private static final Pattern NOT_IN_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final String service;
    private final String operation;
    private final StringBuilder parameters = new StringBuilder();
    private final String namespace;

    SoapCall(String service, String namespace, String operation) {
        this.service = service;
        this.namespace = namespace;
        this.operation = operation;
    }

    /** Adds a parameter. */
    SoapCall with(String name, String text) {
        return withXml(name, escaped(text));
    }

    /** Adds a parameter that is itself XML. */
    SoapCall withXml(String name, String xml) {
        parameters.append("<p:").append(name).append('>').append(xml);
        parameters.append("</p:").append(name).append('>');
        return this;
    }

    String service() {
        return service;
    }

    String operation() {
        return operation;
    }

    String envelope() {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><p:" + operation
                + " xmlns:p=\"" + namespace + "\">" + parameters + "</p:" + operation + "></s:Body></s:Envelope>";
    }

    static String escaped(String text) {
        // A parser would make a line feed of what ends lines elsewhere.
        return Encode.forXmlContent(NOT_IN_XML.matcher(text).replaceAll("\uFFFD"))
                .replace("\r", "&#13;");
    }
}
