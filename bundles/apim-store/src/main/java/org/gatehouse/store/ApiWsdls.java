package org.gatehouse.store;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.catalog.wsdl.Wsdls;
import org.gatehouse.domain.gateway.GatewayAddresses;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.registry.Registry;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** WSDLs of APIs, for anyone who looks: a caller of null is someone who is not signed in. */
@Component(service = ApiWsdls.class)
public final class ApiWsdls {
    private static final int PATIENCE_SECONDS = 2;

    /** One of four megabytes takes a multiple of that while it is written anew. */
    private final Semaphore turns = new Semaphore(4, true);

    private final Catalogue catalogue;
    private final Wsdls wsdls;
    private final GatewayAddresses gateways;

    /** Of the APIs of the catalogue. */
    @Activate
    public ApiWsdls(
            @Reference Catalogue catalogue, @Reference Registry registry, @Reference GatewayAddresses gateways) {
        this.catalogue = catalogue;
        this.wsdls = new Wsdls(registry);
        this.gateways = gateways;
    }

    /**
     * The WSDL of an API, whose services are at the gateways that have it.
     *
     * @throws NotFound if there is no such API that the caller may see, or it has none
     * @throws Unavailable if too many others ask at the moment
     */
    public Wsdl of(@Nullable Caller caller, ApiId id) {
        Api api = catalogue.api(caller, id);
        begin();
        try {
            return wsdls.forCallers(api, gateways.of(api))
                    .orElseThrow(() -> new NotFound("WSDL: none of API " + id + " (expected: one that is there)"));
        } finally {
            turns.release();
        }
    }

    private void begin() {
        try {
            if (turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Unavailable("WSDL: others are at work (expected: another try in a minute)");
    }
}
