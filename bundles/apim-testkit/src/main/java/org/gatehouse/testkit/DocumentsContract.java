package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;
import static org.gatehouse.testkit.Fixtures.api;
import static org.gatehouse.testkit.Fixtures.creation;
import static org.gatehouse.testkit.Fixtures.phoneVerification;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.DocumentFile;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentTaken;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.SearchedDocument;
import org.gatehouse.domain.catalog.TooManyDocuments;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.UnknownDocument;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Documents} does. */
public abstract class DocumentsContract {
    private static final ApiId NEXT_ID = new ApiId(ADMIN, "PhoneVerification", "2.0.0");
    private static final ApiId NOWHERE = new ApiId(ADMIN, "Nowhere", "1.0.0");
    private static final Instant LATER = NOON.plusSeconds(3600);
    private static final UserName BOB = UserName.parse("bob@a.com");
    private static final DocumentContent HELLO =
            DocumentContent.ofText("text/markdown", "# Hello, \u00fcberall \ud83d\udc4b");

    /** The empty port under test, the same one throughout a test. */
    protected abstract Documents documents();

    /** The APIs it refers to. */
    protected abstract Apis apis();

    @BeforeEach
    void twoVersions() {
        apis().add(phoneVerification(), creation());
        apis().add(api(NEXT_ID, "/phone/{version}"), creation());
    }

    @Test
    void whatIsAddedIsListedInItsOrderAndFoundByItsName() {
        Document start = documents().add(PHONE_ID, draft("Getting started", HELLO));
        Document forum = documents().add(PHONE_ID, draft("A forum", null));

        assertThat(documents().of(PHONE_ID)).containsExactly(start, forum);
        assertThat(documents().find(PHONE_ID, "A forum")).contains(forum);
        assertThat(documents().find(PHONE_ID, "a forum")).isEmpty();
        assertThat(documents().find(NEXT_ID, "A forum")).isEmpty();
        assertThat(documents().of(NEXT_ID)).isEmpty();
        assertThat(documents().of(NOWHERE)).isEmpty();
        assertThat(start.details()).isEqualTo(details("Getting started"));
        assertThat(start.file()).isEqualTo(HELLO.file());
        assertThat(start.lastUpdated()).isEqualTo(NOON);
        assertThat(start.lastUpdatedBy()).isEqualTo(ADMIN);
        assertThat(start.revision()).isEqualTo(1);
        assertThat(forum.file()).isEqualTo(DocumentFile.NONE);
    }

    @Test
    void whatIsInADocumentFindsItsApi() {
        Document start = documents().add(PHONE_ID, draft("Getting started", HELLO));
        assertThat(found("GETTING", null)).containsExactly(PHONE_ID);
        assertThat(found("\u00dcberall \ud83d", null)).containsExactly(PHONE_ID);

        Document other = documents().update(start, draft("Start", DocumentContent.ofText("text/plain", "a\0b: 100%")));
        assertThat(found("getting", null)).isEmpty();
        assertThat(found("hello", null)).isEmpty();
        assertThat(found("b: 100%", null)).containsExactly(PHONE_ID);
        assertThat(found("b: 1%", null)).isEmpty();

        documents().copy(PHONE_ID, NEXT_ID);
        assertThat(found("b: 100%", null)).containsExactly(PHONE_ID, NEXT_ID);
        documents().remove(other);
        assertThat(found("b: 100%", null)).containsExactly(NEXT_ID);
    }

    @Test
    void whatIsNoTextIsNotSearchedAndOfALongOneTheBeginning() {
        byte[] words = "secret words".getBytes(StandardCharsets.UTF_8);
        documents().add(PHONE_ID, draft("A picture", new DocumentContent("image/png", "a.png", words)));
        assertThat(found("secret words", null)).isEmpty();

        String most = "x".repeat(SearchedDocument.SEARCHED_OF_CONTENT - 3);
        documents().add(PHONE_ID, draft("Long", DocumentContent.ofText("text/plain", most + "end\ud83d\udc4bbeyond")));
        documents().add(PHONE_ID, draft("Cut", DocumentContent.ofText("application/json", most + "12\ud83d\udc4b")));
        assertThat(found("xend", null)).containsExactly(PHONE_ID);
        assertThat(found("beyond", null)).isEmpty();
        assertThat(found("x12", null)).containsExactly(PHONE_ID);
    }

