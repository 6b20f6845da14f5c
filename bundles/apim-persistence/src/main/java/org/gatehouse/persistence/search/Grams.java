package org.gatehouse.persistence.search;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * All parts of one, two and three characters that a text has. Of those of three it is known where they are, so that whoever
 * looks for a longer part finds just the texts in which it is, whatever its characters are.
 */
final class Grams extends TokenStream {
    private static final int LONGEST = 3;

    private final BytesTermAttribute gram = addAttribute(BytesTermAttribute.class);
    private final String text;
    private final int length;
    private int next;

    private Grams(String text, int length) {
        this.text = text;
        this.length = length;
    }

    /** Gives a document a text, by the name that it is asked by. */
    static void add(Document document, String name, String text) {
        for (int length = 1; length <= LONGEST; length++) {
            document.add(new Field(field(name, length), new Grams(text, length), type(length)));
        }
    }

    /** Finds the texts of that name in which the part is; it has a character at least. */
    static Query in(String name, String part) {
        int length = Math.min(part.length(), LONGEST);
        if (part.length() == length) {
            return new TermQuery(term(name, part, 0, length));
        }
        PhraseQuery.Builder all = new PhraseQuery.Builder();
        int last = part.length() - length;
        for (int at = 0; at < last; at += length) {
            all.add(term(name, part, at, length), at);
        }
        return all.add(term(name, part, last, length), last).build();
    }

    private static Term term(String name, String text, int at, int length) {
        return new Term(field(name, length), bytes(text, at, length));
    }

    private static String field(String name, int length) {
        return name + length;
    }

    private static FieldType type(int length) {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(length == LONGEST ? IndexOptions.DOCS_AND_FREQS_AND_POSITIONS : IndexOptions.DOCS);
        type.freeze();
        return type;
    }

    /** Two of each character: there are texts that have half a pair of surrogates. */
    private static BytesRef bytes(String text, int at, int length) {
        byte[] bytes = new byte[2 * length];
        for (int i = 0; i < length; i++) {
            char character = text.charAt(at + i);
            bytes[2 * i] = (byte) (character >> 8);
            bytes[2 * i + 1] = (byte) character;
        }
        return new BytesRef(bytes);
    }

    @Override
    public void reset() {
        next = 0;
    }

    @Override
    public boolean incrementToken() {
        if (next + length > text.length()) {
            return false;
        }
        clearAttributes();
        gram.setBytesRef(bytes(text, next, length));
        next++;
        return true;
    }
}
