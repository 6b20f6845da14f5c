package org.gatehouse.publisher;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.gatehouse.domain.catalog.definition.DefinitionWriter;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.TokenQuery;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.SubscriberQuery;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.publisher.rollout.LiveRedeployment;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryDocuments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verb of the room with everyone who may come: the permissions decide, whatever the door in front of it has asked. */
final class RolesTest extends PublisherRooms {
    /**
     * What a verb says to each, of an API that the creator provides: {@code yes}; {@code no}, as the permission is missing;
     * {@code none}, as there is no such API for them; {@code empty}, a list or a number that shows nothing of it. The stranger is the
     * administrator of another tenant.
     */
    private static final String VERBS = """
            verb                      guest  creator  publisher  both  admin  another-creator  stranger
            AddressChecks.isServed    no     yes      yes        yes   yes    yes              yes
            AddressChecks.isWsdl      no     yes      yes        yes   yes    yes              yes
            ApiDefinitions.check      no     yes      yes        yes   yes    yes              yes
            ApiDefinitions.compare    no     yes      yes        yes   yes    yes              none
            ApiDefinitions.fetch      no     yes      yes        yes   yes    yes              yes
            ApiDefinitions.fetchText  no     yes      yes        yes   yes    yes              yes
            ApiDefinitions.forCallers no     yes      yes        yes   yes    yes              none
            ApiDefinitions.inJson     no     yes      yes        yes   yes    yes              none
            ApiDefinitions.of         no     yes      yes        yes   yes    yes              none
            ApiDefinitions.read       no     yes      yes        yes   yes    yes              yes
            ApiDefinitions.review     no     yes      yes        yes   yes    yes              none
            ApiDeployments.bring      no     no       yes        yes   yes    no               none
            ApiDeployments.of         no     yes      yes        yes   yes    yes              none
            ApiEditing.create         no     yes      no         yes   yes    yes              yes
            ApiEditing.remove         no     yes      no         yes   yes    yes              none
            ApiEditing.update         no     yes      no         yes   yes    yes              none
            ApiLifecycle.hasOlder     no     yes      yes        yes   yes    yes              none
            ApiLifecycle.history      no     yes      yes        yes   yes    yes              none
            ApiLifecycle.setStatus    no     no       yes        yes   yes    no               none
            ApiListing.all            no     yes      yes        yes   yes    yes              empty
            ApiListing.contextTaken   no     yes      yes        yes   yes    yes              empty
            ApiListing.find           no     yes      yes        yes   yes    yes              none
            ApiListing.nameTaken      no     yes      yes        yes   yes    yes              empty
            ApiListing.page           no     yes      yes        yes   yes    yes              empty
            ApiListing.scopeTaken     no     yes      yes        yes   yes    yes              empty
            ApiListing.tags           no     yes      yes        yes   yes    yes              empty
            ApiListing.versions       no     yes      yes        yes   yes    yes              empty
            ApiRevisions.compare      no     yes      yes        yes   yes    yes              none
            ApiRevisions.find         no     yes      yes        yes   yes    yes              none
            ApiRevisions.goBack       no     yes      no         yes   yes    yes              none
            ApiRevisions.list         no     yes      yes        yes   yes    yes              none
            ApiThumbnails.fetch       no     yes      no         yes   yes    yes              yes
            ApiThumbnails.of          no     yes      yes        yes   yes    yes              none
            ApiTokens.list            no     yes      yes        yes   yes    yes              empty
            ApiTokens.revoke          no     no       yes        yes   yes    no               none
            ApiVersions.copy          no     yes      no         yes   yes    yes              none
            ApiWsdls.fetch            no     yes      yes        yes   yes    yes              yes
            ApiWsdls.forCallers       no     yes      yes        yes   yes    yes              none
            ApiWsdls.of               no     yes      yes        yes   yes    yes              none
            ApiWsdls.read             no     yes      yes        yes   yes    yes              yes
            BulkChanges.make          no     yes      no         yes   yes    yes              empty
            BulkChanges.preview       no     yes      no         yes   yes    yes              empty
            DocumentEditing.add       no     yes      no         yes   yes    yes              none
            DocumentEditing.content   no     yes      yes        yes   yes    yes              none
            DocumentEditing.find      no     yes      yes        yes   yes    yes              none
            DocumentEditing.list      no     yes      yes        yes   yes    yes              none
            DocumentEditing.move      no     yes      no         yes   yes    yes              none
            DocumentEditing.remove    no     yes      no         yes   yes    yes              none
            DocumentEditing.update    no     yes      no         yes   yes    yes              none
            DocumentEditing.write     no     yes      no         yes   yes    yes              none
            EndpointTests.run         no     yes      yes        yes   yes    yes              none
            LiveRedeployment.apply    no     no       no         no    yes    no               no
            LiveRedeployment.preview  no     no       no         no    yes    no               no
            Approvals.approve         no     no       yes        yes   yes    no               none
            Approvals.find            no     yes      yes        yes   yes    yes              none
            Approvals.reject          no     no       yes        yes   yes    no               none
            Approvals.waiting         no     yes      yes        yes   yes    yes              empty
            SavedFilters.list         no     yes      yes        yes   yes    yes              yes
            SavedFilters.remove       no     yes      yes        yes   yes    yes              yes
            SavedFilters.save         no     yes      yes        yes   yes    yes              yes
            Subscribers.count         no     yes      yes        yes   yes    yes              empty
            Subscribers.find          no     yes      yes        yes   yes    yes              none
            Subscribers.list          no     yes      yes        yes   yes    yes              none
            Subscribers.set           no     no       yes        yes   yes    no               none
            Subscribers.setAll        no     no       yes        yes   yes    no               none
            """;

