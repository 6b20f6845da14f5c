package org.gatehouse.persistence.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.TENANT;
import static org.gatehouse.testkit.Fixtures.api;
import static org.gatehouse.testkit.Fixtures.creation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.persistence.TestDatabase;
import org.gatehouse.persistence.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index has what the database has, whatever became of either. */
class FreshIndexTest {
    private static final int MORE_THAN_FEW = 201;

    @TempDir
    private Path folder;

    private final Database database = TestDatabase.empty();
    private final List<FreshIndex> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(FreshIndex::close);
    }

    private FreshIndex index(String name) {
        FreshIndex index = new FreshIndex(database, folder.resolve(name), Runnable::run);
        open.add(index);
        return index;
    }

    private void add(String name) {
        new ApiTable(database).add(api(id(name), "/" + name), creation());
    }

    private static ApiId id(String name) {
        return new ApiId(ADMIN, name, "1");
    }

    private static void block(ApiTable apis, String name) {
        Api now = apis.find(id(name)).orElseThrow();
        apis.move(now.id(), now.revision(), new Transition(now.status(), ApiStatus.BLOCKED, ADMIN, NOON));
    }

    private static ApiQuery query(String text) {
        return ApiQuery.of(TENANT).with(text, "");
    }

    /** What the index finds, by their numbers in the database; empty if it has no answer. */
    private Optional<List<String>> found(FreshIndex index, String text) {
        return index.page(query(text), PageRequest.first(100))
                .map(page -> database.inTransaction(sql -> ApiSearch.rows(sql, page.items())).stream()
                        .map(found -> found.id().name())
                        .toList());
    }

    @Test
    void aMissingOneIsBuilt() {
        add("Alpha");
        add("Beta");

        assertThat(found(index("a"), "lph")).contains(List.of("Alpha"));
    }

    @Test
    void whatIsThereIsReadAgainByTheNextOne() {
        add("Alpha");
        FreshIndex first = index("a");
        found(first, "alpha");
        first.close();
        add("Beta");
        new ApiTable(database).remove(id("Alpha"));

        assertThat(found(index("a"), "a")).contains(List.of("Beta"));
    }

    @Test
    void whateverFileIsCutShortItIsBuiltAnew() throws IOException {
        add("Alpha");
        FreshIndex first = index("a");
        found(first, "alpha");
        first.close();
        List<Path> files = files(folder.resolve("a"));
        assertThat(files).hasSizeGreaterThan(2);

        for (int i = 0; i < files.size(); i++) {
            Path copy = folder.resolve("copy" + i);
            Files.createDirectories(copy);
            for (Path file : files) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
            cut(copy.resolve(files.get(i).getFileName()));

            assertThat(found(index("copy" + i), "alpha"))
                    .as(files.get(i).toString())
                    .contains(List.of("Alpha"));
        }
    }

    @Test
    void oneThatSomebodyWroteOverIsBuiltAnew() throws IOException {
        add("Alpha");
        FreshIndex first = index("a");
        found(first, "alpha");
        first.close();
        Path largest = files(folder.resolve("a")).stream()
                .max(Comparator.comparing(file -> file.toFile().length()))
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(largest);
        bytes[bytes.length / 2]++;
        Files.write(largest, bytes);

        assertThat(found(index("a"), "alpha")).contains(List.of("Alpha"));
    }

    private static List<Path> files(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
    }

    private static void cut(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    @Test
    void oneOfAnotherHistoryIsBuiltAnewThoughItHasTheSameNumber() {
        add("Alpha");
        FreshIndex first = index("a");
        found(first, "alpha");
        first.close();
        // As if this were the second change of a database set back to a backup: one that the index never saw.
        database.transact(sql -> {
            sql.execute("UPDATE AM_API SET SEARCHED = 'omega'");
            sql.execute("UPDATE APIM_CATALOG SET STAMP = STAMP - 1");
            sql.execute("UPDATE APIM_API_CHANGE SET STAMP = STAMP - 1");
        });

        assertThat(found(index("a"), "omega")).contains(List.of("Alpha"));
        add("Beta");
        assertThat(found(open.get(1), "beta")).contains(List.of("Beta"));
    }

    @Test
    void oneThatIsAheadIsBuiltAnew() {
        add("Alpha");
        add("Beta");
        FreshIndex index = index("a");
        found(index, "alpha");
        database.transact(sql -> {
            sql.execute("UPDATE APIM_CATALOG SET EPOCH = EPOCH - 1");
            sql.execute("DELETE FROM AM_API WHERE API_NAME = 'Beta'");
        });
        database.transact(
                sql -> sql.execute("DELETE FROM APIM_API_CHANGE WHERE EPOCH > (SELECT EPOCH FROM APIM_CATALOG)"));

        assertThat(found(index, "a")).contains(List.of("Alpha"));
    }

    @Test
    void whatAnotherServerWroteIsFoundByTheNextSearch() {
        FreshIndex ours = index("ours");
        FreshIndex theirs = index("theirs");
        ApiTable here = new ApiTable(database, ours);
        ApiTable there = new ApiTable(database, theirs);
        for (int i = 0; i < 20; i++) {
            String name = "Shared" + i;
            (i % 2 == 0 ? here : there).add(api(id(name), "/" + name), creation());

            assertThat(found(ours, name)).contains(List.of(name));
            assertThat(found(theirs, name)).contains(List.of(name));
        }
        block(there, "Shared1");
        assertThat(found(ours, "blocked")).contains(List.of("Shared1"));
        here.remove(id("Shared1"));
        assertThat(found(theirs, "blocked")).contains(List.of());
    }

    @Test
    void whatIsHiddenIsNotFoundByTheNextSearch() {
        FreshIndex index = index("a");
        ApiTable apis = new ApiTable(database, index);
        add("Alpha");
        Viewer anybody = new Viewer(false, false, Set.of());
        ApiQuery query = query("alpha").seenBy(anybody, EnumSet.of(ApiStatus.PUBLISHED), true);
        assertThat(index.page(query, PageRequest.first(5)).orElseThrow().total())
                .isEqualTo(1);

        Api api = apis.find(id("Alpha")).orElseThrow();
        apis.update(api.withVisibility(new Visibility(Visibility.Level.PRIVATE, Set.of())));

        assertThat(index.page(query, PageRequest.first(5)).orElseThrow().total())
                .isZero();
        assertThat(apis.page(query, PageRequest.first(5)).items()).isEmpty();
    }

    @Test
    void whoeverWouldHaveToWaitForItIsAnsweredByTheDatabase() {
        Deque<Runnable> later = new ArrayDeque<>();
        FreshIndex index = new FreshIndex(database, folder, later::add);
        open.add(index);
        ApiTable apis = new ApiTable(database, index);
        add("Alpha");

        assertThat(found(index, "alpha")).isEmpty();
        assertThat(names(apis)).containsExactly("Alpha");
        assertThat(later).hasSize(1);
        later.remove().run();
        assertThat(found(index, "alpha")).contains(List.of("Alpha"));

        for (int i = 0; i < MORE_THAN_FEW; i++) {
            block(apis, "Alpha");
        }
        add("Alphabet");
        assertThat(found(index, "alpha")).isEmpty();
        assertThat(names(apis)).containsExactly("Alpha", "Alphabet");
        later.remove().run();
        assertThat(found(index, "alpha")).contains(List.of("Alpha", "Alphabet"));
    }

    private static List<String> names(ApiTable apis) {
        return apis.page(query("alpha"), PageRequest.first(5)).items().stream()
                .map(ApiSummary::id)
                .map(ApiId::name)
                .toList();
    }

    @Test
    void withoutAFolderTheDatabaseIsSearched() throws IOException {
        add("Alpha");
        Path file = Files.createFile(folder.resolve("file"));
        FreshIndex index = index(file.getFileName().toString());

        assertThat(found(index, "alpha")).isEmpty();
        assertThat(names(new ApiTable(database, index))).containsExactly("Alpha");
    }

    @Test
    void aFolderIsOneIndexAloneUntilItIsClosed() {
        add("Alpha");
        FreshIndex first = index("a");
        found(first, "alpha");

        assertThat(found(index("a"), "alpha")).isEmpty();
        assertThat(found(first, "alpha")).contains(List.of("Alpha"));
        first.close();
        assertThat(found(index("a"), "alpha")).contains(List.of("Alpha"));
    }

    @Test
    void oneThatBreaksIsLeftAndTheDatabaseIsSearched() {
        add("Alpha");
        FreshIndex index = index("a");
        ApiTable apis = new ApiTable(database, index);
        found(index, "alpha");

        delete(folder.resolve("a"));
        for (int i = 0; i < MORE_THAN_FEW; i++) {
            block(apis, "Alpha");
        }

        assertThat(found(index, "alpha")).isEmpty();
        assertThat(names(apis)).containsExactly("Alpha");
        assertThat(apis.page(query("blocked"), PageRequest.first(5)).total()).isEqualTo(1);
    }

    private static void delete(Path of) {
        try (Stream<Path> files = Files.walk(of)) {
            files.sorted(Comparator.reverseOrder()).forEach(each -> {
                try {
                    Files.delete(each);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothingOfItIsLeftInThreads() throws InterruptedException {
        add("Alpha");
        FreshIndex index = index("a");
        found(index, "alpha");

        index.close();

        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each.getName().startsWith("apim-search-")) {
                each.join(5_000);
                assertThat(each.isAlive()).as(each.getName()).isFalse();
            }
        }
    }
}
