package org.gatehouse.domain.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * The APIs that are stored, with all that belongs to each. Every verb is one transaction. A scope is the same in all versions of an
 * API that have it: what is stored of it last. Of the versions that gateways have at most one is the default, and of the others at
 * most one is to become it: a version that begins to be either takes that from another, whose revision is one more then. What an
 * API was stays for a while ({@link Revisions}).
 */
public interface Apis {
    /** The API, if there is one. */
    Optional<Api> find(ApiId id);

    /** The API whose {@linkplain Api#context() context} this is, version included. */
    Optional<Api> findByContext(String context);

    /** The scope that guards a resource, if one does, of the API with that context, version included. */
    Optional<String> scopeOf(String context, String urlPattern, String verb);

    /** The wanted part of the APIs that a query finds, in its order. */
    Page<ApiSummary> page(ApiQuery query, PageRequest wanted);

    /** All APIs that a query finds, in its order. */
    List<ApiSummary> list(ApiQuery query);

    /**
     * The tags of the APIs that a query finds: those that most of them have, most first.
     *
     * @param most how many at most
     */
    List<TagCount> tags(ApiQuery query, int most);

    /** Whether some API of the tenant has this name, in any case. */
    boolean nameTaken(String tenant, String name);

    /** Whether some API of the tenant has this {@linkplain Api#unversionedContext() context without a version}. */
    boolean contextTaken(String tenant, String unversioned);

    /**
     * The APIs of the tenant whose context, with its version or without, is one of the paths, or whose context with its version
     * is below a path; in any order.
     */
    List<ApiSummary> around(String tenant, Set<String> paths, String above);

    /** APIs of the tenant that offer the tier to subscribers, by name and version. */
    List<ApiId> offering(String tenant, String tier);

    /** Resources of the tenant's APIs that the tier limits, by name and version of the API. */
    Map<ApiId, List<ApiResource>> limitedBy(String tenant, String tier);

    /** All APIs of all tenants, by name and version: for those who bring all of them somewhere, and for nobody else. */
    List<Api> all();

    /** All versions of one provider's API, oldest first. */
    List<Api> versions(UserName provider, String name);

    /** The definition that somebody has written of the API; empty if nobody has. */
    Optional<Definition> definition(ApiId id);

    /**
     * Adds the API, at revision 1, together with the first step of its life.
     *
     * @param definition what somebody has written of it; null if nobody has
     * @throws Conflict if the API or its context template is there already
     */
    void add(Api api, Transition creation, @Nullable Definition definition);

    /** Adds an API of which nobody has written a definition. */
    default void add(Api api, Transition creation) {
        add(api, creation, null);
    }

    /**
     * Replaces what is stored of the API, except its status; its revision is one more then.
     *
     * @param definition what somebody has written of it now; null if what is stored of that stays
     * @throws NotFound if there is no such API
     * @throws Changed if what is stored is at another revision than what is given
     * @throws Conflict if another API has the context template
     */
    void update(Api api, @Nullable Definition definition);

    /** Replaces what is stored of the API, except its status and its definition. */
    default void update(Api api) {
        update(api, null);
    }

    /**
     * Replaces what is stored of the API, except its status, with what it was at an earlier revision; its revision is one more
     * then.
     *
     * @param definition what somebody had written of it; null if nobody had, and then there is none any more
     * @param number which revision that is
     * @throws NotFound if there is no such API
     * @throws Changed if what is stored is at another revision than what is given
     * @throws Conflict if another API has the context template
     */
    void goBack(Api api, @Nullable Definition definition, long number);

    /**
     * Sets the status and notes the step; its revision is one more then.
     *
     * @param revision that of the API from which the step was decided
     * @throws NotFound if there is no such API
     * @throws Changed if what is stored is at another revision
     */
    void move(ApiId id, long revision, Transition transition);

    /** The API's life so far, oldest step first; empty for an unknown API. */
    List<Transition> history(ApiId id);

    /** Removes the API and all that belongs to it, subscriptions included; does nothing for an unknown one. */
    void remove(ApiId id);

    /** Whether some API of the tenant has a scope of that key that is no version of this one. */
    boolean scopeTaken(String tenant, String scopeKey, ApiId except);
}