    /** Whose answer may be that there is nothing. */
    private static final Set<String> ABOUT_WHAT_IS_STORED = Set.of(
            "ApiListing.all",
            "ApiListing.contextTaken",
            "ApiListing.nameTaken",
            "ApiListing.page",
            "ApiListing.scopeTaken",
            "ApiListing.tags",
            "ApiListing.versions",
            "ApiTokens.list",
            "Approvals.waiting",
            "BulkChanges.make",
            "BulkChanges.preview",
            "Subscribers.count");

    private static final Caller CREATOR = caller("creator", Permission.CREATE_APIS);
    private static final Map<String, Caller> CALLERS = Map.of(
            "guest", caller("guest", Permission.LOGIN, Permission.SUBSCRIBE, Permission.MANAGE_TIERS),
            "creator", CREATOR,
            "publisher", caller("publisher", Permission.PUBLISH_APIS),
            "both", caller("both", Permission.CREATE_APIS, Permission.PUBLISH_APIS),
            "admin", ADMIN,
            "another-creator", caller("another", Permission.CREATE_APIS),
            "stranger", caller("admin@beta.example", Permission.ADMINISTER));
    private static final ApiId PHONE = new ApiId(CREATOR.user(), "Phone", "1.0.0");
    private static final URI PICTURE = URI.create("https://h/sun.gif");
    private static final Wsdl QUOTES = Wsdl.of("<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>");
    private static final Thumbnail SUN = Thumbnail.of("GIF89a".getBytes(StandardCharsets.US_ASCII));
    private static final BulkChange TAG = new BulkChange.Tag("together", true);
    private static final DocumentContent TEXT = DocumentContent.ofText(DocumentContent.HTML, "how");

