package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.ContextTaken;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Revision.Cause;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.UnknownRevision;
import org.gatehouse.domain.catalog.definition.DefinitionChange;
import org.gatehouse.domain.catalog.definition.DefinitionChange.Effect;
import org.gatehouse.domain.catalog.definition.DefinitionDiff;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.gatehouse.domain.catalog.definition.DefinitionWriter;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.gateway.Rewrite;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.testkit.InMemoryDocuments;
import org.junit.jupiter.api.Test;

class ApiRevisionsTest extends PublisherRooms {
    private static final OptionalLong NOW = OptionalLong.empty();
    private static final Caller PUBLISHER = new Caller(BOTH2, Set.of(), Set.of(Permission.PUBLISH_APIS.path()));
    private static final Caller SUBSCRIBER = new Caller(BOTH2, Set.of(), Set.of(Permission.SUBSCRIBE.path()));
    private static final Caller ELSEWHERE = new Caller(
            UserName.parse("eve@example.com"),
            Set.of(),
            Set.of(Permission.CREATE_APIS.path(), Permission.PUBLISH_APIS.path()));
    private static final Definition PETS = new Definition("pets", Definition.Syntax.JSON, Definition.Kind.OPENAPI_3_0);
    private static final Definition DOGS =
            new Definition("dogs and more", Definition.Syntax.JSON, Definition.Kind.SWAGGER_2);

    private final ApiDefinitions definitions = new ApiDefinitions(
            apis, new TwoTiers(), new NoReader(), new AsWritten(), new ByText(), (who, address) -> "");
    private final ApiRevisions revisions = new ApiRevisions(apis, apis.revisions(), editing, definitions, gateways);

    @Test
    void theListTellsWhatChangedByWhomAndWhy() {
        published(V1, "/phone");
        clock.advance(Duration.ofMinutes(5));
        editing.update(
                OTHER,
                V1,
                NOW,
                before -> ApiDraft.of(before)
                        .withTiers(List.of("Unlimited"))
                        .withDefinition(PETS)
                        .withResources(List.of(get("/*"), get("/new"))));

        List<SeenRevision> list = revisions.list(PUBLISHER, V1);

        assertThat(list).extracting(SeenRevision::number).containsExactly(3L, 1L);
        assertThat(list).extracting(SeenRevision::cause).containsExactly(Cause.SAVED, Cause.CREATED);
        assertThat(list).extracting(SeenRevision::isNow).containsExactly(true, false);
        assertThat(list)
                .extracting(SeenRevision::changed)
                .containsExactly(List.of("tiers", "resources", "definition"), List.of());
        assertThat(list.get(0).by()).isEqualTo(BOTH2);
        assertThat(list.get(0).at()).isEqualTo(clock.instant());
        assertThat(revisions.find(PUBLISHER, V1, 1).api().tiers()).containsExactly("Gold");
    }

    @Test
    void twoAreComparedInAllThatTheyAre() {
        editing.create(ADMIN, draft(V1, "/phone").withDefinition(PETS).withResources(List.of(get("/old"), get("/*"))));
        change(draft -> draft.withTiers(List.of("Unlimited"))
                .withDefinition(DOGS)
                .withBackend(draft.backend().withSecured(true).withUsername("u").withPassword("secret"))
                .withResources(
                        List.of(new ApiResource("/*", "GET", AuthType.NONE, "Unlimited", null, null), get("/new"))));

        ApiComparison compared = revisions.compare(PUBLISHER, V1, OptionalLong.of(1), OptionalLong.of(2));

        assertThat(compared.fields())
                .containsExactly(
                        new Difference("the back end's user", "none", "u (another password)"),
                        new Difference("tiers", "Gold", "Unlimited"),
                        new Difference("definition", "OpenAPI 3.0, 4 characters", "Swagger 2.0, 13 characters"));
        assertThat(compared.resources())
                .containsExactly(
                        new Difference("GET /old", "Application & Application User; Unlimited", ""),
                        new Difference("GET /*", "Application & Application User; Unlimited", "None; Unlimited"),
                        new Difference("GET /new", "", "Application & Application User; Unlimited"));
        assertThat(compared.definition().told())
                .extracting(DefinitionChange::toString)
                .containsExactly(
                        "BREAKING pets is dogs and more",
                        "OPENING GET /*: asks for no token now (before: a token of either kind)",
                        "OPENING GET /old (now: a call of /*): asks for no token now (before: a token of either kind)");
        assertThat(compared.xml())
                .containsExactly(new Rewrite(
                        "Main",
                        V1.deployedName(),
                        "/phone/{version}\n****\n[Gold]",
                        "/phone/{version}\n****\n[Unlimited]"));
        assertThat(compared.untold()).isEmpty();
        assertThat(compared).asString().doesNotContain("secret");
        assertThat(revisions.compare(ADMIN, V1, NOW, OptionalLong.of(2)).isSame())
                .isTrue();
        assertThat(revisions
                        .compare(ADMIN, V1, OptionalLong.of(2), OptionalLong.of(1))
                        .resources())
                .extracting(Difference::what)
                .containsExactly("GET /*", "GET /new", "GET /old");
    }

