package org.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.UnknownDocument;
import org.gatehouse.persistence.catalog.ApiTable;
import org.gatehouse.persistence.catalog.DocumentTable;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseThreads;
import org.gatehouse.testkit.Fixtures;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An API is removed after its number has been read, and before anything is written below it. */
final class DocumentTableTest {
    private static final ApiId NEXT = new ApiId(ADMIN, "PhoneVerification", "9.0");

    private static final String ITS_TURN = "UPDATE APIM_CATALOG";
    private static final String ITS_ORDER = "UPDATE AM_API SET REVISION = REVISION";

    private final AtomicReference<String> removes = new AtomicReference<>("");
    private final Documents documents = new DocumentTable(TestDatabase.empty(new SqlLogger() {
        @Override
        public void logBeforeExecution(StatementContext context) {
            String before = removes.get();
            if (!before.isEmpty() && context.getRawSql().startsWith(before) && removes.compareAndSet(before, "")) {
                apis.remove(PHONE_ID);
            }
        }
    }));
    private final Apis apis = new ApiTable(new Database(TestDatabase.source(), new DatabaseThreads()));

    @BeforeEach
    void add() {
        apis.add(Fixtures.api(PHONE_ID, "/phone"), Fixtures.creation());
        apis.add(Fixtures.api(NEXT, "/next"), Fixtures.creation());
    }

    @Test
    void nothingIsAddedToIt() {
        removes.set(ITS_TURN);
        assertThatThrownBy(() -> documents.add(PHONE_ID, draft())).isInstanceOf(UnknownApi.class);
        assertThat(removes).hasValue("");
    }

    @Test
    void nothingIsCopiedToIt() {
        documents.add(NEXT, draft());
        removes.set(ITS_TURN);
        assertThatThrownBy(() -> documents.copy(NEXT, PHONE_ID)).isInstanceOf(UnknownApi.class);
        assertThat(removes).hasValue("");
    }

    @Test
    void nothingIsMovedInIt() {
        Document document = documents.add(PHONE_ID, draft());
        removes.set(ITS_ORDER);
        assertThatThrownBy(() -> documents.move(document, OptionalLong.empty())).isInstanceOf(UnknownDocument.class);
        assertThat(removes).hasValue("");
    }

    private static DocumentDraft draft() {
        DocumentDetails details = new DocumentDetails(
                "start", DocumentType.HOW_TO, "", "", DocumentSource.INLINE, "", DocumentVisibility.API_LEVEL);
        return new DocumentDraft(details, DocumentContent.NONE, NOON, ADMIN);
    }
}