    private final InMemoryDocuments documents = new InMemoryDocuments(apis);
    private final DocumentEditing documenting = new DocumentEditing(apis, documents, clock);
    private final ApiVersions versions = new ApiVersions(apis, documents, editing, registry);
    private final ApiWsdls wsdls = new ApiWsdls(apis, registry, api -> List.of(), new OnePictureAndOneWsdl());
    private final ApiThumbnails thumbnails = new ApiThumbnails(apis, registry, new OnePictureAndOneWsdl());
    private final AddressChecks checks = new AddressChecks(new OnePictureAndOneWsdl());
    private final ApiDefinitions definitions = new ApiDefinitions(
            apis,
            new TwoTiers(),
            new EmptyDefinitions(),
            new EmptyDefinitions(),
            (a, b, told) -> {},
            (asking, at) -> "{}");
    private final ApiRevisions revisions = new ApiRevisions(apis, apis.revisions(), editing, definitions, gateways);
    private final ApiDeployments deployments = new ApiDeployments(apis, gateways, turns);
    private final LiveRedeployment redeployment = new LiveRedeployment(apis, gateways, turns);

    private final SavedFilters filters = new SavedFilters(registry);
    private final BulkChanges bulk = new BulkChanges(apis, subscriptions, lifecycle, editing, new TwoTiers());

