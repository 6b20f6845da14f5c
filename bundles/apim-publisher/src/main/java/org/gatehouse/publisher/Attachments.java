package org.gatehouse.publisher;

import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.catalog.wsdl.Wsdls;
import org.gatehouse.domain.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What APIs have in the registry, their thumbnails and WSDLs, follows what is stored of APIs: a new one is there before its API says
 * so, an old one goes after that.
 */
record Attachments(Thumbnails thumbnails, Wsdls wsdls) {
    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

    Attachments(Registry registry) {
        this(new Thumbnails(registry), new Wsdls(registry));
    }

    /** The API with what it has: the draft's, or what it had. */
    static Api with(Api api, Description before, ApiDraft draft) {
        Description said = api.description();
        Thumbnail thumbnail = draft.thumbnail();
        String picture = thumbnail != null
                ? Thumbnails.path(api.id(), thumbnail)
                : said.thumbnail().equals(before.thumbnail()) ? before.thumbnail() : "";
        Wsdl wsdl = draft.wsdl();
        String document = wsdl != null
                ? Wsdls.path(api.id(), wsdl)
                : Wsdls.has(said) && !said.wsdl().equals(before.wsdl()) ? "" : said.wsdl();
        return api.withDescription(said.withThumbnail(picture).withWsdl(document));
    }

    /**
     * Makes a change of an API together with that of what it has. If it fails, the old is still there, and the new is not, unless
     * nobody knows what became of the change.
     *
     * @param before the description until now
     * @param after the API as it is to be
     * @param draft with what is new
     * @param store what writes the API into the database
     */
    void change(Description before, Api after, ApiDraft draft, Runnable store) {
        Thumbnail thumbnail = draft.thumbnail();
        Wsdl wsdl = draft.wsdl();
        try {
            if (thumbnail != null) {
                thumbnails.put(after.id(), thumbnail);
            }
            if (wsdl != null) {
                wsdls.put(after.id(), wsdl);
            }
            store.run();
        } catch (RuntimeException e) {
            if (!(e instanceof Unavailable)) {
                forget(after.id(), after.description(), before);
            }
            throw e;
        }
        forget(after.id(), before, after.description());
    }

    /** Removes what an API has that is gone. */
    void forget(ApiId api, Description description) {
        forget(api, description, Description.NONE);
    }

    /** Removes that to which no API leads any more. What stays for once is in nobody's way. */
    private void forget(ApiId api, Description gone, Description kept) {
        if (!gone.thumbnail().equals(kept.thumbnail())) {
            forget(api, gone.thumbnail(), () -> thumbnails.remove(api, gone));
        }
        if (!gone.wsdl().equals(kept.wsdl())) {
            forget(api, gone.wsdl(), () -> wsdls.remove(api, gone));
        }
    }

    private static void forget(ApiId api, String path, Runnable removal) {
        try {
            removal.run();
        } catch (RuntimeException e) {
            LOG.warn("{} of {} is left over: {}", path, api, e.toString());
        }
    }
}
