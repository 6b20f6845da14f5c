package org.gatehouse.domain.catalog.wsdl;

import java.util.List;

/**
 * Where a service is called, and in what: a port of WSDL 1.1, an endpoint of 2.0.
 *
 * @param service the name of its service
 * @param name its own
 * @param protocol what is spoken there
 * @param address where that is; empty if the document does not say
 * @param operations the names of what can be called there, in the order of the document
 */
public record WsdlPort(String service, String name, Protocol protocol, String address, List<String> operations) {
    /** Copies its list. */
    public WsdlPort {
        operations = List.copyOf(operations);
    }

    /** What can be spoken. */
    public enum Protocol {
        /** SOAP 1.1. */
        SOAP_11("SOAP 1.1"),
        /** SOAP 1.2. */
        SOAP_12("SOAP 1.2"),
        /** HTTP without SOAP. */
        HTTP("HTTP"),
        /** What the document does not say, or nobody here knows. */
        OTHER("–");

        private final String title;

        Protocol(String title) {
            this.title = title;
        }

        /** As people call it. */
        public String title() {
            return title;
        }

        /** Whether it is SOAP. */
        public boolean isSoap() {
            return this == SOAP_11 || this == SOAP_12;
        }
    }

    /** Whether somebody here could call it. */
    public boolean isCallable() {
        return address.startsWith("http://") || address.startsWith("https://");
    }
}
