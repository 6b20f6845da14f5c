package org.gatehouse.domain.catalog;

/** Where the content of a document is. */
public enum DocumentSource {
    /** A text that was written here. */
    INLINE,
    /** At an address elsewhere. */
    URL,
    /** A file that was sent. */
    FILE
}
