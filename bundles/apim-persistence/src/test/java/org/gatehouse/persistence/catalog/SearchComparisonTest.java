package org.gatehouse.persistence.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.TENANT;
import static org.gatehouse.testkit.Fixtures.creation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.SearchTerm;
import org.gatehouse.domain.catalog.TagCount;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.identity.TenantTable;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryDocuments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is stored and whatever is asked, index, database and the twin in memory answer the same. */
class SearchComparisonTest {
    private static final int CHANGES = 100;
    private static final int QUERIES = 4;
    private static final String OTHER = "other.example.com";
    private static final List<String> WORDS = List.of(
            "a",
            "B",
            "ab",
            "Ba",
            "aba",
            "baab",
            "*",
            "%",
            "_",
            "\\",
            "\"",
            " ",
            "\u00e9",
            "\u0130",
            "\ud835\udd38",
            "!",
            "?a",
            "x:y");
    private static final List<String> ROLES = List.of("gold", "old", "Gold", "g ld");
    private static final List<String> TAGS = List.of("t", "T", "tt", "RESTRICTED gold");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void allAnswerTheSame(long seed, @TempDir Path folder) {
        Database database = TestDatabase.empty();
        new TenantTable(database).add(OTHER, "admin", "admin@example.com", NOON);
        Random random = new Random(seed);
        try (FreshIndex index = new FreshIndex(database, folder, Runnable::run)) {
            Apis indexed = new ApiTable(database, index);
            Apis read = new ApiTable(database);
            InMemoryApis twin = new InMemoryApis();
            List<Documents> documents = List.of(new DocumentTable(database), new InMemoryDocuments(twin));
            Map<ApiId, Integer> there = new LinkedHashMap<>();
            for (int i = 0; i < CHANGES; i++) {
                change(random, there, List.of(indexed, twin), i);
                changeDocument(random, there, documents);
                for (int j = 0; j < QUERIES; j++) {
                    ApiQuery query = query(random);
                    PageRequest wanted = new PageRequest(random.nextInt(4), 1 + random.nextInt(30));
                    Page<ApiId> expected = twin.page(query, wanted).map(ApiSummary::id);

                    assertThat(index.page(query, wanted)).as(query.toString()).isPresent();
                    assertThat(indexed.page(query, wanted).map(ApiSummary::id))
                            .as("%s, %s, change %s", query, wanted, i)
                            .isEqualTo(expected);
                    assertThat(read.page(query, wanted).map(ApiSummary::id))
                            .as("read: %s, %s, change %s", query, wanted, i)
                            .isEqualTo(expected);
                    assertSameTags(query, twin.tags(query, 3), indexed, read);
                }
            }
        }
    }

    private static void assertSameTags(ApiQuery query, List<TagCount> expected, Apis... all) {
        for (Apis apis : all) {
            assertThat(apis.tags(query, 3)).as(query.toString()).isEqualTo(expected);
        }
    }

    private static void change(Random random, Map<ApiId, Integer> there, List<Apis> all, int number) {
        int kind = random.nextInt(10);
        if (there.isEmpty() || kind < 6) {
            ApiId id = new ApiId(
                    new UserName(
                            one(random, List.of(TENANT, TENANT, TENANT, OTHER)), one(random, List.of("ann", "bob"))),
                    one(random, List.of("Alpha", "alpha", "Beta", "B*")),
                    one(random, List.of("1", "2", "10", "2-a", "2b", "1.0", "1." + number)));
            if (there.putIfAbsent(id, number) == null) {
                Api api = api(random, id, number);
                all.forEach(apis -> apis.add(api, creation()));
            }
            return;
        }
        ApiId id = one(random, List.copyOf(there.keySet()));
        if (kind < 7) {
            there.remove(id);
            all.forEach(apis -> apis.remove(id));
        } else if (kind < 9) {
            Api api = api(random, id, there.get(id)).withRevision(revision(all, id));
            all.forEach(apis -> apis.update(api));
        } else {
            Transition to = new Transition(null, one(random, List.of(ApiStatus.values())), id.provider(), NOON);
            long revision = revision(all, id);
            all.forEach(apis -> apis.move(id, revision, to));
        }
    }

    private static void changeDocument(Random random, Map<ApiId, Integer> there, List<Documents> all) {
        if (there.isEmpty() || random.nextInt(3) > 0) {
            return;
        }
        ApiId id = one(random, List.copyOf(there.keySet()));
        ApiId other = one(random, List.copyOf(there.keySet()));
        int kind = random.nextInt(8);
        String name = one(random, List.of("aab", "Bb", "*a"));
        DocumentDraft draft = draft(random, name);
        for (Documents documents : all) {
            Optional<Document> known = documents.find(id, name);
            if (kind == 0 && documents.of(other).isEmpty()) {
                documents.copy(id, other);
            } else if (known.isEmpty()) {
                documents.add(id, draft);
            } else if (kind < 3) {
                documents.remove(known.get());
            } else {
                documents.update(known.get(), draft);
            }
        }
    }

