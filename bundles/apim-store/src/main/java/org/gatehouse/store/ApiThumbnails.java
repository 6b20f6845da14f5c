package org.gatehouse.store;

import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.registry.Registry;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Thumbnails of APIs, for anyone who looks: a caller of null is someone who is not signed in. */
@Component(service = ApiThumbnails.class)
public final class ApiThumbnails {
    private final Catalogue catalogue;
    private final Thumbnails thumbnails;

    /** Of the APIs of the catalogue. */
    @Activate
    public ApiThumbnails(@Reference Catalogue catalogue, @Reference Registry registry) {
        this.catalogue = catalogue;
        this.thumbnails = new Thumbnails(registry);
    }

    /**
     * The thumbnail of an API.
     *
     * @throws NotFound if there is no such API that the caller may see, or it has none
     */
    public Thumbnail of(@Nullable Caller caller, ApiId id) {
        Api api = catalogue.api(caller, id);
        return thumbnails
                .find(api.id(), api.description())
                .orElseThrow(() -> new NotFound("thumbnail: none of API " + id + " (expected: one that is there)"));
    }
}
