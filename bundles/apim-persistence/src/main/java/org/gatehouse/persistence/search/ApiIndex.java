package org.gatehouse.persistence.search;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * APIs in a folder, for one process at a time. What it has can always be had from the database again, so that it may be thrown
 * away. It can be asked by many at once, and changed by one. Lucene leaves something with each thread that comes here.
 */
public final class ApiIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiIndex.class);
    private static final double BUFFER_MEBIBYTES = 4;
    private static final double CACHED_MEBIBYTES = 4;

    /** As many states later it is written so that the next start has it; what is lost with a crash is read again. */
    private static final long EPOCHS_UNWRITTEN = 100;

    private final Directory folder;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private volatile @Nullable Mark mark;
    private boolean isBetween;
    private long written;

    private ApiIndex(Directory folder, IndexWriter writer) throws IOException {
        this.folder = folder;
        this.writer = writer;
        mark = mark(writer);
        Mark known = mark;
        written = known == null ? 0 : known.epoch();
        searchers = new SearcherManager(writer, new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader before) {
                return new ApiSearcher(reader);
            }
        });
    }

    /**
     * The one in the folder; if it can't be used, an empty one in its place.
     *
     * @throws IOException if the folder can't be used, or somebody else has it open
     */
    public static ApiIndex open(Path path) throws IOException {
        Files.createDirectories(path);
        try {
            return openAsItIs(path);
        } catch (LockObtainFailedException | OverlappingFileLockException e) {
            throw new IOException(path + " (expected: a folder that nobody else has open)", e);
        } catch (IOException | RuntimeException e) {
            LOG.info("The search index in {} can't be used and is built anew: {}", path, e.toString());
            try (Stream<Path> files = Files.list(path)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            return openAsItIs(path);
        }
    }

    private static ApiIndex openAsItIs(Path path) throws IOException {
        Directory folder = new NRTCachingDirectory(new NIOFSDirectory(path), CACHED_MEBIBYTES, CACHED_MEBIBYTES);
        IndexWriter writer = null;
        try {
            IndexWriterConfig config = new IndexWriterConfig();
            config.setRAMBufferSizeMB(BUFFER_MEBIBYTES);
            config.setMergeScheduler(new SerialMergeScheduler());
            writer = new IndexWriter(folder, config);
            requireWhole(folder);
            return new ApiIndex(folder, writer);
        } catch (IOException | RuntimeException e) {
            if (writer != null) {
                writer.rollback();
            }
            folder.close();
            throw e;
        }
    }

    /** Reads all of it once: what was cut short or written over is found now, and not by a search. */
    private static void requireWhole(Directory folder) throws IOException {
        if (!DirectoryReader.indexExists(folder)) {
            return;
        }
        try (DirectoryReader reader = DirectoryReader.open(folder)) {
            for (LeafReaderContext part : reader.leaves()) {
                part.reader().checkIntegrity();
            }
            String format = reader.getIndexCommit().getUserData().get("format");
            if (!Entry.FORMAT.equals(format)) {
                throw new IOException("format: " + format + " (expected: " + Entry.FORMAT + ")");
            }
        }
    }

    private static @Nullable Mark mark(IndexWriter writer) {
        Map<String, String> said = new HashMap<>();
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            data.forEach(each -> said.put(each.getKey(), each.getValue()));
        }
        String epoch = said.get("epoch");
        String stamp = said.get("stamp");
        return epoch == null || stamp == null ? null : new Mark(Long.parseLong(epoch), Long.parseLong(stamp));
    }

    /** Which state of the catalogue it has; null for none. */
    public @Nullable Mark mark() {
        return mark;
    }

    /** Forgets everything: until it is {@linkplain #show shown} again, searches find what they found before. */
    public void clear() throws IOException {
        guarded(() -> {
            isBetween = true;
            mark = null;
            return writer.deleteAll();
        });
    }

    /** Has these APIs without documents, and of the numbers no others; searches find them when they are {@linkplain #show shown}. */
    public void put(Collection<Long> numbers, List<IndexedApi> apis) throws IOException {
        guarded(() -> {
            isBetween = true;
            writer.deleteDocuments(numbers.stream()
                    .flatMap(number -> Stream.of(Entry.key(number), Entry.owner(number)))
                    .toArray(Term[]::new));
            for (IndexedApi api : apis) {
                writer.addDocument(Entry.of(api));
            }
            return true;
        });
    }

    /** Has these documents, too, of APIs that were put before without them. */
    public void add(List<IndexedDocument> documents) throws IOException {
        guarded(() -> {
            for (IndexedDocument document : documents) {
                writer.addDocument(Entry.of(document));
            }
            return true;
        });
    }

    /** From now on searches find what was put: all that the catalogue has in this state. */
    public void show(Mark now) throws IOException {
        guarded(() -> {
            writer.setLiveCommitData(Map.of(
                            "format",
                            Entry.FORMAT,
                            "epoch",
                            Long.toString(now.epoch()),
                            "stamp",
                            Long.toString(now.stamp()))
                    .entrySet());
            searchers.maybeRefreshBlocking();
            if (mark == null || now.epoch() - written >= EPOCHS_UNWRITTEN) {
                writer.commit();
                written = now.epoch();
            }
            isBetween = false;
            mark = now;
            return true;
        });
    }

    /** The numbers of the wanted part of the APIs that a query finds, in its order. */
    public Page<Long> page(ApiQuery query, PageRequest wanted) throws IOException {
        return answer(searcher -> searcher.page(query, wanted));
    }

    /** How many of the APIs that a query finds have each tag, by tag. */
    public Map<String, Long> tags(ApiQuery query) throws IOException {
        return answer(searcher -> searcher.tags(query));
    }

    private <T> T answer(Question<T> question) throws IOException {
        return guarded(() -> {
            ApiSearcher searcher = (ApiSearcher) searchers.acquire();
            try {
                return question.asked(searcher);
            } finally {
                searchers.release(searcher);
            }
        });
    }

    /** What one state of the index is asked. */
    private interface Question<T> {
        T asked(ApiSearcher searcher) throws IOException;
    }

    /** Writes what is shown, and lets others have the folder; if more was put than that, as it was when it was written last. */
    @Override
    public void close() throws IOException {
        if (isBetween) {
            abandon();
            return;
        }
        guarded(() -> {
            try (Directory last = folder;
                    IndexWriter beforeIt = writer;
                    SearcherManager first = searchers) {
                return List.of(last, beforeIt, first);
            }
        });
    }

    /** Lets others have the folder as it was when it was written last. */
    public void abandon() throws IOException {
        guarded(() -> {
            try (Directory last = folder;
                    SearcherManager first = searchers) {
                writer.rollback();
                return List.of(last, first);
            }
        });
    }

    /** Whatever is wrong with an index, somebody has to do without. */
    private static <T> T guarded(Step<T> step) throws IOException {
        try {
            return step.done();
        } catch (RuntimeException e) {
            throw new IOException("The search index can't be used", e);
        }
    }

    /** Something done with the index. */
    private interface Step<T> {
        T done() throws IOException;
    }
}
