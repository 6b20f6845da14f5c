package org.gatehouse.publisher;

import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Thumbnails;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the thumbnails follow what is stored of APIs: a new one is there before its API says so, an old one goes after that. */
record Pictures(Thumbnails thumbnails) {
    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

    /**
     * Makes a change of an API together with that of its thumbnail. If it fails, the old one is still there, and the new one is not,
     * unless nobody knows what became of the change.
     *
     * @param before the description until now
     * @param after the API as it is to be
     * @param thumbnail the one to which it leads then; null if it is there already, or there is none
     * @param store what writes the API into the database
     */
    void change(Description before, Api after, @Nullable Thumbnail thumbnail, Runnable store) {
        boolean isOther = !before.thumbnail().equals(after.description().thumbnail());
        if (thumbnail != null) {
            thumbnails.put(after.id(), thumbnail);
        }
        try {
            store.run();
        } catch (RuntimeException e) {
            if (isOther && !(e instanceof Unavailable)) {
                forget(after.id(), after.description());
            }
            throw e;
        }
        if (isOther) {
            forget(after.id(), before);
        }
    }

    /** Removes a thumbnail to which no API leads any more. One that stays for once is in nobody's way. */
    void forget(ApiId api, Description description) {
        try {
            thumbnails.remove(api, description);
        } catch (RuntimeException e) {
            LOG.warn("The thumbnail {} of {} is left over: {}", description.thumbnail(), api, e.toString());
        }
    }
}
