package org.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final AtomicBoolean removes = new AtomicBoolean();
    private final Documents documents = new DocumentTable(TestDatabase.empty(new SqlLogger() {
        @Override
        public void logBeforeExecution(StatementContext context) {
            if (context.getRawSql().startsWith("UPDATE AM_API SET REVISION = REVISION")
                    && removes.compareAndSet(true, false)) {
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
        removes.set(true);
        assertThatThrownBy(() -> documents.add(PHONE_ID, draft())).isInstanceOf(UnknownApi.class);
        assertThat(removes).isFalse();
    }

    @Test
    void nothingIsCopiedToIt() {
        documents.add(NEXT, draft());
        removes.set(true);
        assertThatThrownBy(() -> documents.copy(NEXT, PHONE_ID)).isInstanceOf(UnknownApi.class);
        assertThat(removes).isFalse();
    }

    @Test
    void nothingIsMovedInIt() {
        Document document = documents.add(PHONE_ID, draft());
        removes.set(true);
        assertThatThrownBy(() -> documents.move(document, OptionalLong.empty())).isInstanceOf(UnknownDocument.class);
        assertThat(removes).isFalse();
    }

    private static DocumentDraft draft() {
        DocumentDetails details = new DocumentDetails(
                "start", DocumentType.HOW_TO, "", "", DocumentSource.INLINE, "", DocumentVisibility.API_LEVEL);
        return new DocumentDraft(details, DocumentContent.NONE, NOON, ADMIN);
    }
}