    @ParameterizedTest
    @EnumSource(DocumentVisibility.class)
    void nobodyFindsAnApiByADocumentThatIsNotShown(DocumentVisibility level) {
        DocumentDetails shown = details("Hidden words");
        DocumentDetails details = new DocumentDetails(
                shown.name(), shown.type(), shown.otherType(), shown.summary(), shown.source(), shown.url(), level);
        documents().add(PHONE_ID, new DocumentDraft(details, HELLO, NOON, ADMIN));
        for (Viewer viewer : List.of(
                new Viewer(false, false, Set.of()),
                new Viewer(true, false, Set.of("a")),
                new Viewer(true, true, Set.of()))) {
            boolean sees = viewer.sees(Visibility.PUBLIC, level);
            assertThat(found("hidden words", viewer)).as(viewer.toString()).hasSize(sees ? 1 : 0);
            assertThat(found("hello", viewer)).as(viewer.toString()).hasSize(sees ? 1 : 0);
            ApiQuery inDocuments = ApiQuery.of(PHONE_ID.provider().tenant())
                    .typed("doc:hello", "")
                    .seenBy(viewer, EnumSet.allOf(ApiStatus.class), false);
            assertThat(apis().page(inDocuments, new PageRequest(0, 10)).total())
                    .as(viewer.toString())
                    .isEqualTo(sees ? 1 : 0);
        }
        assertThat(found("hidden words", null)).hasSize(1);
    }

    private List<ApiId> found(String text, @Nullable Viewer viewer) {
        ApiQuery all = ApiQuery.of(PHONE_ID.provider().tenant()).with(text, "");
        ApiQuery query = viewer == null ? all : all.seenBy(viewer, EnumSet.allOf(ApiStatus.class), false);
        List<ApiId> listed = apis().list(query).stream().map(ApiSummary::id).toList();
        assertThat(apis().page(query, new PageRequest(0, 10)).items())
                .extracting(ApiSummary::id)
                .isEqualTo(listed);
        return listed;
    }

    @Test
    void contentIsReadByItself() {
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Document text = documents().add(PHONE_ID, draft("text", HELLO));
        Document file = documents()
                .add(PHONE_ID, draft("file", new DocumentContent("application/pdf", "Anleitung \u00fc.pdf", bytes)));
        Document none = documents().add(PHONE_ID, draft("none", null));

        assertThat(documents().content(text.number()).orElseThrow().text()).isEqualTo(HELLO.text());
        DocumentContent stored = documents().content(file.number()).orElseThrow();
        assertThat(stored.file()).isEqualTo(new DocumentFile("application/pdf", "Anleitung \u00fc.pdf", bytes.length));
        assertThat(Arrays.equals(stored.bytes(), bytes)).isTrue();
        assertThat(documents().content(none.number()).orElseThrow().file()).isEqualTo(DocumentFile.NONE);
        assertThat(documents().content(-1)).isEmpty();
    }

    @Test
    void anUpdateLeavesContentAndOrderUnlessItBringsContent() {
        Document first = documents().add(PHONE_ID, draft("first", HELLO));
        Document second = documents().add(PHONE_ID, draft("second", null));

        Document renamed = documents().update(first, later("renamed", null));

        assertThat(documents().of(PHONE_ID)).containsExactly(renamed, second);
        assertThat(renamed.number()).isEqualTo(first.number());
        assertThat(renamed.details()).isEqualTo(details("renamed"));
        assertThat(renamed.lastUpdated()).isEqualTo(LATER);
        assertThat(renamed.lastUpdatedBy()).isEqualTo(BOB);
        assertThat(renamed.revision()).isEqualTo(2);
        assertThat(documents().content(first.number()).orElseThrow().text()).isEqualTo(HELLO.text());

        Document rewritten =
                documents().update(renamed, later("renamed", DocumentContent.ofText("text/html", "<p>Hi")));
        assertThat(rewritten.file()).isEqualTo(new DocumentFile("text/html", "", 5));
        assertThat(documents().content(first.number()).orElseThrow().text()).isEqualTo("<p>Hi");

        Document emptied = documents().update(rewritten, later("renamed", DocumentContent.NONE));
        assertThat(emptied.file()).isEqualTo(DocumentFile.NONE);
        assertThat(documents().content(first.number()).orElseThrow().bytes()).isEmpty();
    }

