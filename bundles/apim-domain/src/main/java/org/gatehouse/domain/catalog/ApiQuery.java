package org.gatehouse.domain.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * Which APIs are wanted, and in which order.
 *
 * @param tenant whose they are
 * @param provider who provides them; null for anybody
 * @param name their name; null for any
 * @param statuses their status, one of these; empty for any
 * @param viewer who has to see them; null for somebody who sees all
 * @param newestOnly whether, of each API, only the newest version is wanted that provider, name, status and viewer allow
 * @param terms what is looked for in them, or in a document that the viewer sees: all of it has to be there
 * @param tag a tag that they have; empty for any
 * @param order in which they come; those that are alike in it, by name and version
 */
public record ApiQuery(
        String tenant,
        @Nullable UserName provider,
        @Nullable String name,
        Set<ApiStatus> statuses,
        @Nullable Viewer viewer,
        boolean newestOnly,
        List<SearchTerm> terms,
        String tag,
        Order order) {
    /** In which order APIs can be had. */
    public enum Order {
        /** By name and version. */
        NAME,
        /** By the name of their status. */
        STATUS,
        /** The last changed first. */
        CHANGED
    }

    /**
     * Copies its set and its list.
     *
     * @throws Invalid if there are more than {@value SearchTerm#MOST_TERMS} terms
     */
    public ApiQuery {
        SearchTerm.requireFew(terms);
        statuses = Set.copyOf(statuses);
        terms = List.copyOf(terms);
    }

    /** All APIs of a tenant. */
    public static ApiQuery of(String tenant) {
        return new ApiQuery(tenant, null, null, Set.of(), null, false, List.of(), "", Order.NAME);
    }

    /** All versions of one provider's API. */
    public static ApiQuery versions(UserName provider, String name) {
        return new ApiQuery(provider.tenant(), provider, name, Set.of(), null, false, List.of(), "", Order.NAME);
    }

    /** Of these, those with one of the statuses that a viewer sees. */
    public ApiQuery seenBy(Viewer by, EnumSet<ApiStatus> listed, boolean newest) {
        return new ApiQuery(tenant, provider, name, listed, by, newest, terms, tag, order);
    }

    /** Of these, those in which the text is, whatever its characters are, and that have the tag. */
    public ApiQuery with(String part, String wantedTag) {
        List<SearchTerm> wanted = part.isEmpty() ? List.of() : List.of(new SearchTerm(SearchTerm.Place.ANYWHERE, part));
        return looking(wanted, wantedTag);
    }

    /** Of these, those in which all is that somebody typed, as {@link SearchTerm#typed} reads it, and that have the tag. */
    public ApiQuery typed(String line, String wantedTag) {
        return looking(SearchTerm.typed(line), wantedTag);
    }

    private ApiQuery looking(List<SearchTerm> wanted, String wantedTag) {
        return new ApiQuery(tenant, provider, name, statuses, viewer, newestOnly, wanted, wantedTag, order);
    }

    /** Of these, those with one of the statuses, or all if there is none. */
    public ApiQuery in(Set<ApiStatus> some) {
        return new ApiQuery(tenant, provider, name, some, viewer, newestOnly, terms, tag, order);
    }

    /** Of these, those that somebody provides, or all for null. */
    public ApiQuery from(@Nullable UserName somebody) {
        return new ApiQuery(tenant, somebody, name, statuses, viewer, newestOnly, terms, tag, order);
    }

    /** The same in another order. */
    public ApiQuery by(Order wanted) {
        return new ApiQuery(tenant, provider, name, statuses, viewer, newestOnly, terms, tag, wanted);
    }

    /** Whether provider, name, status and viewer allow it. */
    public boolean allows(ApiSummary api) {
        return api.id().provider().tenant().equals(tenant)
                && (provider == null || provider.equals(api.id().provider()))
                && (name == null || name.equals(api.id().name()))
                && (statuses.isEmpty() || statuses.contains(api.status()))
                && (viewer == null || viewer.sees(api.visibility()));
    }

    /** Whether all that is looked for is in it, or in a document of it that the viewer sees, and it has the tag. */
    public boolean finds(Api api, List<SearchedDocument> documents) {
        SearchedApi searched = SearchedApi.of(api);
        List<SearchedDocument> seen = documents.stream()
                .filter(document -> documentsSeen().contains(document.visibility()))
                .toList();
        return terms.stream().allMatch(term -> term.isIn(api.status(), searched, seen))
                && (tag.isEmpty() || api.description().tags().contains(tag));
    }

    /** Documents that are looked into: of these levels. */
    public Set<DocumentVisibility> documentsSeen() {
        return Stream.of(DocumentVisibility.values())
                .filter(level -> viewer == null || viewer.sees(level))
                .collect(Collectors.toSet());
    }
}
