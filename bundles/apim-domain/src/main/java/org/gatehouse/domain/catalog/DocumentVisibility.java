package org.gatehouse.domain.catalog;

/** Who sees a document in the store, of those who see its API there; {@link Viewer#sees(Visibility, DocumentVisibility)} tells. */
public enum DocumentVisibility {
    /** Whoever sees the API. */
    API_LEVEL,
    /** Signed-in users of the API's tenant. */
    PRIVATE,
    /** Nobody: it is for the publisher's people. */
    OWNER_ONLY
}
