package org.gatehouse.persistence.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.SearchTerm;
import org.gatehouse.domain.catalog.SearchedApi;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.domain.catalog.Visibility;

/** How an API, and each of its documents, stands in the index, and what a query asks of them there. */
final class Entry {
    /** Another whenever an index that is there does not have what is asked of it. */
    static final String FORMAT = "4";

    /** The number of the API. */
    static final String NUMBER = "number";

    /** Of a document, the number of its API. */
    static final String OWNER = "owner";

    /** The same for all versions of an API. */
    static final String FAMILY = "family";

    /** Where it comes by name and version. */
    static final String ORDER = "order";

    /** Each of its tags. */
    static final String TAG = "tag";

    private static final String KEY = "key";
    private static final String TENANT = "tenant";
    private static final String PROVIDER = "provider";
    private static final String NAME = "name";
    private static final String STATUS = "status";
    private static final String STATUS_ORDER = "statusOrder";
    private static final String SEEN_BY = "seenBy";
    private static final String CHANGED = "changed";
    private static final String TEXT = "text";
    private static final String LEVEL = "level";
    private static final String DOCUMENT = "document";

    private Entry() {}

    static Term key(long number) {
        return new Term(KEY, Long.toString(number));
    }

    static Document of(IndexedApi api) {
        Document entry = new Document();
        add(entry, KEY, Long.toString(api.number()));
        entry.add(new NumericDocValuesField(NUMBER, api.number()));
        ApiId id = api.id();
        add(entry, TENANT, id.provider().tenant());
        add(entry, PROVIDER, id.provider().qualified());
        add(entry, NAME, id.name());
        add(entry, STATUS, api.status().name());
        shownTo(api.visibility()).forEach(each -> add(entry, SEEN_BY, each));
        api.tags().stream().distinct().forEach(tag -> {
            add(entry, TAG, tag);
            entry.add(new SortedSetDocValuesField(TAG, new BytesRef(tag)));
        });
        entry.add(new SortedDocValuesField(FAMILY, new BytesRef(id.provider().qualified() + '\u0001' + id.name())));
        entry.add(new SortedDocValuesField(ORDER, new BytesRef(api.order())));
        entry.add(
                new SortedDocValuesField(STATUS_ORDER, new BytesRef(api.status().name())));
        entry.add(new NumericDocValuesField(CHANGED, nanoseconds(api.changed())));
        for (SearchTerm.Place place : SearchedApi.PLACES) {
            Grams.add(entry, field(place), api.searched().part(place));
        }
        return entry;
    }

    private static String field(SearchTerm.Place place) {
        return TEXT + place;
    }

    /** The entries of an API's documents. */
    static Term owner(long number) {
        return new Term(OWNER, Long.toString(number));
    }

    static Document of(IndexedDocument document) {
        Document entry = new Document();
        add(entry, OWNER, Long.toString(document.api()));
        entry.add(new NumericDocValuesField(OWNER, document.api()));
        add(entry, LEVEL, level(document.tenant(), document.visibility().name()));
        Grams.add(entry, DOCUMENT, document.text());
        return entry;
    }

    /** One that is in another tenant's document, or one of another level, finds nothing there. */
    private static String level(String tenant, String visibility) {
        return visibility + ' ' + tenant;
    }

    private static void add(Document entry, String field, String value) {
        entry.add(new StringField(field, value, Store.NO));
    }

    private static long nanoseconds(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private static Stream<String> shownTo(Visibility visibility) {
        Visibility.Level level = visibility.level();
        return level == Visibility.Level.RESTRICTED
                ? visibility.roles().stream().map(Entry::role)
                : Stream.of(level.name());
    }

    private static String role(String name) {
        return Visibility.Level.RESTRICTED.name() + ' ' + name;
    }

    /** What provider, name, status and viewer allow: {@link ApiQuery#allows}. */
    static Query allowed(ApiQuery query) {
        return allowing(query).build();
    }

    /** The documents that the viewer sees, in which the term is. */
    static Query documents(ApiQuery query, SearchTerm term) {
        List<String> levels = names(query.documentsSeen().stream()).stream()
                .map(visibility -> level(query.tenant(), visibility))
                .toList();
        return new BooleanQuery.Builder()
                .add(oneOf(LEVEL, levels), Occur.FILTER)
                .add(Grams.in(DOCUMENT, term.text()), Occur.FILTER)
                .build();
    }

    /**
     * Of these, those that have the terms and the tag: {@link ApiQuery#finds}.
     *
     * @param byDocuments for each term that is looked for in documents, the numbers of the APIs that have one in which it is
     */
    static Query found(ApiQuery query, Map<SearchTerm, Set<Long>> byDocuments) {
        BooleanQuery.Builder all = allowing(query);
        query.terms().forEach(term -> all.add(found(term, byDocuments.getOrDefault(term, Set.of())), Occur.FILTER));
        if (!query.tag().isEmpty()) {
            all.add(is(TAG, query.tag()), Occur.FILTER);
        }
        return all.build();
    }

    private static Query found(SearchTerm term, Set<Long> byDocuments) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        SearchedApi.places(term).forEach(place -> any.add(Grams.in(field(place), term.text()), Occur.SHOULD));
        any.add(oneOf(KEY, byDocuments.stream().map(String::valueOf).toList()), Occur.SHOULD);
        any.add(oneOf(STATUS, names(term.statuses().stream())), Occur.SHOULD);
        return any.build();
    }

    private static BooleanQuery.Builder allowing(ApiQuery query) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(is(TENANT, query.tenant()), Occur.FILTER);
        if (query.provider() != null) {
            all.add(is(PROVIDER, query.provider().qualified()), Occur.FILTER);
        }
        if (query.name() != null) {
            all.add(is(NAME, query.name()), Occur.FILTER);
        }
        if (!query.statuses().isEmpty()) {
            all.add(oneOf(STATUS, names(query.statuses().stream())), Occur.FILTER);
        }
        Viewer viewer = query.viewer();
        if (viewer != null && !viewer.provider()) {
            all.add(oneOf(SEEN_BY, seen(viewer)), Occur.FILTER);
        }
        return all;
    }

    private static List<String> seen(Viewer viewer) {
        List<String> seen = new ArrayList<>();
        seen.add(Visibility.Level.PUBLIC.name());
        if (viewer.ofTenant()) {
            seen.add(Visibility.Level.PRIVATE.name());
            viewer.roles().forEach(name -> seen.add(role(name)));
        }
        return seen;
    }

    private static List<String> names(Stream<? extends Enum<?>> some) {
        return some.map(Enum::name).toList();
    }

    private static Query is(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static Query oneOf(String field, List<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }

    static Sort sort(ApiQuery.Order order) {
        SortField byName = new SortField(ORDER, SortField.Type.STRING);
        return switch (order) {
            case NAME -> new Sort(byName);
            case STATUS -> new Sort(new SortField(STATUS_ORDER, SortField.Type.STRING), byName);
            case CHANGED -> new Sort(new SortField(CHANGED, SortField.Type.LONG, true), byName);
        };
    }
}
