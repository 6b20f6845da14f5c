package org.gatehouse.publisher;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.wsdl.MalformedWsdl;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.catalog.wsdl.Wsdls;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.fetch.OutOfReach;
import org.gatehouse.domain.gateway.GatewayAddresses;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.intake.FewAtOnce;
import org.gatehouse.domain.registry.Registry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * WSDLs of APIs, to read and from elsewhere. How an API gets one, {@link ApiDraft} says. Every verb throws {@link Forbidden} for who
 * neither creates nor publishes.
 */
@Component(service = ApiWsdls.class)
public final class ApiWsdls {
    private static final String ACCEPT = "application/wsdl+xml, text/xml, application/xml, */*";

    /** One of four megabytes takes a multiple of that while it is read. */
    private final FewAtOnce turns = new FewAtOnce("WSDLs", 2, Duration.ofSeconds(20));

    private final OwnApis own;
    private final Wsdls wsdls;
    private final GatewayAddresses gateways;
    private final Addresses addresses;

    /** Over what is stored. */
    @Activate
    public ApiWsdls(
            @Reference Apis apis,
            @Reference Registry registry,
            @Reference GatewayAddresses gateways,
            @Reference Addresses addresses) {
        this.own = new OwnApis(apis);
        this.wsdls = new Wsdls(registry);
        this.gateways = gateways;
        this.addresses = addresses;
    }

    /**
     * What the bytes say.
     *
     * @throws MalformedWsdl if they are no WSDL
     */
    public Wsdl read(Caller caller, byte[] bytes) {
        requireProvider(caller);
        return turns.run(caller.account(), () -> Wsdl.of(bytes));
    }

    /**
     * What the text says.
     *
     * @throws MalformedWsdl if it is no WSDL
     */
    public Wsdl read(Caller caller, String text) {
        requireProvider(caller);
        return turns.run(caller.account(), () -> Wsdl.of(text));
    }

    /**
     * The WSDL that is at the address; empty if this server may not ask there.
     *
     * @throws Invalid if it cannot be fetched
     * @throws MalformedWsdl if there is something else
     */
    public Optional<Wsdl> fetch(Caller caller, URI address) {
        requireProvider(caller);
        byte[] there;
        try {
            there = addresses.read(caller.account(), address, ACCEPT, Wsdl.MAX_BYTES);
        } catch (Invalid refused) {
            if (refused.getCause() instanceof OutOfReach) {
                return Optional.empty();
            }
            throw refused;
        }
        return Optional.of(turns.run(caller.account(), () -> Wsdl.of(there)));
    }

    /**
     * The WSDL of the API, as it was sent.
     *
     * @throws NotFound if there is no such API, or it has none
     */
    public Wsdl of(Caller caller, ApiId id) {
        Api api = own.find(caller, id);
        return turns.run(
                caller.account(), () -> wsdls.find(api.id(), api.description()).orElseThrow(() -> none(id)));
    }

    /**
     * The same for those who call the API: its services are at the gateways that have it.
     *
     * @throws NotFound if there is no such API, or it has none
     */
    public Wsdl forCallers(Caller caller, ApiId id) {
        Api api = own.find(caller, id);
        return turns.run(
                caller.account(), () -> wsdls.forCallers(api, gateways.of(api)).orElseThrow(() -> none(id)));
    }

    private static NotFound none(ApiId id) {
        return new NotFound("WSDL: none of API " + id + " (expected: one that is there)");
    }

    private static void requireProvider(Caller caller) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
    }
}
