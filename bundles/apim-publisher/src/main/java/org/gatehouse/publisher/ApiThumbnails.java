package org.gatehouse.publisher;

import java.net.URI;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.LargeThumbnail;
import org.gatehouse.domain.catalog.MalformedThumbnail;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.registry.Registry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Thumbnails of APIs, to look at and from elsewhere. How an API gets one, {@link ApiDraft} says. */
@Component(service = ApiThumbnails.class)
public final class ApiThumbnails {
    private static final String ACCEPT = "image/png, image/webp, image/jpeg, image/gif";

    private final OwnApis own;
    private final Thumbnails thumbnails;
    private final Addresses addresses;

    /** Over what is stored. */
    @Activate
    public ApiThumbnails(@Reference Apis apis, @Reference Registry registry, @Reference Addresses addresses) {
        this.own = new OwnApis(apis);
        this.thumbnails = new Thumbnails(registry);
        this.addresses = addresses;
    }

    /**
     * The thumbnail of the API.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     * @throws NotFound if there is no such API, or it has none
     */
    public Thumbnail of(Caller caller, ApiId id) {
        Api api = own.find(caller, id);
        return thumbnails
                .find(api.id(), api.description())
                .orElseThrow(() -> new NotFound("thumbnail: none of API " + id + " (expected: one that is there)"));
    }

    /**
     * The picture that is at the address.
     *
     * @throws Forbidden if the caller does not create APIs
     * @throws Invalid if it may not, or cannot, be fetched
     * @throws LargeThumbnail if it is too long
     * @throws MalformedThumbnail if it is none
     */
    public Thumbnail fetch(Caller caller, URI address) {
        caller.requireAny(Permission.CREATE_APIS);
        // One byte more tells that it is too long.
        return Thumbnail.of(addresses.read(caller.account(), address, ACCEPT, Thumbnail.MAX_BYTES + 1));
    }
}
