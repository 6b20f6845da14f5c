package org.gatehouse.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.gatehouse.definitions.OpenApiComparison;
import org.gatehouse.definitions.SwaggerReader;
import org.gatehouse.definitions.SwaggerWriter;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.archive.ArchiveChange;
import org.gatehouse.domain.archive.ArchiveFiles;
import org.gatehouse.domain.archive.NotUndone;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.domain.catalog.LocalTurns;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.Rewrite;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.registry.CustomSequences.Direction;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.publisher.StatusChange;
import org.gatehouse.publisher.rollout.ApiChange;
import org.gatehouse.publisher.rollout.Gateways;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemoryDocuments;
import org.gatehouse.testkit.InMemoryRegistry;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Over the real rooms, with the ports in memory. */
final class ArchivesTest {
    private static final Caller ADMIN = Fixtures.ADMIN_CALLER;
    private static final ApiId ID = Fixtures.PHONE_ID;
    private static final ApiId NEXT = new ApiId(ID.provider(), ID.name(), "2.0");
    private static final String WSDL = "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/' name='Old'/>";
    private static final byte[] SUN = "GIF89a sun".getBytes(StandardCharsets.US_ASCII);
    private static final String PETS = """
            openapi: 3.0.3
            info: {title: Pets, version: '1.0'} # as somebody wrote it
            paths:
              /pets/{id}:
                get: {responses: {'200': {description: OK}}}
            """;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryApis apis = new InMemoryApis();
    private final InMemoryDocuments stored = new InMemoryDocuments(apis);
    private final Map<String, String> refusals = new HashMap<>();
    private Runnable onDeploy = () -> {};
    private final ApiListing listing = new ApiListing(apis);
    private final DocumentEditing documents = new DocumentEditing(apis, stored);
    private final ApiEditing editing;
    private final ApiLifecycle lifecycle;
    private final PublisherArchives archives;

    ArchivesTest() {
        InMemorySubscriptions subscriptions = new InMemorySubscriptions(apis, new InMemoryApplications());
        Gateways gateways = new Gateways();
        gateways.addDeployer(new Gateway());
        ApiChange change = new ApiChange(gateways);
        LocalTurns turns = new LocalTurns();
        editing = new ApiEditing(apis, subscriptions, new TwoTiers(), change, turns, registry);
        lifecycle = new ApiLifecycle(apis, subscriptions, change, gateways, turns);
        SwaggerWriter writer = new SwaggerWriter(api -> List.of());
        ApiDefinitions definitions = new ApiDefinitions(
                apis, new TwoTiers(), new SwaggerReader(), writer, new OpenApiComparison(), (who, address) -> "");
        ApiThumbnails thumbnails = new ApiThumbnails(apis, registry, new Nowhere());
        ApiWsdls wsdls = new ApiWsdls(apis, registry, api -> List.of(), new Nowhere());
        archives = new PublisherArchives(
                listing, editing, lifecycle, definitions, thumbnails, wsdls, documents, writer, registry);
    }

    @Test
    void anApiThatIsWrittenAndMadeOfItsFilesElsewhereIsTheSame() {
        create();
        ArchiveFiles files = archives.export(ADMIN, ID);
        ArchivesTest elsewhere = new ArchivesTest();

        List<ArchiveChange> made = elsewhere.archives.apply(ADMIN, List.of(files));

        assertThat(made)
                .singleElement()
                .satisfies(change -> assertThat(change.isNew()).isTrue());
        assertThat(elsewhere.archives.export(ADMIN, ID)).isEqualTo(files);
        Api there = elsewhere.listing.find(ADMIN, ID);
        Api here = listing.find(ADMIN, ID);
        assertThat(there.withLastUpdated(here.lastUpdated()).withRevision(here.revision()))
                .isEqualTo(here.withBackend(here.backend().withPassword("")));
        assertThat(elsewhere.documents.list(ADMIN, ID))
                .extracting(Document::details)
                .containsExactlyElementsOf(documents.list(ADMIN, ID).stream()
                        .map(Document::details)
                        .toList());
        assertThat(made.get(0).notes())
                .containsExactly("The password of joe at the back end is in no file: set it on the page of the API");
    }

