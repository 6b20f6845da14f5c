package org.gatehouse.persistence.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Revision;
import org.gatehouse.domain.catalog.Revisions;
import org.gatehouse.domain.identity.UserName;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/**
 * What APIs were, in the table APIM_API_REVISION. Written by who holds the row of the API, so that of one API it is written one
 * after the other.
 */
final class RevisionRows {
    private static final String SELECT = """
            SELECT R.*, D.DIGEST FROM APIM_API_REVISION R
            LEFT JOIN APIM_REVISION_DEFINITION D ON D.DEFINITION_ID = R.DEFINITION_ID
            WHERE R.API_ID = ?\s""";

    private RevisionRows() {}

    static <T> List<T> each(Handle sql, long number, Api now, BiFunction<Revision, @Nullable Revision, T> making) {
        List<T> made = new ArrayList<>();
        try (Stream<Revision> oldestFirst = sql
                .select(SELECT + "ORDER BY R.REVISION", number)
                .setFetchSize(1)
                .map(found -> revision(found, now))
                .stream()
                .flatMap(Optional::stream)) {
            Revision before = null;
            for (Revision revision : (Iterable<Revision>) oldestFirst::iterator) {
                made.add(making.apply(revision, before));
                before = revision;
            }
        }
        Collections.reverse(made);
        return made;
    }

    static Optional<Revision> find(Handle sql, long number, Api now, long revision) {
        return sql.select(SELECT + "AND R.REVISION = ?", number, revision)
                .map(found -> revision(found, now))
                .findFirst()
                .flatMap(found -> found);
    }

    /** Empty for one of a later version of this server, if that says of an API what this one knows nothing of. */
    private static Optional<Revision> revision(RowView found, Api now) {
        Kept kept = kept(found);
        if (kept.settings() == null) {
            return Optional.empty();
        }
        Long backTo = found.getColumn("BACK_TO", Long.class);
        return Optional.of(new Revision(
                kept.settings()
                        .in(now, kept.password())
                        .withLastUpdated(found.getColumn("SAVED_TIME", Instant.class))
                        .withLastUpdatedBy(found.getColumn("SAVED_BY", UserName.class))
                        .withRevision(found.getColumn("REVISION", Long.class)),
                found.getColumn("CAUSE", Revision.Cause.class),
                backTo == null ? OptionalLong.empty() : OptionalLong.of(backTo),
                Objects.requireNonNullElse(found.getColumn("DIGEST", String.class), "")));
    }

    private static Kept kept(RowView found) {
        return new Kept(
                Settings.read(found.getColumn("SETTINGS", byte[].class)),
                found.getColumn("ENDPOINT_PASSWORD", String.class),
                found.getColumn("DEFINITION_ID", Long.class));
    }

    /** The first one of an API. */
    static void begin(Handle sql, long number, Api created, Save save) {
        Long definition = save.definition() == null ? null : RevisionDefinitions.put(sql, number, save.definition());
        insert(sql, number, created, save, definition);
    }

    /**
     * Keeps what the API is until now, unless the newest revision says so already. Before anything of its definition is changed.
     */
    static Kept until(Handle sql, long number, Api before) {
        Optional<Newest> newest = sql.select(
                        "SELECT R.* FROM APIM_API_REVISION R WHERE R.API_ID = ? AND R.REVISION = ("
                                + "SELECT MAX(N.REVISION) FROM APIM_API_REVISION N WHERE N.API_ID = ?)",
                        number,
                        number)
                .map(found -> new Newest(found.getColumn("REVISION", Long.class), kept(found)))
                .findFirst();
        // Scopes are shared by versions: their words may be others without another revision.
        if (newest.isPresent()
                && (newest.get().revision() == before.revision()
                        || newest.get().kept().isOf(before))) {
            return newest.get().kept();
        }
        Long definition = newest.isPresent()
                ? newest.get().kept().definition()
                : DefinitionRows.find(sql, before.id())
                        .map(written -> RevisionDefinitions.put(sql, number, PackedDefinition.of(written)))
                        .orElse(null);
        insert(sql, number, before, new Save(Revision.Cause.FOUND, null, null), definition);
        return Kept.of(before, definition);
    }

    /** Keeps what the API is from now on, unless nothing has become of the save. */
    static void follow(Handle sql, long number, Kept before, Api after, Save save) {
        Long definition = before.definition();
        if (save.definition() != null) {
            definition = RevisionDefinitions.isSame(sql, definition, save.definition())
                    ? definition
                    : Long.valueOf(RevisionDefinitions.put(sql, number, save.definition()));
        } else if (save.endsDefinition()) {
            definition = null;
        }
        if (!before.equals(Kept.of(after, definition))) {
            insert(sql, number, after, save, definition);
        }
    }

    private static void insert(Handle sql, long number, Api api, Save save, @Nullable Long definition) {
        Settings settings = Settings.of(api);
        sql.execute(
                """
                INSERT INTO APIM_API_REVISION (
                  API_ID, REVISION, SAVED_TIME, SAVED_BY, CAUSE, BACK_TO, SETTINGS, ENDPOINT_PASSWORD, DEFINITION_ID)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                number,
                api.revision(),
                api.lastUpdated(),
                api.lastUpdatedBy(),
                save.cause(),
                save.backTo(),
                settings.json(),
                api.backend().password(),
                definition);
        forgetOldest(sql, number);
    }

    private static void forgetOldest(Handle sql, long number) {
        sql.select(
                        "SELECT REVISION FROM APIM_API_REVISION WHERE API_ID = ?"
                                + " ORDER BY REVISION DESC OFFSET ? ROWS FETCH NEXT 1 ROWS ONLY",
                        number,
                        Revisions.MOST)
                .mapTo(Long.class)
                .findFirst()
                .ifPresent(oldest -> {
                    sql.execute("DELETE FROM APIM_API_REVISION WHERE API_ID = ? AND REVISION <= ?", number, oldest);
                    RevisionDefinitions.forgetUnused(sql, number);
                });
    }

    /**
     * How an API came to be what it is from now on.
     *
     * @param backTo the revision to which somebody went back; null with every other cause
     * @param definition what somebody has written, ready to be stored; null if what there is stays, or if somebody went back to when
     *     there was none
     */
    record Save(
            Revision.Cause cause,
            @Nullable Long backTo,
            @Nullable PackedDefinition definition) {
        /** Null as the definition is. */
        @Nullable Definition written() {
            return definition == null ? null : definition.plain();
        }

        boolean endsDefinition() {
            return cause == Revision.Cause.WENT_BACK && definition == null;
        }
    }

    private record Newest(long revision, Kept kept) {}

    /**
     * What a row keeps of an API.
     *
     * @param settings null if a later version of this server wrote them, and this one can't read them
     * @param definition the number of the definition; null if nobody had written one
     */
    record Kept(
            @Nullable Settings settings,
            String password,
            @Nullable Long definition) {
        static Kept of(Api api, @Nullable Long definition) {
            return new Kept(Settings.of(api), api.backend().password(), definition);
        }

        boolean isOf(Api api) {
            return equals(of(api, definition));
        }
    }
}
