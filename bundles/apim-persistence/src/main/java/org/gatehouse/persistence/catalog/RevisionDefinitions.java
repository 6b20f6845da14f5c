package org.gatehouse.persistence.catalog;

import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.persistence.database.Rows;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What had been written of APIs, in the table APIM_REVISION_DEFINITION: once for all revisions in a row that have it. */
final class RevisionDefinitions {
    private RevisionDefinitions() {}

    static Optional<Definition> find(Handle sql, ApiId api, long revision) {
        return sql.select("""
                        SELECT D.SYNTAX, D.KIND, D.CONTENT
                        FROM APIM_REVISION_DEFINITION D
                        JOIN APIM_API_REVISION R ON R.DEFINITION_ID = D.DEFINITION_ID
                        JOIN AM_API A ON A.API_ID = R.API_ID
                        WHERE A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ? AND R.REVISION = ?""", api.provider(), api.name(), api.version(), revision)
                .map(found -> new Definition(
                        PackedDefinition.unpacked(found.getColumn("CONTENT", byte[].class)),
                        Definition.Syntax.valueOf(found.getColumn("SYNTAX", String.class)),
                        Definition.Kind.valueOf(found.getColumn("KIND", String.class))))
                .findFirst();
    }

    /** Whether that is the text of this number; null is the number of none. */
    static boolean isSame(Handle sql, @Nullable Long number, PackedDefinition definition) {
        return number != null
                && Rows.any(
                        sql,
                        "SELECT DEFINITION_ID FROM APIM_REVISION_DEFINITION WHERE DEFINITION_ID = ? AND DIGEST = ?",
                        number,
                        definition.digest());
    }

    static long put(Handle sql, long api, PackedDefinition definition) {
        return Rows.add(
                sql,
                "APIM_REVISION_DEFINITION",
                "DEFINITION_ID",
                Map.of(
                        "API_ID", api,
                        "DIGEST", definition.digest(),
                        "SYNTAX", definition.plain().syntax(),
                        "KIND", definition.plain().kind(),
                        "CONTENT", definition.bytes()));
    }

    /** No key from revisions to definitions: both go with their API, in an order that the database chooses. */
    static void forgetUnused(Handle sql, long api) {
        sql.execute("""
                DELETE FROM APIM_REVISION_DEFINITION WHERE API_ID = ? AND DEFINITION_ID NOT IN (
                  SELECT R.DEFINITION_ID FROM APIM_API_REVISION R WHERE R.API_ID = ? AND R.DEFINITION_ID IS NOT NULL)""", api, api);
    }
}
