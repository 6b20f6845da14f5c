package org.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.Revisions;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.persistence.catalog.ApiTable;
import org.gatehouse.persistence.catalog.DocumentTable;
import org.gatehouse.persistence.catalog.FreshIndex;
import org.gatehouse.persistence.catalog.RevisionTable;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.subscription.ApplicationTable;
import org.gatehouse.persistence.subscription.SubscriptionTable;
import org.gatehouse.testkit.Fixtures;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each question costs, in statements, with few APIs and with many. */
class StatementsTest {
    private static final int FEW = 10;
    private static final int MANY = 1_000;
    private static final int OF_A_PAGE = 5;
    /** The API that is new to the index, and its documents, are read first. */
    private static final int AFTER_A_CHANGE = 6;

    private final AtomicInteger statements = new AtomicInteger();
    private final Database database = TestDatabase.empty(new SqlLogger() {
        @Override
        public void logAfterExecution(StatementContext context) {
            statements.incrementAndGet();
        }
    });
    private final FreshIndex index;
    private final Apis apis;
    private final Revisions revisions = new RevisionTable(database);
    private final Documents documents = new DocumentTable(database);
    private final Applications applications = new ApplicationTable(database);
    private final Subscriptions subscriptions = new SubscriptionTable(database);
    private final long shop = applications.add(Fixtures.application("Shop")).id();

    StatementsTest(@TempDir Path folder) {
        index = new FreshIndex(database, folder, Runnable::run);
        apis = new ApiTable(database, index);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void noQuestionCostsMoreStatementsWhenThereIsMore() {
        subscriptions.saveKey(new ApplicationKey(shop, KeyType.PRODUCTION, "key", Set.of()));
        add(0, FEW);
        Map<String, Integer> few = costs("few", 2);
        add(FEW, MANY);
        Map<String, Integer> many = costs("many", 50);

        assertThat(many).isEqualTo(few);
        assertThat(few).allSatisfy((question, cost) -> assertThat(cost).isPositive());
        few.forEach((question, cost) -> {
            if (question.startsWith("page")) {
                assertThat(cost)
                        .as(question)
                        .isLessThanOrEqualTo(question.endsWith("after a change") ? AFTER_A_CHANGE : OF_A_PAGE);
            }
        });
    }

    private void add(int from, int to) {
        for (int i = from; i < to; i++) {
            ApiId id = new ApiId(Fixtures.ADMIN, "Api" + i, "1");
            apis.add(Fixtures.api(id, "/api" + i), Fixtures.creation());
            subscriptions.add(new Subscription(0, id, shop, "Gold", SubscriptionStatus.UNBLOCKED));
        }
    }

    private Map<String, Integer> costs(String name, int documented) {
        ApiQuery all = ApiQuery.of(Fixtures.TENANT);
        ApiQuery offer = all.seenBy(new Viewer(true, false, Set.of("a", "b")), EnumSet.of(ApiStatus.PUBLISHED), true);
        ApiId id = new ApiId(Fixtures.ADMIN, name, "1");
        Api api = Fixtures.api(id, "/" + name);
        Map<String, Integer> costs = new LinkedHashMap<>();
        apis.page(all.with("Api", ""), PageRequest.first(1));
        ask(costs, "page of publishers", () -> apis.page(all, PageRequest.first(25)));
        for (ApiQuery.Order order : ApiQuery.Order.values()) {
            ApiQuery wanted =
                    all.in(EnumSet.of(ApiStatus.PUBLISHED)).from(Fixtures.ADMIN).by(order);
            ask(costs, "page by " + order, () -> apis.page(wanted, PageRequest.first(25)));
        }
        ask(costs, "page of the store", () -> apis.page(offer, PageRequest.first(25)));
        ask(costs, "tags of the store", () -> apis.tags(offer, 8));
        ask(costs, "page of a search", () -> apis.page(offer.with("Api1", "phone"), PageRequest.first(25)));
        for (ApiQuery.Order order : ApiQuery.Order.values()) {
            ask(
                    costs,
                    "page of a search by " + order,
                    () -> apis.page(all.with("pi", "").by(order), PageRequest.first(25)));
        }
        ask(costs, "page of subscriptions", () -> subscriptions.page(shop, PageRequest.first(25)));
        ask(costs, "page of applications", () -> applications.page(Fixtures.ADMIN, PageRequest.first(25)));
        ask(costs, "list", () -> apis.list(all));
        ask(costs, "all", apis::all);
        ask(costs, "applications", () -> applications.list(Fixtures.ADMIN));
        ask(costs, "name", () -> apis.nameTaken(Fixtures.TENANT, "api1"));
        ask(costs, "context", () -> apis.contextTaken(Fixtures.TENANT, "/api1"));
        ask(costs, "around", () -> apis.around(Fixtures.TENANT, Set.of("/api1", "/api2"), "/api3"));
        ask(costs, "scopes", () -> subscriptions.scopes("key", Set.of("check")));
        ask(costs, "add", () -> apis.add(api, Fixtures.creation()));
        for (int i = 0; i < documented; i++) {
            documents.add(id, document("Document " + i));
        }
        Document document = documents.of(id).get(0);
        ask(costs, "documents", () -> documents.of(id));
        ask(costs, "content", () -> documents.content(document.number()));
        ask(costs, "document added", () -> documents.add(id, document("another")));
        ask(costs, "document changed", () -> documents.update(document, document("renamed")));
        ask(costs, "document moved", () -> documents.move(document, OptionalLong.empty()));
        ask(costs, "find", () -> apis.find(id));
        ask(costs, "update", () -> apis.update(api));
        for (int i = 2; i < 2 + documented; i++) {
            apis.update(api.withRevision(i).withTiers(List.of("Tier" + i)));
        }
        ask(costs, "revisions", () -> revisions.each(id, (revision, before) -> revision));
        ask(costs, "revision", () -> revisions.find(id, 2));
        ask(
                costs,
                "move",
                () -> apis.move(
                        id, 2 + documented, new Transition(null, ApiStatus.BLOCKED, Fixtures.ADMIN, Fixtures.NOON)));
        ask(costs, "page of a search after a change", () -> apis.page(all.with("api", ""), PageRequest.first(25)));
        ask(costs, "remove", () -> apis.remove(id));
        return costs;
    }

    private static DocumentDraft document(String name) {
        DocumentDetails details = new DocumentDetails(
                name, DocumentType.HOW_TO, "", "", DocumentSource.INLINE, "", DocumentVisibility.API_LEVEL);
        DocumentContent content = DocumentContent.ofText("text/markdown", "# " + name);
        return new DocumentDraft(details, content, Fixtures.NOON, Fixtures.ADMIN);
    }

    private void ask(Map<String, Integer> costs, String question, Runnable asked) {
        statements.set(0);
        asked.run();
        costs.put(question, statements.get());
    }
}
