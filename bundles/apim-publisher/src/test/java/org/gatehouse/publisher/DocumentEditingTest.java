package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentFile;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentTaken;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.EmptyDocument;
import org.gatehouse.domain.catalog.TooManyDocuments;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.UnknownDocument;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryDocuments;
import org.gatehouse.testkit.Together;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentEditingTest extends PublisherRooms {
    private static final Caller PUBLISHER =
            new Caller(Fixtures.ADMIN, Set.of(), Set.of(Permission.PUBLISH_APIS.path()));
    private static final Caller SUBSCRIBER = new Caller(Fixtures.ADMIN, Set.of(), Set.of(Permission.SUBSCRIBE.path()));
    private static final Caller ELSEWHERE =
            new Caller(UserName.parse("bob@a.com"), Set.of(), Set.of(Permission.CREATE_APIS.path()));
    private static final DocumentContent HELLO = DocumentContent.ofText(DocumentContent.MARKDOWN, "# Hello");

    private final Documents documents = new InMemoryDocuments(apis);
    private final DocumentEditing room = new DocumentEditing(apis, documents, clock);

    @BeforeEach
    void anApi() {
        editing.create(ADMIN, draft(V1, "/phone"));
    }

    @Test
    void whatIsAddedIsThere() {
        Document added = room.add(OTHER, V1, inline(" Getting started "), HELLO);

        assertThat(added.name()).isEqualTo("Getting started");
        assertThat(added.lastUpdatedBy()).isEqualTo(BOTH2);
        assertThat(added.lastUpdated()).isEqualTo(clock.instant());
        assertThat(room.list(PUBLISHER, V1)).containsExactly(added);
        assertThat(room.find(PUBLISHER, V1, "Getting started")).isEqualTo(added);
        assertThat(room.content(PUBLISHER, V1, "Getting started").text()).isEqualTo("# Hello");
    }

    @Test
    void whoDoesNotCreateWritesNothingAndWhoDoesNeitherReadsNothing() {
        room.add(ADMIN, V1, inline("start"), HELLO);
        for (Caller caller : Set.of(PUBLISHER, SUBSCRIBER)) {
            everyWrite(caller, write -> assertThatThrownBy(write::run).isInstanceOf(Forbidden.class));
        }
        assertThatThrownBy(() -> room.list(SUBSCRIBER, V1)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> room.find(SUBSCRIBER, V1, "start")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> room.content(SUBSCRIBER, V1, "start")).isInstanceOf(Forbidden.class);
        assertThat(room.list(PUBLISHER, V1)).hasSize(1);
    }

    @Test
    void anApiOfAnotherTenantIsUnknown() {
        room.add(ADMIN, V1, inline("start"), HELLO);
        everyWrite(ELSEWHERE, write -> assertThatThrownBy(write::run).isInstanceOf(UnknownApi.class));
        assertThatThrownBy(() -> room.list(ELSEWHERE, V1)).isInstanceOf(UnknownApi.class);
        assertThatThrownBy(() -> room.find(ELSEWHERE, V1, "start")).isInstanceOf(UnknownApi.class);
        assertThatThrownBy(() -> room.content(ELSEWHERE, V1, "start")).isInstanceOf(UnknownApi.class);
        assertThat(room.list(ADMIN, V1)).hasSize(1);
    }

    @Test
    void anApiThatWasRemovedMeanwhileIsUnknown() {
        room.add(ADMIN, V1, inline("start"), HELLO);
        editing.remove(ADMIN, V1);
        everyWrite(ADMIN, write -> assertThatThrownBy(write::run).isInstanceOf(UnknownApi.class));
    }

    @Test
    void aDocumentThatIsNotThereIsUnknown() {
        assertThatThrownBy(() -> room.update(ADMIN, unseen("no"), inline("no"), null))
                .isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> room.write(ADMIN, unseen("no"), HELLO)).isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> room.remove(ADMIN, unseen("no"))).isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> room.move(ADMIN, V1, "no", Optional.empty())).isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> room.content(ADMIN, V1, "no")).isInstanceOf(UnknownDocument.class);
    }

    private void everyWrite(Caller caller, Consumer<Runnable> tried) {
        tried.accept(() -> room.add(caller, V1, inline("other"), HELLO));
        tried.accept(() -> room.update(caller, unseen("start"), inline("start"), HELLO));
        tried.accept(() -> room.write(caller, unseen("start"), HELLO));
        tried.accept(() -> room.move(caller, V1, "start", Optional.empty()));
        tried.accept(() -> room.remove(caller, unseen("start")));
    }

    @Test
    void aNameIsHadOnce() {
        room.add(ADMIN, V1, inline("start"), HELLO);
        room.add(ADMIN, V1, inline("next"), HELLO);
        assertThatThrownBy(() -> room.add(ADMIN, V1, inline("start "), HELLO)).isInstanceOf(DocumentTaken.class);
        assertThatThrownBy(() -> room.update(ADMIN, unseen("next"), inline("start"), null))
                .isInstanceOf(DocumentTaken.class);
    }

    @Test
    void ofManyWhoAddAtOnceNoneIsLostAndNoneIsThereTwice() {
        long added = Together.count(8, i -> {
            try {
                room.add(ADMIN, V1, inline("start"), HELLO);
                return true;
            } catch (DocumentTaken taken) {
                return false;
            }
        });
        assertThat(added).isOne();
        assertThat(room.list(ADMIN, V1)).hasSize(1);
    }

    @Test
    void thereAreOnlySoMany() {
        for (int i = 0; i < Documents.MOST; i++) {
            room.add(ADMIN, V1, inline("number " + i), null);
        }
        assertThatThrownBy(() -> room.add(ADMIN, V1, inline("one more"), null)).isInstanceOf(TooManyDocuments.class);
    }

    @Test
    void theLaterOfTwoIsToldWhatDiffersAndWhoWasThere() {
        long seen = room.add(ADMIN, V1, inline("start"), HELLO).revision();
        clock.advance(Duration.ofMinutes(5));
        room.update(OTHER, seen("start", seen), link("start", "https://example.com/"), null);

        assertThatThrownBy(() -> room.update(ADMIN, seen("start", seen), inline("start"), HELLO))
                .isInstanceOfSatisfying(
                        Changed.class, told -> assertThat(told.revision()).isEqualTo(2))
                .hasMessage("start has been changed meanwhile by both2 at " + clock.instant()
                        + ": it is at revision 2, and was at revision 1 when it was read. What is stored differs from what was"
                        + " sent in source, address, content. Nothing has been saved.");
        assertThatThrownBy(() -> room.remove(ADMIN, seen("start", seen)))
                .isInstanceOf(Changed.class)
                .hasMessageEndingWith("It stays as it is.");
        assertThat(room.find(ADMIN, V1, "start").details().source()).isEqualTo(DocumentSource.URL);

        room.update(ADMIN, seen("start", 2), inline("start"), HELLO);
        assertThatThrownBy(() -> room.update(OTHER, seen("start", 2), inline("start"), HELLO))
                .hasMessageContaining("All that was sent is stored already");
        room.remove(ADMIN, seen("start", 3));
        assertThat(room.list(ADMIN, V1)).isEmpty();
    }

    @Test
    void whatTheCallerDidNotSeeIsToldWithoutReadingTwice() {
        long seen = room.add(ADMIN, V1, inline("start"), HELLO).revision();
        room.update(OTHER, seen("start", seen), inline("start"), HELLO);
        AtomicInteger reads = new AtomicInteger();
        DocumentEditing watched = new DocumentEditing(apis, before("find", reads::incrementAndGet), clock);

        assertThatThrownBy(() -> watched.update(ADMIN, seen("start", seen), inline("start"), HELLO))
                .isInstanceOf(Changed.class);
        assertThat(reads).hasValue(1);
        assertThatThrownBy(() -> watched.remove(ADMIN, seen("start", seen))).isInstanceOf(Changed.class);
        assertThat(reads).hasValue(2);
    }

    @Test
    void whoeverComesInBetweenIsOverwrittenByWhoSawNothing() {
        room.add(ADMIN, V1, inline("start"), HELLO);
        AtomicInteger others = new AtomicInteger();
        Runnable meanwhile = () -> {
            if (others.incrementAndGet() <= 2) {
                room.write(OTHER, unseen("start"), DocumentContent.ofText(DocumentContent.HTML, "theirs"));
            }
        };
        DocumentEditing late = new DocumentEditing(apis, before("update", meanwhile), clock);
        late.write(ADMIN, unseen("start"), HELLO);
        assertThat(others).hasValue(3);
        assertThat(room.content(ADMIN, V1, "start").text()).isEqualTo(HELLO.text());

        others.set(0);
        new DocumentEditing(apis, before("remove", meanwhile), clock).remove(ADMIN, unseen("start"));
        assertThat(others).hasValue(3);
        assertThat(room.list(ADMIN, V1)).isEmpty();
    }

    /** The documents, with something that happens before each call of a verb. */
    private Documents before(String verb, Runnable happens) {
        return (Documents) Proxy.newProxyInstance(
                Documents.class.getClassLoader(), new Class<?>[] {Documents.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(verb)) {
                        happens.run();
                    }
                    try {
                        return method.invoke(documents, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void whoDoesNotKnowOfRevisionsOverwritesAsEver() {
        room.add(ADMIN, V1, inline("start"), HELLO);
        long written = Together.count(
                4,
                i -> room.write(ADMIN, unseen("start"), DocumentContent.ofText(DocumentContent.HTML, "by " + i))
                                .revision()
                        > 1);
        assertThat(written).isEqualTo(4);
        assertThat(room.find(ADMIN, V1, "start").revision()).isEqualTo(5);
        room.remove(ADMIN, unseen("start"));
        assertThat(room.list(ADMIN, V1)).isEmpty();
    }

    @Test
    void theyStandInTheOrderThatTheyAreGiven() {
        room.add(ADMIN, V1, inline("a"), null);
        room.add(ADMIN, V1, inline("b"), null);
        room.add(ADMIN, V1, inline("c"), null);

        room.move(ADMIN, V1, "c", Optional.of("a"));
        assertThat(room.list(ADMIN, V1)).extracting(Document::name).containsExactly("c", "a", "b");
        room.move(ADMIN, V1, "c", Optional.empty());
        assertThat(room.list(ADMIN, V1)).extracting(Document::name).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> room.move(ADMIN, V1, "c", Optional.of("gone"))).isInstanceOf(UnknownDocument.class);
    }

    @Test
    void contentFollowsItsSource() {
        Document none = room.add(ADMIN, V1, inline("doc"), null);
        assertThat(none.file()).isEqualTo(new DocumentFile(DocumentContent.MARKDOWN, "", 0));

        Document file = room.update(ADMIN, unseen("doc"), file("doc"), pdf("a.pdf", 3));
        assertThat(file.file()).isEqualTo(new DocumentFile("application/pdf", "a.pdf", 3));
        Document same = room.update(ADMIN, unseen("doc"), file("doc"), null);
        assertThat(same.file()).as("stays").isEqualTo(file.file());
        assertThatThrownBy(() -> room.write(ADMIN, unseen("doc"), HELLO))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("FILE");

        Document link = room.update(ADMIN, unseen("doc"), link("doc", "https://example.com/a?b=c#d"), pdf("a.pdf", 3));
        assertThat(link.file()).isEqualTo(DocumentFile.NONE);
        assertThat(link.details().url()).isEqualTo("https://example.com/a?b=c#d");
        assertThat(room.content(ADMIN, V1, "doc").bytes()).isEmpty();

        Document text = room.update(ADMIN, unseen("doc"), inline("doc"), null);
        assertThat(text.file()).isEqualTo(new DocumentFile(DocumentContent.MARKDOWN, "", 0));
        assertThat(text.details().url()).as("has no meaning any more").isEmpty();
        room.write(ADMIN, unseen("doc"), HELLO);
        assertThatThrownBy(() -> room.update(ADMIN, unseen("doc"), file("doc"), null))
                .isInstanceOf(EmptyDocument.class);
        assertThat(room.content(ADMIN, V1, "doc").text()).isEqualTo("# Hello");
    }

    @Test
    void aFileHasContent() {
        assertThatThrownBy(() -> room.add(ADMIN, V1, file("doc"), null)).isInstanceOf(EmptyDocument.class);
        assertThatThrownBy(() -> room.add(ADMIN, V1, file("doc"), pdf("a.pdf", 0)))
                .isInstanceOf(EmptyDocument.class);
        assertThatThrownBy(() -> room.add(ADMIN, V1, file("doc"), pdf("a.pdf", 10_000_001)))
                .isInstanceOf(Invalid.class)
                .hasMessage("file: 10000001 bytes (expected: up to 10000000)");
        assertThat(room.add(ADMIN, V1, file("doc"), pdf("a.pdf", 10_000_000))
                        .file()
                        .size())
                .isEqualTo(10_000_000);
    }

    @Test
    void aTextIsShortEnoughAndOfAKindThatIsShown() {
        String long1 = "\u00fc".repeat(500_000);
        assertThat(room.add(ADMIN, V1, inline("long"), DocumentContent.ofText(DocumentContent.HTML, long1))
                        .file()
                        .size())
                .isEqualTo(1_000_000);
        assertThatThrownBy(() -> room.add(
                        ADMIN, V1, inline("longer"), DocumentContent.ofText(DocumentContent.HTML, long1 + "a")))
                .hasMessage("content: 1000001 bytes (expected: up to 1000000)");
        assertThatThrownBy(() -> room.add(ADMIN, V1, inline("svg"), DocumentContent.ofText("image/svg+xml", "<svg/>")))
                .hasMessage("content: image/svg+xml (expected: text/markdown or text/html)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FAQ / Q&A",
                "../../../etc/passwd",
                "..",
                "What's \"new\"?",
                "<script>alert(1)</script>",
                "\u0645\u0631\u062d\u0628\u0627 \u4f60\u597d \ud83d\udc4b",
                "%2e%2e%2f;jsessionid=1?a=b#c",
            })
    void whatCanBeSeenIsAName(String name) {
        room.add(ADMIN, V1, inline(name), HELLO);
        assertThat(room.find(ADMIN, V1, name).name()).isEqualTo(name);
        assertThat(room.content(ADMIN, V1, name).text()).isEqualTo("# Hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "a\nb",
                "a\tb",
                "a\u0000b",
                "invoice\u202efdp.exe",
                "a\u00a0b",
                "zero\u200bwidth",
                "line\u2028end",
                "half \ud83d",
            })
    void whatCannotBeSeenIsNone(String name) {
        assertThatThrownBy(() -> room.add(ADMIN, V1, inline(name), HELLO))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("name: ");
    }

    @Test
    void aNameOfThreeHundredLettersIsTooLong() {
        room.add(ADMIN, V1, inline("n".repeat(200)), HELLO);
        assertThatThrownBy(() -> room.add(ADMIN, V1, inline("n".repeat(300)), HELLO))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("name: " + "n".repeat(100) + "\u2026 (expected: 1 to 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "java\tscript:alert(1)",
                "\u0001javascript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "vbscript:x",
                "file:///etc/passwd",
                "ftp://example.com/",
                "//example.com/",
                "/relative",
                "example.com",
                "",
                "http:",
                "http://",
                "https:///path",
                "http://user:secret@example.com/",
                "https://good.example@evil.example/",
                "https://example.com\\@evil.example/",
                "https://example.com/a b",
                "https://example.com/\r\nSet-Cookie: a=b",
            })
    void onlyAddressesOfTheWebAreLinkedTo(String url) {
        assertThatThrownBy(() -> room.add(ADMIN, V1, link("doc", url), null))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("url: ");
    }

    @Test
    void anAddressIsNoLongerThanItsPlace() {
        String base = "https://example.com/";
        room.add(ADMIN, V1, link("fits", base + "a".repeat(2_000 - base.length())), null);
        assertThatThrownBy(() -> room.add(ADMIN, V1, link("longer", base + "a".repeat(2_001 - base.length())), null))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a.pdf, application/pdf, a.pdf, application/pdf",
        "C:\\Users\\ann\\a.pdf, application/pdf; charset=x, a.pdf, application/pdf",
        "/etc/passwd, text/plain, passwd, text/plain",
        "../../a.html, TEXT/HTML, a.html, text/html",
        "../.., text/plain, document, text/plain",
        "..\\, nonsense, document, application/octet-stream",
        "a.pdf, 'text/html\r\nX: y', a.pdf, application/octet-stream",
        "a.pdf, <script>/x, a.pdf, application/octet-stream",
        "a\u202efdp.exe, application/pdf, afdp.exe, application/pdf",
        "Anleitung \u00fc \u4f60.pdf, '', Anleitung \u00fc \u4f60.pdf, application/octet-stream",
        "'a\"b;c.pdf', application/pdf, 'a\"b;c.pdf', application/pdf",
    })
    void aFileIsKnownByItsLastNameAndATypeThatIsOne(String sent, String type, String name, String mediaType) {
        Document added =
                room.add(ADMIN, V1, file("doc"), new DocumentContent(type, sent, "x".getBytes(StandardCharsets.UTF_8)));
        assertThat(added.file()).isEqualTo(new DocumentFile(mediaType, name, 1));
    }

    @Test
    void aSummaryIsAText() {
        DocumentDetails told = details("doc", DocumentType.OTHER, " Poem ", "Two\nlines ", DocumentSource.INLINE, "");
        Document added = room.add(ADMIN, V1, told, HELLO);
        assertThat(added.details().summary()).isEqualTo("Two\nlines");
        assertThat(added.details().otherType()).isEqualTo("Poem");
        assertThatThrownBy(() -> room.add(
                        ADMIN,
                        V1,
                        details("x", DocumentType.HOW_TO, "", "s".repeat(1_001), DocumentSource.INLINE, ""),
                        HELLO))
                .hasMessage("summary: 1001 characters (expected: up to 1000)");
        assertThatThrownBy(() -> room.add(
                        ADMIN, V1, details("x", DocumentType.HOW_TO, "", "a\u0007b", DocumentSource.INLINE, ""), HELLO))
                .hasMessageStartingWith("summary: ");
        assertThatThrownBy(() -> room.add(
                        ADMIN, V1, details("x", DocumentType.OTHER, "a\nb", "", DocumentSource.INLINE, ""), HELLO))
                .hasMessageStartingWith("other type: ");
        assertThat(room.add(ADMIN, V1, details("y", DocumentType.HOW_TO, "Poem", "", DocumentSource.INLINE, ""), HELLO)
                        .details()
                        .otherType())
                .as("has no meaning there")
                .isEmpty();
    }

    private static SeenDocument unseen(String name) {
        return new SeenDocument(V1, name, OptionalLong.empty());
    }

    private static SeenDocument seen(String name, long revision) {
        return new SeenDocument(V1, name, OptionalLong.of(revision));
    }

    private static DocumentContent pdf(String name, int bytes) {
        return new DocumentContent("application/pdf", name, new byte[bytes]);
    }

    private static DocumentDetails inline(String name) {
        return details(name, DocumentType.HOW_TO, "", "", DocumentSource.INLINE, "");
    }

    private static DocumentDetails file(String name) {
        return details(name, DocumentType.SAMPLES, "", "", DocumentSource.FILE, "");
    }

    private static DocumentDetails link(String name, String url) {
        return details(name, DocumentType.HOW_TO, "", "", DocumentSource.URL, url);
    }

    private static DocumentDetails details(
            String name, DocumentType type, String otherType, String summary, DocumentSource source, String url) {
        return new DocumentDetails(name, type, otherType, summary, source, url, DocumentVisibility.API_LEVEL);
    }
}