    @Test
    void itsFilesAreWhatPeopleRead() {
        create();
        ArchiveFiles files = archives.export(ADMIN, ID);
        assertThat(files.names())
                .containsExactly(
                        "api.yaml",
                        "definition.json",
                        "documents.yaml",
                        "documents/01-How-to-begin-.md",
                        "documents/02-Sample.zip",
                        "service.wsdl",
                        "thumbnail.gif");
        assertThat(text(files, "service.wsdl")).isEqualTo(WSDL);
        assertThat(text(files, "api.yaml")).isEqualTo("""
                name: PhoneVerification
                version: 1.0.0
                provider: admin
                context: "/phone/{version}"
                status: PUBLISHED
                description: |-
                  Checks numbers.
                  yes
                tags:
                  - phone
                  - "1"
                businessOwner:
                  name: Ann
                  email: ann@example.com
                visibility:
                  level: RESTRICTED
                  roles:
                    - a
                    - b
                endpoints:
                  production_endpoints:
                    url: http://127.0.0.1:9/
                  endpoint_type: http
                backend:
                  implementation: ENDPOINT
                  secured: true
                  user: joe
                transports:
                  - http
                  - https
                tiers:
                  - Gold
                mediation:
                  inSequence: ""
                  outSequence: ""
                  faultSequence: ""
                  responseCaching: true
                  cacheTimeoutSeconds: 60
                  destinationStatistics: false
                defaultVersion: true
                """.replaceAll(".*Sequence: \"\"\n", ""));
        assertThat(files.toString() + text(files, "api.yaml") + text(files, "definition.json"))
                .doesNotContain("secret");
    }

