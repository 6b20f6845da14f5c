package org.gatehouse.persistence.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Definition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What has been written of APIs, in the table APIM_API_DEFINITION. */
final class DefinitionRows {
    private DefinitionRows() {}

    static Optional<Definition> find(Handle sql, ApiId id) {
        return sql.select("""
                        SELECT D.SYNTAX, D.KIND, D.CONTENT FROM APIM_API_DEFINITION D JOIN AM_API A ON A.API_ID = D.API_ID
                        WHERE A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ?""", id.provider(), id.name(), id.version())
                .map(found -> new Definition(
                        new String(found.getColumn("CONTENT", byte[].class), StandardCharsets.UTF_8),
                        Definition.Syntax.valueOf(found.getColumn("SYNTAX", String.class)),
                        Definition.Kind.valueOf(found.getColumn("KIND", String.class))))
                .findFirst();
    }

    /** Puts the definition in the place of the API's; null leaves that as it is. */
    static void put(Handle sql, long api, @Nullable Definition definition) {
        if (definition != null) {
            remove(sql, api);
            sql.execute(
                    "INSERT INTO APIM_API_DEFINITION (API_ID, SYNTAX, KIND, CONTENT) VALUES (?, ?, ?, ?)",
                    api,
                    definition.syntax(),
                    definition.kind(),
                    definition.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    static void remove(Handle sql, long api) {
        sql.execute("DELETE FROM APIM_API_DEFINITION WHERE API_ID = ?", api);
    }
}
