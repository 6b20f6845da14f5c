package org.gatehouse.domain.subscription;

import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.identity.UserName;

/** The applications that are stored. */
public interface Applications {
    /** The application of that number. */
    Optional<Application> find(long id);

    /** The subscriber's application of that name. */
    Optional<Application> find(UserName subscriber, String name);

    /** The wanted part of a subscriber's applications, by name. */
    Page<ApplicationSummary> page(UserName subscriber, PageRequest wanted);

    /** What a list shows of all applications of a subscriber, by name. */
    List<ApplicationSummary> list(UserName subscriber);

    /** All applications of a subscriber, by name. */
    List<Application> of(UserName subscriber);

    /**
     * Adds the application, at revision 1, and its subscriber if new.
     *
     * @return the application with its number
     * @throws Conflict if the subscriber has one of that name
     */
    Application add(Application application);

    /**
     * Replaces name, tier, call-back, description and status; its revision is one more then.
     *
     * @throws NotFound if there is none of that number
     * @throws Changed if what is stored is at another revision than what is given
     * @throws Conflict if another one of the subscriber has the name
     */
    void update(Application application);

    /** How many applications are at a tier. */
    long atTier(String tier);

    /** Removes the application with its subscriptions and key mappings; does nothing for an unknown one. */
    void remove(long id);
}
