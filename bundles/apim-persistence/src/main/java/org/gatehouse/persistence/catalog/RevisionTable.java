package org.gatehouse.persistence.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Revision;
import org.gatehouse.domain.catalog.Revisions;
import org.gatehouse.persistence.database.Database;
import org.jspecify.annotations.Nullable;

/** Revisions in the tables APIM_API_REVISION and APIM_REVISION_DEFINITION; {@link ApiTable} writes them. */
public final class RevisionTable implements Revisions {
    private final Database database;

    public RevisionTable(Database database) {
        this.database = database;
    }

    @Override
    public <T> List<T> each(ApiId api, BiFunction<Revision, @Nullable Revision, T> making) {
        return database.inSnapshot(sql -> ApiTable.find(sql, api)
                .map(now -> RevisionRows.each(sql, ApiTable.number(sql, api), now, making))
                .orElse(List.of()));
    }

    @Override
    public Optional<Revision> find(ApiId api, long number) {
        return database.inSnapshot(sql ->
                ApiTable.find(sql, api).flatMap(now -> RevisionRows.find(sql, ApiTable.number(sql, api), now, number)));
    }

    @Override
    public Optional<Definition> definition(ApiId api, long number) {
        return database.inTransaction(sql -> RevisionDefinitions.find(sql, api, number));
    }
}
