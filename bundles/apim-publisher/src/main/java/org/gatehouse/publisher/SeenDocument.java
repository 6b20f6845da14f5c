package org.gatehouse.publisher;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.Documents;

/**
 * A document as somebody saw it who now wants to change it.
 *
 * @param api whose it is
 * @param name how it was called
 * @param revision the revision that they saw; empty if they do not say, and then nothing is held against them
 */
public record SeenDocument(ApiId api, String name, OptionalLong revision) {
    /** Throws {@link Changed} if the document is at another revision: the change was to make it what is wanted. */
    void requireSaved(Documents documents, Document stored, DocumentDraft wanted) {
        if (isStale(stored)) {
            List<String> differing = differing(documents, stored, wanted);
            String what = differing.isEmpty()
                    ? "All that was sent is stored already"
                    : "What is stored differs from what was sent in " + String.join(", ", differing);
            throw new Changed(said(stored) + what + ". Nothing has been saved.", stored.revision());
        }
    }

    /** Throws {@link Changed} if the document is at another revision: it was to be removed. */
    void requireUnchanged(Document stored) {
        if (isStale(stored)) {
            throw new Changed(said(stored) + "It stays as it is.", stored.revision());
        }
    }

    private boolean isStale(Document stored) {
        return revision.isPresent() && revision.getAsLong() != stored.revision();
    }

    private static List<String> differing(Documents documents, Document stored, DocumentDraft wanted) {
        DocumentDetails is = stored.details();
        DocumentDetails said = wanted.details();
        Map<String, Boolean> same = new LinkedHashMap<>();
        same.put("name", is.name().equals(said.name()));
        same.put("type", is.type() == said.type() && is.otherType().equals(said.otherType()));
        same.put("summary", is.summary().equals(said.summary()));
        same.put("source", is.source() == said.source());
        same.put("address", is.url().equals(said.url()));
        same.put("visibility", is.visibility() == said.visibility());
        same.put("content", wanted.content() == null || isStored(documents, stored, wanted.content()));
        return same.entrySet().stream()
                .filter(part -> !part.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isStored(Documents documents, Document stored, DocumentContent sent) {
        return sent.file().equals(stored.file())
                && documents
                        .content(stored.number())
                        .filter(there -> Arrays.equals(there.bytes(), sent.bytes()))
                        .isPresent();
    }

    private String said(Document stored) {
        return stored.name() + " has been changed meanwhile"
                + (stored.lastUpdatedBy() == null ? "" : " by " + stored.lastUpdatedBy()) + " at "
                + stored.lastUpdated().truncatedTo(ChronoUnit.SECONDS) + ": it is at revision " + stored.revision()
                + ", and was at revision " + revision.getAsLong() + " when it was read. ";
    }
}