    private static DocumentDraft draft(Random random, String name) {
        DocumentDetails details = new DocumentDetails(
                name,
                DocumentType.HOW_TO,
                "",
                words(random, 3),
                DocumentSource.INLINE,
                "",
                one(random, List.of(DocumentVisibility.values())));
        String type =
                one(random, List.of("text/markdown", "TEXT/html; charset=utf-8", "application/x+json", "image/png"));
        DocumentContent content =
                random.nextInt(3) == 0 ? null : DocumentContent.ofText(type, words(random, random.nextInt(40) + 1));
        return new DocumentDraft(details, content, NOON, new UserName(TENANT, "ann"));
    }

    private static long revision(List<Apis> all, ApiId id) {
        return all.get(0).find(id).orElseThrow().revision();
    }

    private static Api api(Random random, ApiId id, int number) {
        Api like = Fixtures.api(id, "/" + number);
        return like.withId(id)
                .withStatus(one(random, List.of(ApiStatus.values())))
                .withDescription(
                        new Description(words(random, 12), tags(random), "", "", "", Contact.NONE, Contact.NONE))
                .withVisibility(visibility(random))
                .withResources(IntStream.range(0, random.nextInt(3))
                        .mapToObj(i ->
                                new ApiResource("/" + words(random, 2), "GET", AuthType.ANY, "Unlimited", null, null))
                        .toList())
                .withScopes(List.of())
                .withDefaultVersion(false)
                .withEnvironments(Set.of())
                .withLastUpdated(NOON.plusSeconds(random.nextInt(5)))
                .withLastUpdatedBy(null)
                .withRevision(1);
    }

    private static List<String> tags(Random random) {
        return some(random, TAGS).stream().sorted().toList();
    }

    private static Visibility visibility(Random random) {
        Visibility.Level level = one(random, List.of(Visibility.Level.values()));
        return new Visibility(level, level == Visibility.Level.RESTRICTED ? some(random, ROLES) : Set.of());
    }

    private static ApiQuery query(Random random) {
        String tenant = one(random, List.of(TENANT, TENANT, TENANT, OTHER, "nobody.example.com"));
        Viewer viewer = viewer(random);
        ApiQuery all = ApiQuery.of(tenant)
                .with("", random.nextInt(4) == 0 ? one(random, TAGS) : "")
                .from(random.nextInt(4) == 0 ? new UserName(TENANT, "ann") : null)
                .by(one(random, List.of(ApiQuery.Order.values())));
        EnumSet<ApiStatus> statuses = Stream.of(ApiStatus.values())
                .filter(status -> random.nextInt(3) > 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ApiStatus.class)));
        ApiQuery seen = viewer == null
                ? all.in(random.nextBoolean() ? Set.of() : statuses)
                : all.seenBy(viewer, statuses, random.nextInt(3) > 0);
        String name = random.nextInt(5) == 0 ? "Alpha" : null;
        return new ApiQuery(
                seen.tenant(),
                seen.provider(),
                name,
                seen.statuses(),
                seen.viewer(),
                seen.newestOnly(),
                terms(random),
                seen.tag(),
                seen.order());
    }

    private static @Nullable Viewer viewer(Random random) {
        boolean ofTenant = random.nextInt(3) > 0;
        boolean provider = ofTenant && random.nextInt(4) == 0;
        return random.nextInt(3) == 0 ? null : new Viewer(ofTenant, provider, some(random, ROLES));
    }

    /** One text anywhere most of the time, as more would seldom be in one API. */
    private static List<SearchTerm> terms(Random random) {
        int number = random.nextInt(3) > 0 ? 1 : random.nextInt(4);
        return IntStream.range(0, number)
                .mapToObj(i -> new SearchTerm(
                        random.nextBoolean()
                                ? SearchTerm.Place.ANYWHERE
                                : one(random, List.of(SearchTerm.Place.values())),
                        text(random)))
                .toList();
    }

    private static String text(Random random) {
        String text = random.nextInt(6) == 0
                ? one(random, List.of("publ", "ED", "alpha", "ann", "t,", "/1", "nothing of that"))
                : words(random, 3);
        return text.isEmpty() ? "a" : text;
    }

    private static String words(Random random, int most) {
        return IntStream.range(0, random.nextInt(most) + 1)
                .mapToObj(i -> one(random, WORDS))
                .collect(Collectors.joining());
    }

    private static <T> Set<T> some(Random random, List<T> of) {
        List<T> chosen = new ArrayList<>();
        for (T each : of) {
            if (random.nextInt(3) == 0) {
                chosen.add(each);
            }
        }
        return new HashSet<>(chosen);
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