    @Test
    void whatIsOnlyAdvertisedIsSoWhereItIsRead() {
        create();
        Map<String, byte[]> edited =
                edited("defaultVersion: true\n", "original:\n  store: https://far.example.com/store\n  owner: ann\n");
        archives.apply(ADMIN, List.of(ArchiveFiles.of(edited)));
        Original original = new Original("https://far.example.com/store", "ann");
        assertThat(listing.find(ADMIN, ID).original()).isEqualTo(original);
        assertThat(text(archives.export(ADMIN, ID), "api.yaml"))
                .contains("original:\n  store: https://far.example.com/store\n  owner: ann\n");

        Map<String, byte[]> wrong = edited("https://far.example.com/store", "ftp://far.example.com");
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(ArchiveFiles.of(wrong))))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("api.yaml: original: store: not an address");
    }

    @Test
    void twiceIsAsOnce() {
        create();
        long revision = listing.find(ADMIN, ID).revision();
        ArchiveFiles files = archives.export(ADMIN, ID);
        assertThat(archives.plan(ADMIN, List.of(files)))
                .singleElement()
                .satisfies(change -> assertThat(change.isChange()).isFalse());
        archives.apply(ADMIN, List.of(files));
        assertThat(listing.find(ADMIN, ID).revision()).isEqualTo(revision);
        assertThat(apis.definition(ID)).isEmpty();
    }

    @Test
    void whatSomebodyEditsIsShownFirstAndMadeThenAndIsTheSameTwice() {
        create();
        Map<String, byte[]> edited = edited("tiers:\n  - Gold", "tiers:\n  - Gold\n  - Unlimited");
        edited.put("definition.yaml", PETS.getBytes(StandardCharsets.UTF_8));
        edited.remove("definition.json");
        edited.remove("thumbnail.gif");
        edited.remove("documents.yaml");
        edited.put("README.md", "For people.".getBytes(StandardCharsets.UTF_8));
        ArchiveFiles files = ArchiveFiles.of(edited);

        ArchiveChange planned = archives.plan(ADMIN, List.of(files)).get(0);
        assertThat(planned.isChange()).isTrue();
        assertThat(planned.notes()).anyMatch(note -> note.startsWith("README.md is no file of the API"));
        assertThat(listing.find(ADMIN, ID).tiers()).containsExactly("Gold");

        archives.apply(ADMIN, List.of(files));

        Api api = listing.find(ADMIN, ID);
        assertThat(api.tiers()).containsExactly("Gold", "Unlimited");
        assertThat(api.resources()).extracting(ApiResource::urlPattern).containsExactly("/pets/{id}");
        assertThat(api.description().thumbnail()).isEmpty();
        assertThat(api.backend().password()).isEqualTo("secret");
        assertThat(documents.list(ADMIN, ID)).isEmpty();
        assertThat(apis.definition(ID).orElseThrow().text()).isEqualTo(PETS);
        assertThat(archives.apply(ADMIN, List.of(files)))
                .singleElement()
                .satisfies(change -> assertThat(change.isChange()).isFalse());
        assertThat(listing.find(ADMIN, ID).revision()).isEqualTo(api.revision());
    }

    @Test
    void itsWsdlIsChangedRefusedAndTakenAway() {
        create();
        Map<String, byte[]> edited = all(archives.export(ADMIN, ID));
        edited.put("service.wsdl", WSDL.replace("'Old'", "'New'").getBytes(StandardCharsets.UTF_8));
        archives.apply(ADMIN, List.of(ArchiveFiles.of(edited)));
        assertThat(text(archives.export(ADMIN, ID), "service.wsdl")).contains("'New'");

        edited.put("service.wsdl", "<a/>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(ArchiveFiles.of(edited))))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("service.wsdl: WSDL: line 1: element a without a namespace");
        Map<String, byte[]> both = edited("description:", "wsdl: https://h/a.wsdl\ndescription:");
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(ArchiveFiles.of(both))))
                .hasMessageContaining("wsdl: https://h/a.wsdl (expected: none beside service.wsdl)");
        String path = listing.find(ADMIN, ID).description().wsdl();
        Map<String, byte[]> stored = edited("description:", "wsdl: " + path + "\ndescription:");
        stored.remove("service.wsdl");
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(ArchiveFiles.of(stored))))
                .hasMessageContaining("expected: the address of one, or none");

        edited.remove("service.wsdl");
        archives.apply(ADMIN, List.of(ArchiveFiles.of(edited)));
        assertThat(listing.find(ADMIN, ID).description().wsdl()).isEmpty();
        assertThat(registry.find(Fixtures.TENANT, path)).isEmpty();
    }

    @Test
    void documentsAreAddedChangedPutInOrderAndTakenAway() {
        create();
        Map<String, byte[]> edited = all(archives.export(ADMIN, ID));
        edited.put("documents.yaml", """
                documents:
                  - {name: New, type: OTHER, otherType: Note, source: URL, url: https://example.com/, visibility: PRIVATE}
                  - {name: "How to begin?", type: HOW_TO, source: INLINE, visibility: API_LEVEL,
                     file: documents/01-How-to-begin-.md, mediaType: text/markdown}
                """.getBytes(StandardCharsets.UTF_8));
        edited.put("documents/01-How-to-begin-.md", "Otherwise".getBytes(StandardCharsets.UTF_8));
        archives.apply(ADMIN, List.of(ArchiveFiles.of(edited)));
        assertThat(documents.list(ADMIN, ID)).extracting(Document::name).containsExactly("New", "How to begin?");
        assertThat(documents.content(ADMIN, ID, "How to begin?").text()).isEqualTo("Otherwise");
    }

    @Test
    void ifOneIsRefusedNoneIsMade() {
        create();
        ArchiveFiles before = archives.export(ADMIN, ID);
        Map<String, byte[]> edited = edited("- Gold", "- Unlimited");
        edited.put("documents/01-How-to-begin-.md", "Otherwise".getBytes(StandardCharsets.UTF_8));
        edited.remove("thumbnail.gif");
        Map<String, byte[]> another = edited("name: PhoneVerification", "name: Another");
        another.put("api.yaml", text(another).replace("/phone/", "/another/").getBytes(StandardCharsets.UTF_8));
        another.remove("documents.yaml");
        another.remove("definition.json");
        another.put("definition.yaml", PETS.getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> bad = new HashMap<>(another);
        bad.put("api.yaml", text(another).replace("name: Another", "name: Bad").getBytes(StandardCharsets.UTF_8));

        // Its context is the other's.
        assertThatThrownBy(() -> archives.apply(
                        ADMIN, List.of(ArchiveFiles.of(edited), ArchiveFiles.of(another), ArchiveFiles.of(bad))))
                .hasMessageContaining("another");

        assertThat(archives.export(ADMIN, ID)).isEqualTo(before);
        assertThat(listing.find(ADMIN, ID).backend().password()).isEqualTo("secret");
        assertThat(listing.all(ADMIN)).hasSize(1);
    }

    @Test
    void whatSomebodyElseDoesMeanwhileIsNotUndone() {
        create();
        ArchiveFiles edited = ArchiveFiles.of(edited("- Gold", "- Unlimited"));
        // Somebody saves while the first API is on its way to the gateway, before the second one is made.
        ArchiveFiles first = another("/another/");
        onDeploy = () -> {
            onDeploy = () -> {};
            editing.update(
                    ADMIN,
                    ID,
                    OptionalLong.empty(),
                    now -> ApiDraft.of(now).withDescription(now.description().withText("Somebody else's")));
        };
        assertThatThrownBy(() -> archives.apply(ADMIN, List.of(first, edited))).isInstanceOf(Changed.class);
        assertThat(listing.find(ADMIN, ID).description().text()).isEqualTo("Somebody else's");
        assertThat(listing.all(ADMIN)).hasSize(1);
    }

    @Test
    void whatAppearsMeanwhileIsNotRemoved() {
        create();
        ArchiveFiles files = archives.export(ADMIN, ID);
        ArchivesTest elsewhere = new ArchivesTest();
        ArchiveFiles first = another("/another/");
        elsewhere.onDeploy = () -> {
            elsewhere.onDeploy = () -> {};
            elsewhere.editing.create(
                    ADMIN, ApiDraft.of(Fixtures.phoneVerification()).withTiers(List.of("Gold")));
        };
        assertThatThrownBy(() -> elsewhere.archives.apply(ADMIN, List.of(first, files)));
        assertThat(elsewhere.listing.all(ADMIN))
                .singleElement()
                .satisfies(api -> assertThat(api.id()).isEqualTo(ID));
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiStatus.class,
            names = {"CREATED", "DEPRECATED", "RETIRED", "BLOCKED"})
    void whatWasEditedAndMovedIsBothAgainAsItWasIfAnotherIsRefused(ApiStatus status) {
        create();
        ArchiveFiles before = archives.export(ADMIN, ID);
        Map<String, byte[]> edited = edited("- Gold", "- Unlimited");
        edited.put(
                "api.yaml",
                text(edited).replace("status: PUBLISHED", "status: " + status).getBytes(StandardCharsets.UTF_8));
        edited.put("documents/01-How-to-begin-.md", "Otherwise".getBytes(StandardCharsets.UTF_8));
        ArchiveFiles taken = another("/phone/");
        assertThatThrownBy(() -> archives.apply(ADMIN, List.of(ArchiveFiles.of(edited), taken)))
                .isNotInstanceOf(NotUndone.class);
        assertThat(archives.export(ADMIN, ID)).isEqualTo(before);
        assertThat(listing.all(ADMIN)).hasSize(1);
    }

    @Test
    void whatSomebodyElseDoesToDocumentsMeanwhileStays() {
        create();
        Map<String, byte[]> edited = all(archives.export(ADMIN, ID));
        edited.put("documents.yaml", """
                documents:
                  - {name: New, type: HOW_TO, source: URL, url: https://example.com/, visibility: PRIVATE}
                  - {name: "How to begin?", type: HOW_TO, source: INLINE, visibility: API_LEVEL,
                     file: documents/01-How-to-begin-.md, mediaType: text/markdown}
                """.getBytes(StandardCharsets.UTF_8));
        edited.put("documents/01-How-to-begin-.md", "Otherwise".getBytes(StandardCharsets.UTF_8));
        onDeploy = () -> {
            documents.add(
                    ADMIN,
                    ID,
                    details("Theirs", DocumentSource.INLINE),
                    DocumentContent.ofText(DocumentContent.MARKDOWN, "Theirs"));
            throw new Conflict("no");
        };
        ArchiveFiles refused = another("/another/");
        assertThatThrownBy(() -> archives.apply(ADMIN, List.of(ArchiveFiles.of(edited), refused)))
                .isNotInstanceOf(NotUndone.class);
        assertThat(documents.list(ADMIN, ID))
                .extracting(Document::name)
                .containsExactlyInAnyOrder("Theirs", "How to begin?", "Sample");
        assertThat(documents.content(ADMIN, ID, "How to begin?").text()).isEqualTo("Begin");
        assertThat(documents.content(ADMIN, ID, "Sample").name()).isEqualTo("Städte.zip");
        assertThat(listing.all(ADMIN)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"true, 2", "false, 2", "true, 1", "false, 1"})
    void theVersionThatIsCalledWithoutOneIsAnotherAndSoTwice(boolean newerFirst, int taking) {
        twoVersions(3 - taking);
        ArchiveFiles one = version(1, taking == 1);
        ArchiveFiles two = version(2, taking == 2);
        List<ArchiveFiles> both = newerFirst ? List.of(two, one) : List.of(one, two);

        assertThat(archives.apply(ADMIN, both))
                .extracting(change -> change.api().version())
                .containsExactly(newerFirst ? "2.0" : "1.0.0", newerFirst ? "1.0.0" : "2.0");

        assertThat(listing.find(ADMIN, taking == 1 ? ID : NEXT).defaultVersion())
                .isTrue();
        assertThat(listing.find(ADMIN, taking == 1 ? NEXT : ID).defaultVersion())
                .isFalse();
        assertThat(archives.plan(ADMIN, both)).noneMatch(ArchiveChange::isChange);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void theFormerOneIsCalledAgainIfAnotherIsRefused(boolean bothAreSent) {
        twoVersions(1);
        ArchiveFiles taken = another("/phone/");
        ArchiveFiles two = version(2, true);
        assertThatThrownBy(() -> archives.apply(
                        ADMIN, bothAreSent ? List.of(version(1, false), two, taken) : List.of(two, taken)))
                .isInstanceOf(Conflict.class);
        assertThat(listing.find(ADMIN, ID).defaultVersion()).isTrue();
        assertThat(listing.find(ADMIN, NEXT).defaultVersion()).isFalse();
        assertThat(archives.plan(ADMIN, List.of(version(1, true), version(2, false))))
                .noneMatch(ArchiveChange::isChange);
    }

    @Test
    void aNewVersionThatWasCalledWithoutOneAndIsGoneGivesThatBack() {
        create();
        Map<String, byte[]> next = edited("version: 1.0.0", "version: 2.0");
        assertThatThrownBy(() -> archives.apply(ADMIN, List.of(ArchiveFiles.of(next), another("/phone/"))))
                .isInstanceOf(Conflict.class);
        assertThat(listing.all(ADMIN)).hasSize(1);
        assertThat(listing.find(ADMIN, ID).defaultVersion()).isTrue();
    }

    @Test
    void versionsThatContradictEachOtherAreRefused() {
        twoVersions(1);
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(version(1, true), version(2, true))))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("defaultVersion: true (expected: in one of them");
        Map<String, byte[]> two = all(version(2, false));
        two.put(
                "definition.json",
                text(version(2, false), "definition.json")
                        .replaceAll("\"roles\" *: *\"[a-z, ]+\"", "\"roles\": \"c\"")
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(version(1, true), ArchiveFiles.of(two))))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("scope read (expected: the same");
    }

    @Test
    void whatIsSaidOfADocumentIsComparedAsItIsStored() {
        create();
        Map<String, byte[]> edited = all(archives.export(ADMIN, ID));
        edited.put("documents.yaml", """
                documents:
                  - {name: " How to begin? ", type: HOW_TO, otherType: no, source: INLINE, visibility: API_LEVEL,
                     summary: "Twice\n", file: documents/01-How-to-begin-.md, mediaType: text/markdown}
                """.getBytes(StandardCharsets.UTF_8));
        archives.apply(ADMIN, List.of(ArchiveFiles.of(edited)));
        assertThat(documents.list(ADMIN, ID).get(0).details().summary()).isEqualTo("Twice");
        assertThat(archives.plan(ADMIN, List.of(ArchiveFiles.of(edited)))).noneMatch(ArchiveChange::isChange);
    }

    /** Both published; that one is called without a version. */
    private void twoVersions(int called) {
        create();
        Map<String, byte[]> next = edited("version: 1.0.0", "version: 2.0");
        next.put(
                "api.yaml",
                text(next)
                        .replace("defaultVersion: true", "defaultVersion: " + (called == 2))
                        .getBytes(StandardCharsets.UTF_8));
        archives.apply(ADMIN, List.of(ArchiveFiles.of(next)));
        assertThat(listing.find(ADMIN, ID).defaultVersion()).isEqualTo(called == 1);
        assertThat(listing.find(ADMIN, NEXT).defaultVersion()).isEqualTo(called == 2);
    }

    private ArchiveFiles version(int number, boolean called) {
        Map<String, byte[]> files = all(archives.export(ADMIN, number == 1 ? ID : NEXT));
        String yaml = text(files).replaceAll("(?m)^defaultVersion:.*\n?", "");
        files.put("api.yaml", (yaml + "defaultVersion: " + called + "\n").getBytes(StandardCharsets.UTF_8));
        return ArchiveFiles.of(files);
    }

    /** A published API of another name, without documents, in this context. */
    private ArchiveFiles another(String context) {
        Map<String, byte[]> files = edited("name: PhoneVerification", "name: Another");
        files.put("api.yaml", text(files).replace("/phone/", context).getBytes(StandardCharsets.UTF_8));
        files.remove("documents.yaml");
        files.remove("definition.json");
        files.put("definition.yaml", PETS.getBytes(StandardCharsets.UTF_8));
        return ArchiveFiles.of(files);
    }

    @Test
    void whoSeesAnApiIsNotGuessed() {
        create();
        ArchiveFiles files = ArchiveFiles.of(edited("  level: RESTRICTED\n", ""));
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(files)))
                .hasMessage("api.yaml: visibility.level (expected: one)");
    }

    @Test
    void aDefinitionThatNobodyWroteStaysAsItIsWrittenInTheFiles() {
        create();
        ArchiveFiles files = ArchiveFiles.of(edited("Checks numbers.", "Checks them."));
        archives.apply(ADMIN, List.of(files));
        assertThat(archives.plan(ADMIN, List.of(files)).get(0).isChange()).isFalse();
    }

    @Test
    void whatAGatewayRefusesIsUndone() {
        create();
        ArchiveFiles before = archives.export(ADMIN, ID);
        Map<String, byte[]> edited = edited("- Gold", "- Unlimited");
        edited.put("documents/01-How-to-begin-.md", "Otherwise".getBytes(StandardCharsets.UTF_8));
        edited.put(
                "api.yaml",
                text(edited).replace("status: PUBLISHED", "status: RETIRED").getBytes(StandardCharsets.UTF_8));
        refusals.put("RETIRED", "it is needed");
        assertThatThrownBy(() -> archives.apply(ADMIN, List.of(ArchiveFiles.of(edited))));
        assertThat(archives.export(ADMIN, ID)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            tiers:           | tirs:            | api.yaml: tirs (expected: one of backend
            RESTRICTED       | HIDDEN           | visibility.level: HIDDEN (expected: PUBLIC, PRIVATE, RESTRICTED, CONTROLLED)
            - Gold           | Gold             | api.yaml, line 32: tiers (expected: a list)
            defaultVersion: true | defaultVersion: maybe | defaultVersion: maybe (expected: true or false)
            name: PhoneV     | nam: PhoneV      | nam (expected: one of
            endpoint_type: http | endpoint_type: ftp | endpoints: Invalid Endpoint config: endpoint_type: ftp
            name: PhoneVerification | name: [a]  | name (expected: a text)
            status:          | version: "2"     | not YAML
            """)
    void whatIsNotAsExpectedIsToldWithItsPlace(String written, String instead, String told) {
        create();
        ArchiveFiles before = archives.export(ADMIN, ID);
        ArchiveFiles bad = ArchiveFiles.of(edited(written, instead));
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(bad)))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("api.yaml")
                .hasMessageContaining(told.strip())
                .hasMessageNotContaining("jackson");
        assertThat(archives.export(ADMIN, ID)).isEqualTo(before);
    }

    @Test
    void whatIsMissingOrThereTwiceIsTold() {
        create();
        ArchiveFiles whole = archives.export(ADMIN, ID);
        Map<String, byte[]> files = all(whole);
        files.remove("documents/02-Sample.zip");
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(ArchiveFiles.of(files))))
                .hasMessage(
                        "documents.yaml: file of the document Sample: documents/02-Sample.zip (expected: a file of the archive)");
        files.remove("documents.yaml");
        files.put("definition.yaml", PETS.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(ArchiveFiles.of(files))))
                .hasMessageContaining("expected: definition.json or definition.yaml");
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(whole, whole))).hasMessageContaining("each API once");
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(ArchiveFiles.none())))
                .hasMessageContaining("api.yaml: not there");
    }

    @Test
    void whoMayNotCreateMakesNothingAndWhoMayNotPublishPublishesNothing() {
        create();
        ArchiveFiles files = archives.export(ADMIN, ID);
        ArchivesTest elsewhere = new ArchivesTest();
        Caller publisher = new Caller(Fixtures.ADMIN, Set.of(), Set.of(Permission.PUBLISH_APIS.path()));
        Caller creator = new Caller(Fixtures.ADMIN, Set.of(), Set.of(Permission.CREATE_APIS.path()));
        Caller subscriber = new Caller(Fixtures.ADMIN, Set.of(), Set.of(Permission.SUBSCRIBE.path()));
        assertThatThrownBy(() -> archives.export(subscriber, ID)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> elsewhere.archives.plan(publisher, List.of(files)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> elsewhere.archives.apply(publisher, List.of(files)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> elsewhere.archives.apply(creator, List.of(files)))
                .isInstanceOf(Forbidden.class);
        assertThat(elsewhere.listing.all(ADMIN)).isEmpty();
    }

    private static String sequence(String name) {
        return "<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"" + name + "\"><log/></sequence>";
    }

    private void sequence(Direction direction, String name, String xml) {
        registry.put(
                Fixtures.TENANT,
                new RegistryFile(
                        direction.path() + "/" + name + ".xml", "text/xml", xml.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> sequences() {
        return new CustomSequences(registry).names(Fixtures.TENANT, Direction.IN);
    }

    /** An API whose messages go through a sequence. */
    private Map<String, byte[]> sequenced() {
        sequence(Direction.IN, "audit", sequence("audit"));
        create();
        editing.update(
                ADMIN,
                ID,
                OptionalLong.empty(),
                before -> ApiDraft.of(before).withMediation(before.mediation().withInSequence("audit")));
        return all(archives.export(ADMIN, ID));
    }

    @Test
    void itsSequencesAreAddedWhereTheyAreMissing() {
        Map<String, byte[]> files = sequenced();
        assertThat(new String(files.get("sequences/in.xml"), StandardCharsets.UTF_8))
                .isEqualTo(sequence("audit"));
        assertThat(archives.plan(ADMIN, List.of(ArchiveFiles.of(files))).get(0).isChange())
                .isFalse();

        ArchivesTest elsewhere = new ArchivesTest();
        ArchiveChange planned =
                elsewhere.archives.plan(ADMIN, List.of(ArchiveFiles.of(files))).get(0);
        assertThat(planned.after().names()).contains("sequences/in.xml");
        assertThat(elsewhere.sequences()).as("nothing is made of a plan").isEmpty();
        elsewhere.archives.apply(ADMIN, List.of(ArchiveFiles.of(files)));
        assertThat(elsewhere.sequences()).containsExactly("audit");
        assertThat(elsewhere.archives.export(ADMIN, ID)).isEqualTo(ArchiveFiles.of(files));
        assertThat(elsewhere
                        .archives
                        .apply(ADMIN, List.of(ArchiveFiles.of(files)))
                        .get(0)
                        .isChange())
                .isFalse();
        files.remove("sequences/in.xml");
        assertThat(elsewhere
                        .archives
                        .plan(ADMIN, List.of(ArchiveFiles.of(files)))
                        .get(0)
                        .isChange())
                .as("what is there need not be sent")
                .isFalse();
    }

    @Test
    void anotherSequenceOfTheNameIsNotOverwritten() {
        Map<String, byte[]> files = sequenced();
        sequence(Direction.IN, "audit", sequence("audit").replace("<log/>", "<drop/>"));
        assertThatThrownBy(() -> archives.apply(ADMIN, List.of(ArchiveFiles.of(files))))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("sequences/in.xml: another sequence than the audit that is there");
    }

    @Test
    void whoMayNotPutSequencesOnGatewaysNeitherSeesNorAddsOne() {
        Map<String, byte[]> files = sequenced();
        Caller lesser = new Caller(
                Fixtures.ADMIN, Set.of(), Set.of(Permission.CREATE_APIS.path(), Permission.PUBLISH_APIS.path()));
        assertThat(archives.export(lesser, ID).names()).doesNotContain("sequences/in.xml");
        ArchiveChange same =
                archives.plan(lesser, List.of(ArchiveFiles.of(files))).get(0);
        assertThat(same.isChange()).isFalse();
        assertThat(same.before().names()).doesNotContain("sequences/in.xml");

        ArchivesTest elsewhere = new ArchivesTest();
        assertThatThrownBy(() -> elsewhere.archives.apply(lesser, List.of(ArchiveFiles.of(files))))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining("/permission/admin/manage/mediation");
        assertThat(elsewhere.sequences()).isEmpty();
        assertThat(elsewhere.listing.all(ADMIN)).isEmpty();
    }

    @Test
    void aSequenceGoesAgainWithWhatIsUndone() {
        Map<String, byte[]> files = sequenced();
        ArchivesTest elsewhere = new ArchivesTest();
        elsewhere.sequence(Direction.IN, "other", sequence("other"));
        Map<String, byte[]> bad = new HashMap<>(files);
        bad.put("api.yaml", text(bad).replace("PhoneVerification", "Other").getBytes(StandardCharsets.UTF_8));
        // The same context, which is taken when the second one is made.
        assertThatThrownBy(() -> elsewhere.archives.apply(ADMIN, List.of(ArchiveFiles.of(files), ArchiveFiles.of(bad))))
                .isNotInstanceOf(NotUndone.class);
        assertThat(elsewhere.sequences()).containsExactly("other");
        assertThat(elsewhere.listing.all(ADMIN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<sequence name='other' xmlns='http://ws.apache.org/ns/synapse'/> | sequence other (expected: audit, as api.yaml says in mediation.inSequence)",
                "<sequence name='../audit' xmlns='http://ws.apache.org/ns/synapse'/> | sequence: name ../audit (expected: a sequence whose name",
                "<sequence xmlns='http://ws.apache.org/ns/synapse'/> | sequence: without a name",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><sequence name='audit'>&e;</sequence> | line 1: a document type",
                "<sequence name='audit'> | line 1: not well-formed",
            })
    void whatIsNoSequenceIsTold(String xml, String told) {
        Map<String, byte[]> files = sequenced();
        files.put("sequences/in.xml", xml.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> archives.plan(ADMIN, List.of(ArchiveFiles.of(files))))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("sequences/in.xml: " + told);
    }

    private void create() {
        Api phone = Fixtures.phoneVerification();
        ApiDraft draft = ApiDraft.of(phone)
                .withDescription(phone.description()
                        .withText("Checks numbers.\nyes")
                        .withTags(List.of("phone", "1"))
                        .withWsdl("")
                        .withWadl("")
                        .withTechnical(Contact.NONE)
                        .withBusiness(new Contact("Ann", "ann@example.com")))
                .withVisibility(new Visibility(Visibility.Level.RESTRICTED, Set.of("b", "a")))
                .withBackend(phone.backend()
                        .withEndpoints(EndpointConfig.read(Map.of(
                                "endpoint_type", "http", "production_endpoints", Map.of("url", "http://127.0.0.1:9/"))))
                        .withSecured(true)
                        .withUsername("joe")
                        .withPassword("secret"))
                .withTransports(Set.of())
                .withTiers(List.of("Gold"))
                .withResources(List.of(new ApiResource("/{id}", "GET", AuthType.ANY, "Gold", "read", null)))
                .withScopes(List.of(new Scope("read", "Read", "", Set.of("b", "a"))))
                .withMediation(Mediation.NONE.withResponseCaching(true).withCacheTimeoutSeconds(60))
                .withDefaultVersion(true)
                .withEnvironments(Set.of())
                .withThumbnail(Thumbnail.of(SUN))
                .withWsdl(Wsdl.of(WSDL));
        editing.create(ADMIN, draft);
        documents.add(
                ADMIN,
                ID,
                details("How to begin?", DocumentSource.INLINE),
                DocumentContent.ofText(DocumentContent.MARKDOWN, "Begin"));
        documents.add(
                ADMIN,
                ID,
                details("Sample", DocumentSource.FILE),
                new DocumentContent("application/zip", "../Städte.zip", new byte[] {0, 1, 2}));
        lifecycle.setStatus(ADMIN, ID, StatusChange.to(ApiStatus.PUBLISHED));
    }

    private static DocumentDetails details(String name, DocumentSource source) {
        return new DocumentDetails(name, DocumentType.HOW_TO, "", "", source, "", DocumentVisibility.API_LEVEL);
    }

    private Map<String, byte[]> edited(String written, String instead) {
        Map<String, byte[]> files = all(archives.export(ADMIN, ID));
        String yaml = text(files);
        assertThat(yaml).contains(written);
        files.put("api.yaml", yaml.replace(written, instead).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static Map<String, byte[]> all(ArchiveFiles files) {
        Map<String, byte[]> all = new HashMap<>();
        files.names().forEach(name -> all.put(name, files.find(name).orElseThrow()));
        return all;
    }

    private static String text(Map<String, byte[]> files) {
        return new String(files.get("api.yaml"), StandardCharsets.UTF_8);
    }

    private static String text(ArchiveFiles files, String name) {
        return new String(files.find(name).orElseThrow(), StandardCharsets.UTF_8);
    }

    /** Refuses what it is told to, as it goes. */
    private final class Gateway implements GatewayDeployer {
        @Override
        public String environment() {
            return "Main";
        }

        @Override
        public void deploy(Api api) {
            onDeploy.run();
        }

        @Override
        public void withdraw(Api api) {
            refusals.values().forEach(why -> {
                throw new Conflict(why);
            });
        }

        @Override
        public Map<String, String> render(Api api) {
            return Map.of();
        }

        @Override
        public List<Rewrite> preview(List<Api> apis) {
            return List.of();
        }

        @Override
        public void apply(List<Rewrite> rewrites) {}

        @Override
        public boolean isSettled(Api api) {
            return true;
        }
    }

    private static final class Nowhere implements Addresses {
        @Override
        public byte[] read(Account who, URI address, String accept, int mostBytes) {
            throw new Invalid(address + ": nothing there");
        }

        @Override
        public int status(Account who, URI address, Duration longest) {
            return 404;
        }
    }

    private static final class TwoTiers implements Tiers {
        private final List<Tier> all =
                List.of(new Tier("Gold", "Gold", 20, Duration.ofMinutes(1), Map.of()), Tier.UNLIMITED);

        @Override
        public List<Tier> offered(String tenant) {
            return all;
        }

        @Override
        public Optional<Tier> find(String tenant, String name) {
            return all.stream().filter(tier -> tier.name().equals(name)).findFirst();
        }

        @Override
        public Set<String> denied(String tenant, Set<String> roles) {
            return Set.of();
        }
    }
}
