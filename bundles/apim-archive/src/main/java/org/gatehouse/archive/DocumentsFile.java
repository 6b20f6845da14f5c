package org.gatehouse.archive;

import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.jspecify.annotations.Nullable;

/** The file {@code documents.yaml}: the documents of an API in their order. Its members are those of the YAML. */
record DocumentsFile(List<Entry> documents) {
    /** Its name. */
    static final String NAME = "documents.yaml";

    /**
     * One of them.
     *
     * @param file the file beside this one in which its content is; empty if it has none
     * @param mediaType of the content
     * @param fileName how the file was called that somebody sent; empty for a text
     */
    record Entry(
            String name,
            @Nullable DocumentType type,
            String otherType,
            String summary,
            @Nullable DocumentSource source,
            String url,
            @Nullable DocumentVisibility visibility,
            String file,
            String mediaType,
            String fileName) {
        static Entry of(DocumentDetails details, DocumentContent content, String file) {
            return new Entry(
                    details.name(),
                    details.type(),
                    details.otherType(),
                    details.summary(),
                    details.source(),
                    details.url(),
                    details.visibility(),
                    file,
                    content.mediaType(),
                    content.name());
        }

        /** As they are stored. */
        DocumentDetails details() {
            return new DocumentDetails(
                            name,
                            required("type", type),
                            otherType,
                            summary,
                            required("source", source),
                            url,
                            required("visibility", visibility))
                    .normalized();
        }

        private <T> T required(String member, @Nullable T value) {
            if (value == null) {
                throw new Invalid(NAME + ": " + member + " of the document " + name + " (expected: one)");
            }
            return value;
        }
    }
}