    @Test
    void whatCannotBeComparedKeepsNobodyFromTheRest() {
        Definition odd = new Definition("odd", Definition.Syntax.JSON, Definition.Kind.SWAGGER_1);
        editing.create(ADMIN, draft(V1, "/phone").withDefinition(odd));
        change(draft -> draft.withDefinition(PETS));
        gateways.removeDeployer(gateway);

        ApiComparison compared = revisions.compare(ADMIN, V1, OptionalLong.of(1), NOW);

        assertThat(compared.fields()).extracting(Difference::what).containsExactly("definition");
        assertThat(compared.untold())
                .containsExactly("Swagger 1 can't be compared", "No gateway is reachable from this publisher");
    }

    @Test
    void goingBackBringsAllOfItBackToTheGatewaysToo() {
        editing.create(ADMIN, draft(V1, "/phone").withDefinition(PETS));
        lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED));
        clock.advance(Duration.ofMinutes(5));
        change(draft ->
                draft.withContext("/other").withTiers(List.of("Unlimited")).withDefinition(DOGS));
        lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.BLOCKED));
        clock.advance(Duration.ofMinutes(5));

        Outcome<Api> outcome = revisions.goBack(ADMIN, V1, 4, 1);

        Api now = apis.find(V1).orElseThrow();
        assertThat(outcome.value()).isEqualTo(now);
        assertThat(now.revision()).isEqualTo(5);
        assertThat(now.status()).as("no part of a revision").isEqualTo(ApiStatus.BLOCKED);
        assertThat(now.context()).isEqualTo("/phone/1.0.0");
        assertThat(now.tiers()).containsExactly("Gold");
        assertThat(now.lastUpdated()).isEqualTo(clock.instant());
        assertThat(apis.definition(V1)).contains(PETS);
        assertThat(gateway.find(V1)).contains(now);
        SeenRevision newest = revisions.list(ADMIN, V1).get(0);
        assertThat(newest.cause()).isEqualTo(Cause.WENT_BACK);
        assertThat(newest.backTo()).hasValue(1);
        assertThat(revisions.compare(ADMIN, V1, OptionalLong.of(1), NOW).isSame())
                .isTrue();
    }

    @Test
    void goingBackToWhenNobodyHadWrittenADefinitionEndsIt() {
        editing.create(ADMIN, draft(V1, "/phone"));
        change(draft -> draft.withDefinition(PETS));

        revisions.goBack(ADMIN, V1, 2, 1);

        assertThat(apis.definition(V1)).isEmpty();
    }

    @Test
    void whoHasNotSeenTheLastChangeDoesNotGoBackOverIt() {
        published(V1, "/phone");
        change(draft -> draft.withTiers(List.of("Unlimited")));
        Api before = apis.find(V1).orElseThrow();

        assertThatThrownBy(() -> revisions.goBack(ADMIN, V1, 2, 1))
                .isInstanceOfSatisfying(
                        Changed.class, told -> assertThat(told.revision()).isEqualTo(3))
                .hasMessageContaining("What is stored differs from what was sent in tiers.");

        assertThat(apis.find(V1)).contains(before);
        assertThat(gateway.find(V1)).contains(before);
    }

    @Test
    void whatCouldNotBeSavedNowDoesNotComeBack() {
        editing.create(ADMIN, draft(V1, "/phone"));
        change(draft -> draft.withContext("/other"));
        editing.create(ADMIN, draft(new ApiId(V1.provider(), "Fax", "1"), "/phone"));

        assertThatThrownBy(() -> revisions.goBack(ADMIN, V1, 2, 1)).isInstanceOf(ContextTaken.class);
        Api silver = apis.find(V1).orElseThrow();
        apis.update(silver.withTiers(List.of("Silver")));
        apis.update(silver.withRevision(3));
        assertThatThrownBy(() -> revisions.goBack(ADMIN, V1, 4, 3))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("Silver");

        assertThat(apis.find(V1)).contains(silver.withRevision(4));
    }

    @Test
    void whatAGatewayDoesNotTakeIsNotStored() {
        published(V1, "/phone");
        change(draft -> draft.withTiers(List.of("Unlimited")));
        Api before = apis.find(V1).orElseThrow();
        gateway.refuse();

        assertThatThrownBy(() -> revisions.goBack(ADMIN, V1, 3, 1)).isInstanceOf(GatewayRefused.class);

        assertThat(apis.find(V1)).contains(before);
        assertThat(revisions.list(ADMIN, V1)).hasSize(2);
    }

    @Test
    void whoMayNotSeeTheApiSeesNoRevision() {
        editing.create(ADMIN, draft(V1, "/phone"));
        change(draft -> draft.withTiers(List.of("Unlimited")));
        OptionalLong first = OptionalLong.of(1);

        assertThatThrownBy(() -> revisions.list(SUBSCRIBER, V1)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> revisions.find(SUBSCRIBER, V1, 1)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> revisions.compare(SUBSCRIBER, V1, first, NOW)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> revisions.goBack(SUBSCRIBER, V1, 2, 1)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> revisions.goBack(PUBLISHER, V1, 2, 1)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> revisions.list(ELSEWHERE, V1)).isInstanceOf(UnknownApi.class);
        assertThatThrownBy(() -> revisions.find(ELSEWHERE, V1, 1)).isInstanceOf(UnknownApi.class);
        assertThatThrownBy(() -> revisions.compare(ELSEWHERE, V1, first, NOW)).isInstanceOf(UnknownApi.class);
        assertThatThrownBy(() -> revisions.goBack(ELSEWHERE, V1, 2, 1)).isInstanceOf(UnknownApi.class);
        assertThatThrownBy(() -> revisions.find(ADMIN, V1, 7))
                .isInstanceOf(UnknownRevision.class)
                .hasMessage("revision: 7 of API Phone-1.0.0 (expected: one of the newest 50)");
        assertThatThrownBy(() -> revisions.goBack(ADMIN, V1, 2, 7)).isInstanceOf(UnknownRevision.class);
        assertThat(apis.find(V1).orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void aNewVersionBeginsWithARevisionOfItsOwn() {
        editing.create(ADMIN, draft(V1, "/phone").withDefinition(PETS));
        change(draft -> draft.withTiers(List.of("Unlimited")));

        new ApiVersions(apis, new InMemoryDocuments(apis), editing, registry).copy(ADMIN, V1, V2.version(), false);

        List<SeenRevision> list = revisions.list(ADMIN, V2);
        assertThat(list).extracting(SeenRevision::cause).containsExactly(Cause.CREATED);
        assertThat(revisions.find(ADMIN, V2, 1).api().tiers()).containsExactly("Unlimited");
        assertThat(apis.revisions().definition(V2, 1)).contains(PETS);
        assertThat(revisions.list(ADMIN, V1)).hasSize(2);
    }

    private void change(UnaryOperator<ApiDraft> change) {
        editing.update(ADMIN, V1, NOW, before -> change.apply(ApiDraft.of(before)));
    }

    private static ApiResource get(String path) {
        return new ApiResource(path, "GET", AuthType.ANY, "Unlimited", null, null);
    }

    /** Nothing is read here. */
    private static final class NoReader implements DefinitionReader {
        @Override
        public ParsedDefinition read(String text) {
            throw new UnsupportedOperationException(text);
        }

        @Override
        public List<DefinitionProblem> check(Definition definition) {
            return new ArrayList<>();
        }
    }

    private static final class AsWritten implements DefinitionWriter {
        @Override
        public Definition generated(Api api) {
            return new Definition("generated", Definition.Syntax.JSON, Definition.Kind.SWAGGER_2);
        }

        @Override
        public Definition of(Api api, Definition written) {
            return written;
        }

        @Override
        public Definition forCallers(Api api, Definition written) {
            return written;
        }

        @Override
        public Definition inJson(Definition written) {
            return written;
        }
    }

    /** Tells of texts that they differ. */
    private static final class ByText implements DefinitionDiff {
        @Override
        public void compare(Definition before, Definition after, Consumer<DefinitionChange> told) {
            if (before.kind() == Definition.Kind.SWAGGER_1) {
                throw new Invalid("Swagger 1 can't be compared");
            }
            if (!before.text().equals(after.text())) {
                told.accept(new DefinitionChange(Effect.BREAKING, "", before.text() + " is " + after.text()));
            }
        }
    }
}
