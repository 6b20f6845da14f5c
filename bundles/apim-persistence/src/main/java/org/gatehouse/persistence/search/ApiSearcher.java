package org.gatehouse.persistence.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FilterCollector;
import org.apache.lucene.search.FilterLeafCollector;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.SearchTerm;

/** What is asked of one state of the index. */
final class ApiSearcher extends IndexSearcher {
    private static final int MOST_KNOWN = 16;

    /** For what a query allows, the newest version of each API: most queries of a store allow the same. */
    private final Map<ApiQuery, FixedBitSet> newest = new LinkedHashMap<>(MOST_KNOWN, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ApiQuery, FixedBitSet> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    ApiSearcher(IndexReader reader) {
        super(reader);
        setQueryCache(null);
    }

    /** The numbers of the wanted part of the APIs that a query finds, in its order. */
    Page<Long> page(ApiQuery query, PageRequest wanted) throws IOException {
        int entries = getIndexReader().maxDoc();
        if (entries == 0) {
            return new Page<>(List.of(), 0);
        }
        int most = (int) Math.min(entries, (long) wanted.offset() + wanted.size());
        TopFieldCollector top =
                new TopFieldCollectorManager(Entry.sort(query.order()), most, null, Integer.MAX_VALUE).newCollector();
        ask(found(query), query.newestOnly() ? new Only(newest(query), top) : top);
        TopDocs found = top.topDocs(wanted.offset());
        return new Page<>(numbers(found.scoreDocs), found.totalHits.value);
    }

    /** How many of the APIs that a query finds have each tag, by tag. */
    Map<String, Long> tags(ApiQuery query) throws IOException {
        TagCollector counted = new TagCollector();
        ask(found(query), query.newestOnly() ? new Only(newest(query), counted) : counted);
        return counted.counts();
    }

    private Query found(ApiQuery query) throws IOException {
        Map<SearchTerm, Set<Long>> byDocuments = new HashMap<>();
        for (SearchTerm term : query.terms()) {
            if (term.looksIntoDocuments()) {
                Owners owners = new Owners();
                ask(Entry.documents(query, term), owners);
                byDocuments.put(term, owners.numbers);
            }
        }
        return Entry.found(query, byDocuments);
    }

    /** Of documents, the numbers of their APIs. */
    private static final class Owners extends SimpleCollector {
        private final Set<Long> numbers = new HashSet<>();
        private NumericDocValues owner = DocValues.emptyNumeric();

        @Override
        protected void doSetNextReader(LeafReaderContext part) throws IOException {
            owner = DocValues.getNumeric(part.reader(), Entry.OWNER);
        }

        @Override
        public void collect(int entry) throws IOException {
            owner.advanceExact(entry);
            numbers.add(owner.longValue());
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }

    private List<Long> numbers(ScoreDoc[] entries) throws IOException {
        List<Long> numbers = new ArrayList<>(entries.length);
        for (ScoreDoc entry : entries) {
            LeafReaderContext part = getLeafContexts().get(ReaderUtil.subIndex(entry.doc, getLeafContexts()));
            NumericDocValues number = DocValues.getNumeric(part.reader(), Entry.NUMBER);
            number.advanceExact(entry.doc - part.docBase);
            numbers.add(number.longValue());
        }
        return numbers;
    }

    private FixedBitSet newest(ApiQuery query) throws IOException {
        ApiQuery allowing = query.with("", "").by(ApiQuery.Order.NAME);
        synchronized (newest) {
            FixedBitSet known = newest.get(allowing);
            if (known != null) {
                return known;
            }
        }
        Newest collected = new Newest();
        ask(Entry.allowed(allowing), collected);
        FixedBitSet found = collected.among(getIndexReader().maxDoc());
        synchronized (newest) {
            newest.put(allowing, found);
        }
        return found;
    }

    private void ask(Query query, Collector told) throws IOException {
        search(query, new CollectorManager<Collector, Collector>() {
            @Override
            public Collector newCollector() {
                return told;
            }

            @Override
            public Collector reduce(Collection<Collector> all) {
                return told;
            }
        });
    }

    /** Tells another of these entries only. */
    private static final class Only extends FilterCollector {
        private final FixedBitSet entries;

        Only(FixedBitSet entries, Collector told) {
            super(told);
            this.entries = entries;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext part) throws IOException {
            return new FilterLeafCollector(super.getLeafCollector(part)) {
                @Override
                public void collect(int entry) throws IOException {
                    if (entries.get(part.docBase + entry)) {
                        super.collect(entry);
                    }
                }
            };
        }
    }

    /** Of each family the last one. */
    private static final class Newest extends SimpleCollector {
        private final Map<BytesRef, Last> families = new HashMap<>();
        private int base;
        private SortedDocValues family = DocValues.emptySorted();
        private SortedDocValues order = DocValues.emptySorted();

        /** The last one that came by now. */
        private record Last(int entry, BytesRef order) {}

        @Override
        protected void doSetNextReader(LeafReaderContext part) throws IOException {
            base = part.docBase;
            family = DocValues.getSorted(part.reader(), Entry.FAMILY);
            order = DocValues.getSorted(part.reader(), Entry.ORDER);
        }

        @Override
        public void collect(int entry) throws IOException {
            BytesRef name = value(family, entry);
            BytesRef place = value(order, entry);
            Last known = families.get(name);
            if (known == null || known.order().compareTo(place) < 0) {
                families.put(BytesRef.deepCopyOf(name), new Last(base + entry, BytesRef.deepCopyOf(place)));
            }
        }

        private static BytesRef value(SortedDocValues values, int entry) throws IOException {
            values.advanceExact(entry);
            return values.lookupOrd(values.ordValue());
        }

        private FixedBitSet among(int entries) {
            FixedBitSet found = new FixedBitSet(entries);
            families.values().forEach(last -> found.set(last.entry()));
            return found;
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
