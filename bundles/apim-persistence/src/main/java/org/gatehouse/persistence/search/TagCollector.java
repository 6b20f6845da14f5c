package org.gatehouse.persistence.search;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts how many of the entries that it is told of have each tag. */
final class TagCollector extends SimpleCollector {
    private final Map<String, Long> counts = new TreeMap<>();
    private SortedSetDocValues tags = DocValues.emptySortedSet();
    private long[] found = {};

    @Override
    protected void doSetNextReader(LeafReaderContext part) throws IOException {
        tags = DocValues.getSortedSet(part.reader(), Entry.TAG);
        found = new long[Math.toIntExact(tags.getValueCount())];
    }

    @Override
    public void collect(int entry) throws IOException {
        if (tags.advanceExact(entry)) {
            for (int i = tags.docValueCount(); i > 0; i--) {
                found[(int) tags.nextOrd()]++;
            }
        }
    }

    /** In each part a tag has another number. */
    @Override
    public void finish() throws IOException {
        for (int tag = 0; tag < found.length; tag++) {
            if (found[tag] > 0) {
                counts.merge(tags.lookupOrd(tag).utf8ToString(), found[tag], Long::sum);
            }
        }
    }

    /** By tag. */
    Map<String, Long> counts() {
        return counts;
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
