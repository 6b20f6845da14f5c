package org.gatehouse.domain.catalog;

/**
 * What the author of a document says of it. Texts are empty, never null, where nothing was said.
 *
 * @param name how it is called; no other document of the API is called so, letter by letter
 * @param type what kind it is
 * @param otherType the author's own word for the kind, with {@link DocumentType#OTHER} only
 * @param summary what it is about
 * @param source where its content is
 * @param url its address, with {@link DocumentSource#URL} only
 * @param visibility who sees it
 */
public record DocumentDetails(
        String name,
        DocumentType type,
        String otherType,
        String summary,
        DocumentSource source,
        String url,
        DocumentVisibility visibility) {
    /** The same without blanks around it, and without what has no meaning beside the rest. */
    public DocumentDetails normalized() {
        return new DocumentDetails(
                name.strip(),
                type,
                type == DocumentType.OTHER ? otherType.strip() : "",
                summary.strip(),
                source,
                source == DocumentSource.URL ? url.strip() : "",
                visibility);
    }
}
