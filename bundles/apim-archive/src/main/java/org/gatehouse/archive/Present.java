package org.gatehouse.archive;

import java.util.List;
import org.gatehouse.domain.archive.ArchiveFiles;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.definition.DefinitionWriter;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.publisher.ApiDraft;
import org.jspecify.annotations.Nullable;

/**
 * An API as it is stored.
 *
 * @param definition what somebody has written of it with what it has, or that alone
 * @param thumbnail null for none
 * @param wsdl null for none
 * @param sequences those that it names, as far as the caller may see them
 * @param documents those that it has, in their order
 */
record Present(
        Api api,
        Definition definition,
        @Nullable Thumbnail thumbnail,
        @Nullable Wsdl wsdl,
        Sequences sequences,
        List<Held> documents) {
    /** A document as it is stored, with its content. */
    record Held(Document document, DocumentContent content) {
        String name() {
            return document.name();
        }

        ArchivedDocument archived() {
            return new ArchivedDocument(document.details(), content);
        }
    }

    ArchiveFiles files() {
        List<ArchivedDocument> archived = documents.stream().map(Held::archived).toList();
        return ArchivedApi.files(SettingsFile.of(api), definition, thumbnail, wsdl, sequences, archived);
    }

    /** The same, called without a version no more, if that is all that has become of it: another version has taken its place. */
    Present since(Api now) {
        Api displaced = api.withDefaultVersion(false).withRevision(api.revision() + 1);
        return api.defaultVersion() && displaced.equals(now)
                ? new Present(now, definition, thumbnail, wsdl, sequences, documents)
                : this;
    }

    /** With which it becomes this again. */
    ApiDraft draft() {
        return ApiDraft.of(api)
                .withDefinition(definition)
                .withThumbnail(thumbnail)
                .withWsdl(wsdl);
    }

    /** Whether the definition stays what it is though the rest becomes that API: one that nobody wrote tells of the rest, too. */
    boolean isGeneratedAs(Api after, Definition wanted, DefinitionWriter writer) {
        return !writer.generated(api).equals(definition)
                || writer.generated(after).equals(wanted);
    }
}