    private final Map<String, Function<Caller, Object>> calls = Map.ofEntries(
            entry("AddressChecks.isServed", caller -> checks.isServed(caller, PICTURE)),
            entry("AddressChecks.isWsdl", caller -> checks.isWsdl(caller, PICTURE)),
            entry("ApiDefinitions.check", caller -> definitions.check(caller, "{}")),
            entry("ApiDefinitions.compare", caller -> definitions.compare(caller, PHONE, "{}")),
            entry("ApiDefinitions.fetch", caller -> definitions.fetch(caller, URI.create("https://h/a.json"))),
            entry("ApiDefinitions.fetchText", caller -> definitions.fetchText(caller, URI.create("https://h/a.json"))),
            entry("ApiDefinitions.forCallers", caller -> definitions.forCallers(caller, PHONE)),
            entry("ApiDefinitions.inJson", caller -> definitions.inJson(caller, PHONE)),
            entry("ApiDefinitions.of", caller -> definitions.of(caller, PHONE)),
            entry("ApiDefinitions.read", caller -> definitions.read(caller, "{}")),
            entry("ApiDefinitions.review", caller -> definitions.review(caller, PHONE, "{}")),
            entry("ApiDeployments.bring", caller -> {
                deployments.bring(caller, PHONE, gateways.all().get(0).environment());
                return true;
            }),
            entry("ApiDeployments.of", caller -> deployments.of(caller, PHONE)),
            entry("ApiEditing.create", caller -> editing.create(caller, draft(own(caller), "/fax"))),
            entry("ApiEditing.remove", caller -> {
                editing.remove(caller, PHONE);
                return apis.find(PHONE);
            }),
            entry("ApiEditing.update", caller -> editing.update(caller, PHONE, OptionalLong.empty(), ApiDraft::of)),
            entry("ApiLifecycle.hasOlder", caller -> lifecycle.hasOlder(caller, PHONE)),
            entry("ApiLifecycle.history", caller -> lifecycle.history(caller, PHONE)),
            entry(
                    "ApiLifecycle.setStatus",
                    caller -> lifecycle.setStatus(caller, PHONE, StatusChange.to(ApiStatus.BLOCKED))),
            entry("ApiListing.all", listing::all),
            entry("ApiListing.contextTaken", caller -> listing.contextTaken(caller, "/phone")),
            entry("ApiListing.find", caller -> listing.find(caller, PHONE)),
            entry("ApiListing.nameTaken", caller -> listing.nameTaken(caller, "Phone")),
            entry(
                    "ApiListing.page",
                    caller -> listing.page(caller, ApiQuery.of(caller.tenant()), PageRequest.first(10))),
            entry("ApiListing.scopeTaken", caller -> listing.scopeTaken(caller, "phoning")),
            entry("ApiListing.tags", caller -> listing.tags(caller, 10)),
            entry("ApiListing.versions", caller -> listing.versions(caller, PHONE)),
            entry(
                    "ApiRevisions.compare",
                    caller -> revisions.compare(caller, PHONE, OptionalLong.of(1), OptionalLong.empty())),
            entry("ApiRevisions.find", caller -> revisions.find(caller, PHONE, 1)),
            entry("ApiRevisions.goBack", caller -> revisions.goBack(caller, PHONE, 2, 1)),
            entry("ApiRevisions.list", caller -> revisions.list(caller, PHONE)),
            entry("ApiThumbnails.fetch", caller -> thumbnails.fetch(caller, PICTURE)),
            entry("ApiThumbnails.of", caller -> thumbnails.of(caller, PHONE)),
            entry("ApiVersions.copy", caller -> versions.copy(caller, PHONE, "2.0.0", false)),
            entry("ApiWsdls.fetch", caller -> wsdls.fetch(caller, PICTURE)),
            entry("ApiWsdls.forCallers", caller -> wsdls.forCallers(caller, PHONE)),
            entry("ApiWsdls.of", caller -> wsdls.of(caller, PHONE)),
            entry("ApiWsdls.read", caller -> wsdls.read(caller, QUOTES.text())),
            entry("BulkChanges.make", caller -> there(bulk.make(caller, TAG, Map.of(PHONE, 2L)))),
            entry("BulkChanges.preview", caller -> there(bulk.preview(caller, TAG, List.of(PHONE)))),
            entry("DocumentEditing.add", caller -> documenting.add(caller, PHONE, details("More"), TEXT)),
            entry("DocumentEditing.content", caller -> documenting.content(caller, PHONE, "Guide")),
            entry("DocumentEditing.find", caller -> documenting.find(caller, PHONE, "Guide")),
            entry("DocumentEditing.list", caller -> documenting.list(caller, PHONE)),
            entry("DocumentEditing.move", caller -> {
                documenting.move(caller, PHONE, "Guide", Optional.empty());
                return documents.of(PHONE);
            }),
            entry("DocumentEditing.remove", caller -> {
                documenting.remove(caller, seen());
                return documents.of(PHONE);
            }),
            entry("DocumentEditing.update", caller -> documenting.update(caller, seen(), details("Guide"), TEXT)),
            entry("DocumentEditing.write", caller -> documenting.write(caller, seen(), TEXT)),
            entry(
                    "EndpointTests.run",
                    caller -> new EndpointTests(apis, (who, address, longest) -> Optional.empty()).run(caller, PHONE)),
            entry("LiveRedeployment.apply", redeployment::apply),
            entry("LiveRedeployment.preview", redeployment::preview),
            entry("SavedFilters.list", filters::list),
            entry("SavedFilters.remove", caller -> {
                filters.remove(caller, "Mine");
                return filters;
            }),
            entry("SavedFilters.save", caller -> {
                filters.save(caller, new SavedFilter("Mine", "query=x"));
                return filters;
            }),
            entry("Subscribers.count", caller -> {
                subscribe();
                return subscribers.count(caller, PHONE);
            }),
            entry(
                    "Subscribers.list",
                    caller -> subscribers.list(caller, PHONE, SubscriberQuery.ALL, PageRequest.first(10))),
            entry("ApiTokens.list", caller -> {
                token();
                return apiTokens
                        .list(caller, TokenQuery.ALL, PageRequest.first(10))
                        .items();
            }),
            entry("ApiTokens.revoke", caller -> apiTokens.revoke(caller, token())),
            entry(
                    "Subscribers.find",
                    caller -> subscribers.find(caller, PHONE, subscribe().id())),
            entry("Subscribers.set", caller -> {
                subscribers.set(caller, PHONE, subscribe().id(), SubscriptionStatus.BLOCKED, "");
                return subscriptions.to(PHONE);
            }),
            entry("Subscribers.setAll", caller -> {
                subscribers.setAll(caller, PHONE, subscribe().applicationId(), SubscriptionStatus.BLOCKED, "");
                return subscriptions.to(PHONE);
            }),
            entry("Approvals.approve", caller -> {
                approvals.approve(caller, subscribe(SubscriptionStatus.ON_HOLD).id());
                return subscriptions.to(PHONE);
            }),
            entry(
                    "Approvals.find",
                    caller -> approvals.find(
                            caller, subscribe(SubscriptionStatus.ON_HOLD).id())),
            entry("Approvals.reject", caller -> {
                approvals.reject(caller, subscribe(SubscriptionStatus.ON_HOLD).id(), "No");
                return subscriptions.to(PHONE);
            }),
            entry("Approvals.waiting", caller -> {
                subscribe(SubscriptionStatus.ON_HOLD);
                return approvals.waiting(caller, PageRequest.first(10)).items();
            }));

