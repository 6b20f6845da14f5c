package org.gatehouse.publisher;

import java.net.URI;
import java.time.Duration;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
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
    private static final String ACCEPT_WSDL = "application/wsdl+xml, text/xml, application/xml, */*";
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
        return Wsdl.begins(addresses.read(caller.account(), address, ACCEPT_WSDL, Wsdl.MAX_BYTES));
    }

    private static void requireProvider(Caller caller) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
    }
}
