package org.gatehouse.publisher;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.xml.SafeXml;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether there is at an address what a provider thinks. Every verb throws {@link Forbidden} for who neither creates nor
 * publishes, and {@link Invalid}, with the reason, for an address that may not be asked or does not answer.
 */
@Component(service = AddressChecks.class)
public final class AddressChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int LONGEST_WSDL = 4 * 1024 * 1024;
    private static final String ACCEPT_WSDL = "application/wsdl+xml, text/xml, application/xml, */*";
    /** WSDL 1.1 §2.1, and WSDL 2.0 §2.1. */
    private static final Set<QName> WSDL = Set.of(
            new QName("http://schemas.xmlsoap.org/wsdl/", "definitions"),
            new QName("http://www.w3.org/ns/wsdl", "description"));

    private static final int METHOD_NOT_ALLOWED = 405;

    private final Addresses addresses;

    /** Of what is there. */
    @Activate
    public AddressChecks(@Reference Addresses addresses) {
        this.addresses = addresses;
    }

    /** Whether something is there, or something that only does not know HEAD. */
    public boolean isServed(Caller caller, URI address) {
        requireProvider(caller);
        int status = addresses.status(caller.account(), address, PATIENCE);
        return status < 400 || status == METHOD_NOT_ALLOWED;
    }

    /** Whether a WSDL of one of the two versions is there, as its first element tells; no more of it is looked at. */
    public boolean isWsdl(Caller caller, URI address) {
        requireProvider(caller);
        byte[] document = addresses.read(caller.account(), address, ACCEPT_WSDL, LONGEST_WSDL);
        try {
            XMLStreamReader events = SafeXml.events(document);
            while (events.next() != XMLStreamConstants.START_ELEMENT) {
                // What comes before it: comments, and what is for other programs.
            }
            return WSDL.contains(events.getName());
        } catch (XMLStreamException noXml) {
            return false;
        }
    }

    private static void requireProvider(Caller caller) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
    }
}