    @BeforeEach
    void theCreatorsApiIsPublished() {
        ApiDraft draft = draft(PHONE, "/phone")
                .withThumbnail(SUN)
                .withWsdl(QUOTES)
                .withDescription(Description.NONE.withTags(List.of("phones")))
                .withScopes(List.of(new Scope("phoning", "Phoning", "", Set.of())));
        editing.create(CREATOR, draft);
        lifecycle.setStatus(ADMIN, PHONE, StatusChange.to(ApiStatus.PUBLISHED));
        documenting.add(CREATOR, PHONE, details("Guide"), TEXT);
    }

    static Stream<Arguments> cells() {
        List<String[]> rows = rows();
        String[] who = rows.get(0);
        return rows.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(1, row.length)
                        .mapToObj(column ->
                                argumentSet(row[0] + " by " + who[column], row[0], who[column], row[column])));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aVerbSaysWhatTheTableSays(String verb, String who, String said) {
        List<Api> before = apis.all();
        assertThat(answer(verb, Objects.requireNonNull(CALLERS.get(who)))).isEqualTo(said);
        if (said.equals("no") || said.equals("none")) {
            assertThat(apis.all()).as("what is stored").isEqualTo(before);
            assertThat(gateway.find(PHONE).map(Api::status)).contains(ApiStatus.PUBLISHED);
            assertThat(documents.of(PHONE)).hasSize(1);
        }
    }

    @Test
    void everyVerbHasARow() throws IOException {
        assertThat(rows().stream().skip(1).map(row -> row[0])).containsExactlyInAnyOrderElementsOf(verbs());
        assertThat(calls.keySet()).containsExactlyInAnyOrderElementsOf(verbs());
        assertThat(CALLERS.keySet())
                .containsExactlyInAnyOrder(Arrays.stream(rows().get(0)).skip(1).toArray(String[]::new));
    }

    /** An administrator provides in the name of others, and nobody else does. */
    @ParameterizedTest
    @MethodSource("callers")
    void anApiIsAddedInOnesOwnName(String who, Caller caller) {
        ApiId theirs = new ApiId(UserName.parse("somebody"), "Fax", "1.0.0");
        Function<Caller, Object> call = asking -> editing.create(asking, draft(theirs, "/fax"));
        if (who.equals("admin")) {
            assertThat(call.apply(caller)).isNotNull();
        } else {
            assertThat(catchThrowable(() -> call.apply(caller))).isInstanceOfAny(Forbidden.class, Invalid.class);
            assertThat(apis.find(theirs)).isEmpty();
        }
    }

    static Stream<Arguments> callers() {
        return CALLERS.entrySet().stream().map(who -> Arguments.of(who.getKey(), who.getValue()));
    }

    private String answer(String verb, Caller caller) {
        try {
            Object answer = Objects.requireNonNull(calls.get(verb)).apply(caller);
            return ABOUT_WHAT_IS_STORED.contains(verb) && isNothing(answer) ? "empty" : "yes";
        } catch (Forbidden refused) {
            return "no";
        } catch (NotFound refused) {
            return "none";
        }
    }

