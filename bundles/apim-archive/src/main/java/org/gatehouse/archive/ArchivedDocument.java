package org.gatehouse.archive;

import java.util.Arrays;
import java.util.Locale;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.archive.ArchiveFiles;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentSource;

/** A document with its content, which is {@link DocumentContent#NONE} if it stands elsewhere. */
record ArchivedDocument(DocumentDetails details, DocumentContent content) {
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_ENDING = 10;

    static ArchivedDocument read(DocumentsFile.Entry entry, ArchiveFiles files) {
        DocumentDetails details = entry.details();
        if (details.source() == DocumentSource.URL) {
            return new ArchivedDocument(details, DocumentContent.NONE);
        }
        byte[] bytes = files.find(entry.file())
                .orElseThrow(() -> new Invalid(DocumentsFile.NAME + ": file of the document " + details.name() + ": "
                        + (entry.file().isEmpty() ? "none" : entry.file()) + " (expected: a file of the archive)"));
        return new ArchivedDocument(details, new DocumentContent(entry.mediaType(), entry.fileName(), bytes));
    }

    DocumentsFile.Entry entry(int place) {
        return DocumentsFile.Entry.of(details, content, file(place));
    }

    /** Where its content is, if it is the one at that place: 1 is the first. Empty if it has none. */
    String file(int place) {
        if (details.source() == DocumentSource.URL) {
            return "";
        }
        String name = details.name().replaceAll("[^A-Za-z0-9_]+", "-");
        return String.format(Locale.ROOT, "documents/%02d-", place)
                + name.substring(0, Math.min(name.length(), LONGEST_NAME))
                + ending();
    }

    private String ending() {
        if (details.source() == DocumentSource.INLINE) {
            return content.mediaType().equals(DocumentContent.HTML) ? ".html" : ".md";
        }
        String ending = content.name().substring(content.name().lastIndexOf('.') + 1);
        return ending.matches("[A-Za-z0-9]{1," + LONGEST_ENDING + "}") ? "." + ending : "";
    }

    boolean hasContentOf(DocumentContent other) {
        return content.mediaType().equals(other.mediaType())
                && content.name().equals(other.name())
                && Arrays.equals(content.bytes(), other.bytes());
    }
}
