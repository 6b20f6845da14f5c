package org.gatehouse.domain.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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
 * @param text what is somewhere in their name, provider, version, context, status, tags, description or resources' paths, or
 *     in a document that the viewer sees, in any case; empty for anything
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
        String text,
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

    /** How long a text that is looked for may be. */
    public static final int MOST_OF_TEXT = 200;

    /** Of each description, so much is searched. */
    public static final int SEARCHED_OF_DESCRIPTION = 2_000;

    /** Of the paths of an API's resources, so much is searched. */
    public static final int SEARCHED_OF_RESOURCES = 16_000;

    /**
     * Copies its set.
     *
     * @throws Invalid if the text is longer than {@value #MOST_OF_TEXT} characters: looking for it would take whoever asks
     *     longer than a server can let them
     */
    public ApiQuery {
        if (text.length() > MOST_OF_TEXT) {
            throw new Invalid("search: " + text.length() + " characters (expected: at most " + MOST_OF_TEXT + ")");
        }
        statuses = Set.copyOf(statuses);
    }

    /** All APIs of a tenant. */
    public static ApiQuery of(String tenant) {
        return new ApiQuery(tenant, null, null, Set.of(), null, false, "", "", Order.NAME);
    }

    /** All versions of one provider's API. */
    public static ApiQuery versions(UserName provider, String name) {
        return new ApiQuery(provider.tenant(), provider, name, Set.of(), null, false, "", "", Order.NAME);
    }

    /** Of these, those with one of the statuses that a viewer sees. */
    public ApiQuery seenBy(Viewer by, EnumSet<ApiStatus> listed, boolean newest) {
        return new ApiQuery(tenant, provider, name, listed, by, newest, text, tag, order);
    }

    /** Of these, those in which the text is, and that have the tag. */
    public ApiQuery with(String part, String wantedTag) {
        return new ApiQuery(tenant, provider, name, statuses, viewer, newestOnly, part, wantedTag, order);
    }

    /** Of these, those with one of the statuses, or all if there is none. */
    public ApiQuery in(Set<ApiStatus> some) {
        return new ApiQuery(tenant, provider, name, some, viewer, newestOnly, text, tag, order);
    }

    /** Of these, those that somebody provides, or all for null. */
    public ApiQuery from(@Nullable UserName somebody) {
        return new ApiQuery(tenant, somebody, name, statuses, viewer, newestOnly, text, tag, order);
    }

    /** The same in another order. */
    public ApiQuery by(Order wanted) {
        return new ApiQuery(tenant, provider, name, statuses, viewer, newestOnly, text, tag, wanted);
    }

    /** Whether provider, name, status and viewer allow it. */
    public boolean allows(ApiSummary api) {
        return api.id().provider().tenant().equals(tenant)
                && (provider == null || provider.equals(api.id().provider()))
                && (name == null || name.equals(api.id().name()))
                && (statuses.isEmpty() || statuses.contains(api.status()))
                && (viewer == null || viewer.sees(api.visibility()));
    }

    /** Whether it, or one of its documents that the viewer sees, has the text, and it has the tag. */
    public boolean finds(Api api, List<SearchedDocument> documents) {
        return (text.isEmpty()
                        || statusesOfText().contains(api.status())
                        || searched(api).contains(lowerText())
                        || documents.stream()
                                .filter(document -> documentsSeen().contains(document.visibility()))
                                .anyMatch(document -> document.text().contains(lowerText())))
                && (tag.isEmpty() || api.description().tags().contains(tag));
    }

    /** Documents that are looked into: of these levels. */
    public Set<DocumentVisibility> documentsSeen() {
        return Stream.of(DocumentVisibility.values())
                .filter(level -> viewer == null || viewer.sees(level))
                .collect(Collectors.toSet());
    }

    /** The statuses in whose name the text is: APIs that have one are found, whatever else of them is searched. */
    public Set<ApiStatus> statusesOfText() {
        return Stream.of(ApiStatus.values())
                .filter(status -> lower(status.name()).contains(lowerText()))
                .collect(Collectors.toSet());
    }

    /** The text as it is looked for. */
    public String lowerText() {
        return lower(text);
    }

    /** Of an API, what a text is looked for in beside its status; in lower case. */
    public static String searched(Api api) {
        Description description = api.description();
        return lower(String.join(
                        "\n",
                        api.id().name(),
                        api.id().provider().toString(),
                        api.id().version(),
                        api.context(),
                        String.join(",", description.tags()),
                        beginning(description.text(), SEARCHED_OF_DESCRIPTION)))
                + "\n"
                + beginning(lower(resources(api)), SEARCHED_OF_RESOURCES);
    }

    private static String resources(Api api) {
        return api.resources().stream().map(ApiResource::urlPattern).distinct().collect(Collectors.joining("\n"));
    }

    private static String beginning(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