    private static boolean isNothing(Object answer) {
        return answer instanceof Page<?> page
                ? page.total() == 0
                : Set.of(List.of(), 0L, false).contains(answer);
    }

    private static List<BulkEffect> there(List<BulkEffect> effects) {
        return effects.stream()
                .filter(effect -> effect.kind() != BulkEffect.Kind.MISSING)
                .toList();
    }

    private static List<String[]> rows() {
        return VERBS.lines().map(line -> line.split(" +")).toList();
    }

    /** Public methods of public classes that have who calls first. */
    private static List<String> verbs() throws IOException {
        Path classes = Path.of(URI.create(ApiEditing.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> named(classes.relativize(file).toString()))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                    .filter(method -> method.getParameterCount() > 0 && method.getParameterTypes()[0] == Caller.class)
                    .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                    .distinct()
                    .toList();
        }
    }

    private static Class<?> named(String file) {
        try {
            return Class.forName(file.replaceFirst("\\.class$", "").replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Caller caller(String user, Permission... may) {
        return new Caller(
                UserName.parse(user),
                Set.of(),
                Set.copyOf(Arrays.stream(may).map(Permission::path).toList()));
    }

    private static ApiId own(Caller caller) {
        return new ApiId(caller.user(), "Fax", "1.0.0");
    }

    private static DocumentDetails details(String name) {
        return new DocumentDetails(
                name, DocumentType.HOW_TO, "", "", DocumentSource.INLINE, "", DocumentVisibility.API_LEVEL);
    }

    private static SeenDocument seen() {
        return new SeenDocument(PHONE, "Guide", OptionalLong.empty());
    }

    private Subscription subscribe() {
        return subscribe(SubscriptionStatus.UNBLOCKED);
    }

    private TokenQuery token() {
        long application = subscribe().applicationId();
        consumers.save(Fixtures.consumer("key"));
        subscriptions.saveKey(new ApplicationKey(application, KeyType.PRODUCTION, "key", Set.of()));
        tokens.add(new AccessToken(
                "a",
                null,
                "key",
                Fixtures.ADMIN,
                false,
                new TreeSet<>(),
                clock.instant(),
                null,
                AccessToken.State.ACTIVE));
        return new TokenQuery("", "", null, OptionalLong.of(application));
    }

    private Subscription subscribe(SubscriptionStatus status) {
        Application app = applications.add(Fixtures.application("App"));
        return subscriptions.add(new Subscription(0, PHONE, app.id(), "Gold", status));
    }

    /** The one thing that there is elsewhere. */
    private static final class OnePictureAndOneWsdl implements Addresses {
        @Override
        public byte[] read(Account asking, URI address, String accept, int mostBytes) {
            return accept.contains("wsdl") ? QUOTES.bytes() : SUN.bytes();
        }

        @Override
        public int status(Account asking, URI address, Duration longest) {
            return 200;
        }
    }

    /** Every text is a definition that says nothing. */
    private static final class EmptyDefinitions implements DefinitionReader, DefinitionWriter {
        private static final Definition EMPTY = new Definition("{}", Definition.Syntax.JSON, Definition.Kind.SWAGGER_2);

        @Override
        public ParsedDefinition read(String text) {
            return new ParsedDefinition(EMPTY, "", "", "", List.of(), List.of(), List.of(), List.of());
        }

        @Override
        public List<DefinitionProblem> check(Definition definition) {
            return List.of();
        }

        @Override
        public Definition generated(Api api) {
            return EMPTY;
        }

        @Override
        public Definition of(Api api, Definition written) {
            return EMPTY;
        }

        @Override
        public Definition forCallers(Api api, Definition written) {
            return EMPTY;
        }

        @Override
        public Definition inJson(Definition written) {
            return EMPTY;
        }
    }
}
