package org.gatehouse.persistence.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseThreads;
import org.gatehouse.persistence.search.ApiIndex;
import org.gatehouse.persistence.search.IndexedApi;
import org.gatehouse.persistence.search.Mark;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index of the APIs in a database, which has whatever was stored before it was asked: what is new, be it by another server,
 * is read first. If that takes long, as when the index is missing, it is done beside those who ask, and they have no answer.
 */
public final class FreshIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FreshIndex.class);

    /** So many changes are read by who asks. */
    private static final int FEW = 200;

    /** So many APIs are in memory at once. */
    private static final int PIECE = 200;

    /** What is searched of the documents of so many APIs is in memory at once. */
    private static final int PIECE_WITH_DOCUMENTS = 10;

    private static final long PATIENCE_MILLISECONDS = 500;
    private static final long REST_NANOSECONDS = Duration.ofMinutes(1).toNanos();

    private final Database database;
    private final Path folder;
    private final DatabaseThreads threads = new DatabaseThreads("apim-search-");
    private final Executor beside;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable ApiIndex index;
    private volatile boolean isBehind;
    private volatile boolean isClosed;
    private @Nullable Long failed;

    /** In a folder, which is this one's alone. */
    public FreshIndex(Database database, Path folder) {
        this.database = database;
        this.folder = folder;
        beside = work -> threads.begin(() -> {
                    work.run();
                    return true;
                })
                .exceptionally(failure -> false);
    }

    /** The same, which is brought up to date by an executor of somebody's. */
    public FreshIndex(Database database, Path folder, Executor beside) {
        this.database = database;
        this.folder = folder;
        this.beside = beside;
    }

    /** Begins to bring it up to date. */
    public void start() {
        beginToFollow();
    }

    /** The numbers of the wanted part of the APIs that a query finds, in its order; empty if it can't be said in time. */
    Optional<Page<Long>> page(ApiQuery query, PageRequest wanted) {
        return answer(current -> current.page(query, wanted));
    }

    /** How many of the APIs that a query finds have each tag, by tag; empty if it can't be said in time. */
    Optional<Map<String, Long>> tags(ApiQuery query) {
        return answer(current -> current.tags(query));
    }

    private <T> Optional<T> answer(Question<T> question) {
        return threads.call(() -> {
            ApiIndex current = current();
            if (current == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(question.asked(current));
            } catch (IOException e) {
                giveUp(current, e);
                return Optional.empty();
            }
        });
    }

    /** What an index is asked. */
    private interface Question<T> {
        T asked(ApiIndex index) throws IOException;
    }

    private @Nullable ApiIndex current() {
        Mark now = database.inTransaction(ApiChanges::now);
        ApiIndex known = index;
        if (known != null && now.equals(known.mark())) {
            return known;
        }
        if (isBehind || !isMyTurn()) {
            return null;
        }
        try {
            if (known != null && known == index && hasFollowedSoon(known)) {
                return known;
            }
            beginToFollow();
        } finally {
            endTurn();
        }
        known = index;
        return known != null && now.equals(known.mark()) ? known : null;
    }

    private boolean isMyTurn() {
        try {
            return turn.tryLock(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether it has all there is now, after few changes at most. */
    private boolean hasFollowedSoon(ApiIndex behind) {
        Mark now = database.inTransaction(ApiChanges::now);
        Mark mark = behind.mark();
        if (now.equals(mark)) {
            return true;
        }
        if (mark == null || now.epoch() - mark.epoch() > FEW) {
            return false;
        }
        try {
            return hasFollowed(behind, mark, now);
        } catch (IOException e) {
            giveUp(behind, e);
            return false;
        }
    }

    /** Whether it was known what changed, and the index has it. */
    private boolean hasFollowed(ApiIndex behind, Mark mark, Mark now) throws IOException {
        Optional<List<Long>> changed = database.inTransaction(sql -> ApiChanges.since(sql, mark, now));
        if (changed.isEmpty()) {
            return false;
        }
        List<Long> numbers = changed.get();
        for (int from = 0; from < numbers.size(); from += PIECE) {
            List<Long> piece = numbers.subList(from, Math.min(numbers.size(), from + PIECE));
            put(behind, piece, database.inTransaction(sql -> ApiChanges.apis(sql, piece)));
        }
        behind.show(now);
        return true;
    }

    private void put(ApiIndex behind, List<Long> numbers, List<IndexedApi> apis) throws IOException {
        behind.put(numbers, apis);
        List<Long> there = apis.stream().map(IndexedApi::number).toList();
        for (int from = 0; from < there.size(); from += PIECE_WITH_DOCUMENTS) {
            List<Long> some = there.subList(from, Math.min(there.size(), from + PIECE_WITH_DOCUMENTS));
            behind.add(database.inTransaction(sql -> DocumentTexts.of(sql, some)));
        }
    }

    private void beginToFollow() {
        isBehind = true;
        try {
            beside.execute(this::follow);
        } catch (RejectedExecutionException e) {
            LOG.debug("The search index is closed", e);
        }
    }

    private void follow() {
        turn.lock();
        try {
            if (!isClosed && !isResting()) {
                bringUpToDate();
            }
        } catch (IOException e) {
            giveUp(index, e);
        } catch (RuntimeException e) {
            LOG.warn("The search index is not up to date, and the next search tries again: {}", e.toString());
        } finally {
            isBehind = false;
            endTurn();
        }
    }

    private boolean isResting() {
        return failed != null && System.nanoTime() - failed < REST_NANOSECONDS;
    }

    private void bringUpToDate() throws IOException {
        ApiIndex behind = index;
        if (behind == null) {
            behind = ApiIndex.open(folder);
            index = behind;
        }
        Mark now = database.inTransaction(ApiChanges::now);
        Mark mark = behind.mark();
        if (!now.equals(mark) && (mark == null || !hasFollowed(behind, mark, now))) {
            build(behind, now);
        }
    }

    private void build(ApiIndex empty, Mark now) throws IOException {
        long began = System.nanoTime();
        empty.clear();
        long last = 0;
        long all = 0;
        List<IndexedApi> piece;
        do {
            if (isClosed) {
                return;
            }
            long from = last;
            piece = database.inTransaction(sql -> ApiChanges.apisAfter(sql, from, PIECE));
            if (!piece.isEmpty()) {
                put(empty, List.of(), piece);
                last = piece.get(piece.size() - 1).number();
                all += piece.size();
            }
        } while (!piece.isEmpty());
        empty.show(now);
        LOG.info("The search index is built, of {} APIs in {} ms", all, (System.nanoTime() - began) / 1_000_000);
    }

    /** Until another is built, the database is asked. */
    private void giveUp(@Nullable ApiIndex broken, IOException because) {
        turn.lock();
        try {
            if (broken != index || isClosed) {
                return;
            }
            LOG.warn("The search index can't be used, and the database is searched in its place", because);
            failed = System.nanoTime();
            index = null;
            if (broken != null) {
                broken.abandon();
            }
        } catch (IOException e) {
            LOG.debug("It can't be closed, too", e);
        } finally {
            turn.unlock();
        }
    }

    /** Lets others have the folder; if somebody is at work and waits for the database, as soon as that has an answer. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        threads.call(() -> {
            if (isMyTurn()) {
                endTurn();
            }
            return true;
        });
        threads.close();
    }

    private void endTurn() {
        if (isClosed) {
            letGo();
        }
        turn.unlock();
    }

    private void letGo() {
        ApiIndex last = index;
        index = null;
        if (last == null) {
            return;
        }
        try {
            last.close();
        } catch (IOException e) {
            LOG.warn("The search index can't be written", e);
        }
    }
}
