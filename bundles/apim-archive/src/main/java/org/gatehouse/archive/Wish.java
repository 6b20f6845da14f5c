package org.gatehouse.archive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gatehouse.domain.archive.ArchiveChange;
import org.gatehouse.domain.archive.ArchiveFiles;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.catalog.definition.DefinitionWriter;
import org.gatehouse.publisher.ApiDraft;
import org.jspecify.annotations.Nullable;

/**
 * What an API is to become.
 *
 * @param before as it is; null for a new one
 * @param draft all of it that is edited
 * @param status where it is to stand
 * @param documents those that it is to have
 * @param missing the sequences that have to be added for it
 * @param change the same as files
 */
record Wish(
        ApiId id,
        @Nullable Present before,
        ApiDraft draft,
        ApiStatus status,
        List<ArchivedDocument> documents,
        Sequences missing,
        ArchiveChange change) {
    /**
     * The sequences that an API names.
     *
     * @param after those that there are then, as far as the caller may see them
     * @param missing those of them that are not there yet
     */
    record Sequenced(Sequences after, Sequences missing) {}

    static Wish of(
            ApiId id, @Nullable Present before, ArchivedApi archived, Sequenced sequences, DefinitionWriter writer) {
        ApiDraft base = before == null ? ApiDraft.blank(id) : ApiDraft.of(before.api());
        ApiDraft draft = archived.settings()
                .in(base)
                .describedBy(archived.definition())
                .withThumbnail(archived.thumbnail())
                .withWsdl(archived.wsdl());
        if (archived.thumbnail() == null && Thumbnails.has(draft.description())) {
            draft = draft.withDescription(draft.description().withThumbnail(""));
        }
        ApiStatus stands = before == null ? ApiStatus.CREATED : before.api().status();
        ApiStatus status = archived.settings().status() == null
                ? stands
                : archived.settings().status();
        // As it will be stored, but for who and when.
        Api after = draft.saved(status, Instant.EPOCH, null);
        Definition definition = writer.of(after, archived.definition().definition());
        ArchiveFiles files = ArchivedApi.files(
                SettingsFile.of(after),
                definition,
                archived.thumbnail(),
                archived.wsdl(),
                sequences.after(),
                archived.documents());
        ArchiveFiles now = before == null ? ArchiveFiles.none() : before.files();
        if (before != null
                && before.definition().equals(definition)
                && before.isGeneratedAs(after, definition, writer)) {
            // Nobody has to have written what says just what there is.
            draft = draft.withDefinition(null)
                    .withResources(before.api().resources())
                    .withScopes(before.api().scopes());
        }
        return new Wish(
                id,
                before,
                draft,
                status,
                archived.documents(),
                sequences.missing(),
                new ArchiveChange(id, now, files, notes(archived, draft)));
    }

    private static List<String> notes(ArchivedApi archived, ApiDraft draft) {
        List<String> notes = new ArrayList<>();
        if (draft.backend().secured() && draft.backend().password().isEmpty()) {
            notes.add("The password of " + draft.backend().username()
                    + " at the back end is in no file: set it on the page of the API");
        }
        archived.definition().problems().stream().limit(5).forEach(problem -> notes.add("definition: " + problem));
        archived.others().stream()
                .limit(5)
                .forEach(name -> notes.add(name + " is no file of the API, and is not looked at"));
        return notes;
    }

    /** Whether anything but documents becomes another. */
    boolean isEdited() {
        return before == null || differs(Wish::isOfApi);
    }

    /** Whether its documents become others, or come in another order. */
    boolean isDocumented() {
        return differs(name -> !isOfApi(name));
    }

    private boolean differs(Predicate<String> some) {
        return Stream.of(change.before(), change.after())
                .flatMap(files -> files.names().stream())
                .filter(some)
                .anyMatch(name -> !same(name));
    }

    private static boolean isOfApi(String name) {
        return !name.equals(DocumentsFile.NAME) && !name.startsWith("documents/");
    }

    private boolean same(String name) {
        return change.before()
                .find(name)
                .flatMap(bytes -> change.after().find(name).map(others -> Arrays.equals(bytes, others)))
                .orElse(false);
    }
}