    @Test
    void theLaterOfTwoIsTold() {
        Document read = documents().add(PHONE_ID, draft("one", HELLO));
        Document now = documents().update(read, later("one", null));

        assertThatThrownBy(() -> documents().update(read, draft("two", DocumentContent.NONE)))
                .isInstanceOfSatisfying(
                        Changed.class, told -> assertThat(told.revision()).isEqualTo(2));
        assertThatThrownBy(() -> documents().remove(read)).isInstanceOf(Changed.class);
        assertThat(documents().of(PHONE_ID)).containsExactly(now);
        assertThat(documents().content(read.number()).orElseThrow().text()).isEqualTo(HELLO.text());

        documents().remove(now);
        assertThat(documents().of(PHONE_ID)).isEmpty();
        assertThat(documents().content(now.number())).isEmpty();
        assertThatThrownBy(() -> documents().remove(now)).isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> documents().update(now, draft("one", null))).isInstanceOf(UnknownDocument.class);
    }

    @Test
    void aNameIsHadOnceInAnApi() {
        documents().add(PHONE_ID, draft("one", HELLO));
        Document two = documents().add(PHONE_ID, draft("One", null));

        assertThatThrownBy(() -> documents().add(PHONE_ID, draft("one", null)))
                .isInstanceOfSatisfying(
                        DocumentTaken.class, taken -> assertThat(taken.name()).isEqualTo("one"));
        assertThatThrownBy(() -> documents().update(two, draft("one", DocumentContent.NONE)))
                .isInstanceOf(DocumentTaken.class);
        documents().add(NEXT_ID, draft("one", null));
        assertThat(documents().of(PHONE_ID)).extracting(Document::name).containsExactly("one", "One");
    }

    @Test
    void ofManyWhoAddTheSameNameAtOnceOneDoes() {
        long added = Together.count(6, i -> {
            try {
                documents().add(PHONE_ID, draft("same", DocumentContent.ofText("text/plain", "of " + i)));
                return true;
            } catch (DocumentTaken taken) {
                return false;
            }
        });

        assertThat(added).isOne();
        assertThat(documents().of(PHONE_ID)).hasSize(1);
    }

    @Test
    void anApiHasSoManyAndNoMoreHoweverManyAddThem() {
        for (int i = 0; i < Documents.MOST - 2; i++) {
            documents().add(PHONE_ID, draft("number " + i, null));
        }

        long added = Together.count(6, i -> {
            try {
                documents().add(PHONE_ID, draft("late " + i, null));
                return true;
            } catch (TooManyDocuments full) {
                return false;
            }
        });

        assertThat(added).isEqualTo(2);
        assertThat(documents().of(PHONE_ID)).hasSize(Documents.MOST);
        documents().add(NEXT_ID, draft("late", null));
    }

    @Test
    void theyAreReadInTheOrderThatTheyAreGiven() {
        Document a = documents().add(PHONE_ID, draft("a", null));
        Document b = documents().add(PHONE_ID, draft("b", null));
        Document c = documents().add(PHONE_ID, draft("c", null));
        Document other = documents().add(NEXT_ID, draft("a", null));

        documents().move(c, OptionalLong.of(a.number()));
        assertThat(documents().of(PHONE_ID)).containsExactly(c, a, b);
        documents().move(a, OptionalLong.empty());
        assertThat(documents().of(PHONE_ID)).containsExactly(c, b, a);
        documents().move(a, OptionalLong.of(b.number()));
        assertThat(documents().of(PHONE_ID)).containsExactly(c, a, b);

        assertThatThrownBy(() -> documents().move(a, OptionalLong.of(other.number())))
                .isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> documents().move(a, OptionalLong.of(a.number())))
                .isInstanceOf(UnknownDocument.class);
        documents().remove(b);
        assertThatThrownBy(() -> documents().move(b, OptionalLong.empty())).isInstanceOf(UnknownDocument.class);
        Document d = documents().add(PHONE_ID, draft("d", null));
        assertThat(documents().of(PHONE_ID)).containsExactly(c, a, d);
        assertThat(documents().of(NEXT_ID)).containsExactly(other);
    }

    @Test
    void theyGoWithTheirApi() {
        Document gone = documents().add(PHONE_ID, draft("a", HELLO));
        Document kept = documents().add(NEXT_ID, draft("a", HELLO));

        apis().remove(PHONE_ID);

        assertThat(documents().of(PHONE_ID)).isEmpty();
        assertThat(documents().content(gone.number())).isEmpty();
        assertThat(documents().of(NEXT_ID)).containsExactly(kept);
        assertThatThrownBy(() -> documents().add(PHONE_ID, draft("b", null))).isInstanceOf(UnknownApi.class);
        assertThatThrownBy(() -> documents().update(gone, draft("b", null))).isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> documents().move(gone, OptionalLong.empty())).isInstanceOf(UnknownDocument.class);
        apis().add(phoneVerification(), creation());
        assertThat(documents().of(PHONE_ID)).isEmpty();
    }

    @Test
    void aNewVersionGetsCopies() {
        Document a = documents().add(PHONE_ID, draft("a", HELLO));
        Document b = documents().add(PHONE_ID, draft("b", null));
        documents().move(b, OptionalLong.of(a.number()));
        documents().update(a, later("a", null));

        documents().copy(PHONE_ID, NEXT_ID);

        List<Document> copies = documents().of(NEXT_ID);
        assertThat(copies).extracting(Document::name).containsExactly("b", "a");
        assertThat(copies).extracting(Document::revision).containsOnly(1L);
        Document copy = copies.get(1);
        assertThat(copy.lastUpdated()).isEqualTo(LATER);
        assertThat(copy.lastUpdatedBy()).isEqualTo(BOB);
        documents().update(copy, draft("a", DocumentContent.ofText("text/plain", "another")));
        assertThat(documents().content(copy.number()).orElseThrow().text()).isEqualTo("another");
        assertThat(documents().content(a.number()).orElseThrow().text()).isEqualTo(HELLO.text());
        assertThatThrownBy(() -> documents().copy(PHONE_ID, NEXT_ID)).isInstanceOf(DocumentTaken.class);
        assertThatThrownBy(() -> documents().copy(PHONE_ID, NOWHERE)).isInstanceOf(UnknownApi.class);
    }

    @Test
    void textsAreStoredAsTheyAre() {
        String hostile =
                "../../etc/passwd <script>alert('x')</script> \"; DROP TABLE AM_API; -- %00 \u0645\u0631\u062d\u0628\u0627";
        DocumentDetails details = new DocumentDetails(
                hostile,
                DocumentType.OTHER,
                "Poem",
                hostile,
                DocumentSource.URL,
                "https://example.com/?q=%27",
                DocumentVisibility.OWNER_ONLY);

        Document stored = documents().add(PHONE_ID, new DocumentDraft(details, null, NOON, ADMIN));

        assertThat(documents().find(PHONE_ID, hostile)).contains(stored);
        assertThat(stored.details()).isEqualTo(details);
    }

    private static DocumentDraft draft(String name, @Nullable DocumentContent content) {
        return new DocumentDraft(details(name), content, NOON, ADMIN);
    }

    private static DocumentDraft later(String name, @Nullable DocumentContent content) {
        return new DocumentDraft(details(name), content, LATER, BOB);
    }

    private static DocumentDetails details(String name) {
        return new DocumentDetails(
                name,
                DocumentType.HOW_TO,
                "",
                "About " + name,
                DocumentSource.INLINE,
                "",
                DocumentVisibility.API_LEVEL);
    }
}
