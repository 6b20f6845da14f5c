package org.gatehouse.web.publisher.apis;

import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.web.Picture;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The thumbnails of APIs, for who sees the APIs. To others there is nothing. */
@Component(property = "apim.door=publisher")
public final class ThumbnailPages implements PageSection {
    private static final String PATH = "/apis/thumbnail";

    private final ApiThumbnails thumbnails;

    /** Over the publisher's verbs. */
    @Activate
    public ThumbnailPages(@Reference ApiThumbnails thumbnails) {
        this.thumbnails = thumbnails;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::picture);
    }

    /** Where an API's thumbnail is. */
    static String of(ApiId id) {
        return PATH + "?" + CalledApi.query(id);
    }

    private Page picture(PageVisit visit) {
        ApiId id = CalledApi.id(visit.parameters());
        try {
            Thumbnail thumbnail = thumbnails.of(visit.visitor().orElseThrow(() -> new UnknownApi(id)), id);
            return Page.picture(new Picture(thumbnail.kind().mediaType(), thumbnail.bytes(), thumbnail.digest()));
        } catch (Forbidden refused) {
            throw new UnknownApi(id);
        }
    }
}
