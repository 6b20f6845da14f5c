package org.gatehouse.domain.catalog;

/**
 * What is told of a document's content.
 *
 * @param mediaType what its author says that it is, never to be trusted; empty if there is none
 * @param name the name of the file as its author gave it, never a path; empty if it came without one
 * @param size in bytes
 */
public record DocumentFile(String mediaType, String name, long size) {
    /** Of a document without content. */
    public static final DocumentFile NONE = new DocumentFile("", "", 0);
}
