package org.gatehouse.web.publisher.documents;

import java.util.Optional;
import org.gatehouse.domain.catalog.DocumentTaken;
import org.gatehouse.domain.catalog.EmptyDocument;
import org.gatehouse.domain.catalog.UnknownDocument;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.publisher.ApiSentences;

/** What scripts of 1.9 look for when something is wrong with a document, letter by letter. */
final class DocumentSentences {
    private DocumentSentences() {}

    static Optional<String> of(RuntimeException refused, JagCall call) {
        if (refused instanceof DocumentTaken taken) {
            return Optional.of("Error occurred while adding the document. " + taken.name() + " already exists for API "
                    + taken.api());
        }
        if (refused instanceof UnknownDocument unknown && call.text("action").equals("addDocumentation")) {
            return Optional.of("Error occurred while updating the document. " + unknown.name()
                    + " does not exist for API " + unknown.api());
        }
        if (refused instanceof EmptyDocument empty) {
            return Optional.of("Error while creating an attachment for Document- " + empty.name() + "-"
                    + empty.api().version() + ". Empty File Attachment.");
        }
        return ApiSentences.of(refused, call);
    }
}
