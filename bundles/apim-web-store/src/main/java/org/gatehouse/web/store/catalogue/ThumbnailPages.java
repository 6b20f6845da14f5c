package org.gatehouse.web.store.catalogue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.store.ApiThumbnails;
import org.gatehouse.web.Picture;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The thumbnails of APIs, for whoever sees the APIs. To others there is nothing. */
@Component(property = "apim.door=store")
public final class ThumbnailPages implements PageSection {
    private static final String PATH = "/apis/thumbnail";

    private final ApiThumbnails thumbnails;

    /** Over the store's verbs. */
    @Activate
    public ThumbnailPages(@Reference ApiThumbnails thumbnails) {
        this.thumbnails = thumbnails;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::picture);
    }

    /** Where an API's thumbnail is, for who comes from anywhere through the door of this path; null if it has none. */
    public static @Nullable String of(ApiSummary api, String door) {
        String told = api.description().thumbnail();
        return Thumbnails.has(api.description()) ? door + path(api.id()) : told.isEmpty() ? null : told;
    }

    /** The same within the door. */
    static String path(ApiId id) {
        return PATH + "?" + query(id);
    }

    /** The parameters that name an API. */
    static String query(ApiId id) {
        return "name=" + encoded(id.name()) + "&version=" + encoded(id.version()) + "&provider="
                + encoded(id.provider().toString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private Page picture(PageVisit visit) {
        Parameters sent = visit.parameters();
        ApiId id =
                new ApiId(UserName.parse(sent.required("provider")), sent.required("name"), sent.required("version"));
        Thumbnail thumbnail = thumbnails.of(visit.visitor().orElse(null), id);
        return Page.picture(new Picture(thumbnail.kind().mediaType(), thumbnail.bytes(), thumbnail.digest()));
    }
}
