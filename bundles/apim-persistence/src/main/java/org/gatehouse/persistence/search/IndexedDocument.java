package org.gatehouse.persistence.search;

import org.gatehouse.domain.catalog.DocumentVisibility;

/**
 * What the index is told of a document.
 *
 * @param api the number of its API in the database
 * @param tenant whose API that is
 * @param visibility who may find the API by it
 * @param text what a text is looked for in, in lower case
 */
public record IndexedDocument(long api, String tenant, DocumentVisibility visibility, String text) {}
