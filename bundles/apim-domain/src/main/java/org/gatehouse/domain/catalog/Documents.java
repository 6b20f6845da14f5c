package org.gatehouse.domain.catalog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.gatehouse.domain.Changed;

/** The documents of APIs. What belongs to an API goes with it. Every verb is one transaction. */
public interface Documents {
    /** How many an API has at most. */
    int MOST = 100;

    /** The API's documents, in the order in which they are to be read; none of an unknown one. */
    List<Document> of(ApiId api);

    /** The document of that name, letter by letter, if the API has one. */
    Optional<Document> find(ApiId api, String name);

    /** The content of a document; {@link DocumentContent#NONE} if it has none; empty for an unknown one. */
    Optional<DocumentContent> content(long number);

    /**
     * Adds a document, at revision 1 and behind the others of the API.
     *
     * @param draft without content if that is null
     * @return as it is stored
     * @throws UnknownApi if there is no such API
     * @throws DocumentTaken if the API has a document of that name
     * @throws TooManyDocuments if the API has {@value #MOST} already
     */
    Document add(ApiId api, DocumentDraft draft);

    /**
     * Replaces what is stored of a document; its revision is one more then.
     *
     * @param read as it was when the change was decided
     * @return as it is stored now
     * @throws UnknownDocument if there is no such document any more
     * @throws Changed if what is stored is at another revision than what was read
     * @throws DocumentTaken if another document of the API has the name
     */
    Document update(Document read, DocumentDraft draft);

    /**
     * Lets a document stand in front of another one of its API.
     *
     * @param before number of the other; empty for the end
     * @throws UnknownDocument if there is no such document any more, or the API has no other of that number
     */
    void move(Document document, OptionalLong before);

    /**
     * Removes a document with its content.
     *
     * @param read as it was when that was decided
     * @throws UnknownDocument if there is no such document any more
     * @throws Changed if what is stored is at another revision than what was read
     */
    void remove(Document read);

    /**
     * Gives an API copies of all documents of another, in their order, contents included.
     *
     * @param to has no documents yet
     * @throws UnknownApi if there is no API to give them to
     * @throws DocumentTaken if it has one of the names already; it gets none then
     */
    void copy(ApiId from, ApiId to);
}
