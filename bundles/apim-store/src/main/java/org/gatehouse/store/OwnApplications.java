package org.gatehouse.store;

import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.Applications;

/** The applications of the caller, which are all that a consumer knows of; {@link Forbidden} for who does not subscribe. */
record OwnApplications(Applications applications) {
    List<Application> all(Caller caller) {
        caller.requireAny(Permission.SUBSCRIBE);
        return applications.of(caller.user());
    }

    /** That of the name, if there is one. */
    Optional<Application> named(Caller caller, String name) {
        caller.requireAny(Permission.SUBSCRIBE);
        return applications.find(caller.user(), name);
    }

    /**
     * That of the name.
     *
     * @throws NotFound if there is none
     */
    Application find(Caller caller, String name) {
        return named(caller, name)
                .orElseThrow(() -> new NotFound("Application " + name + " does not exist for user " + caller.user()));
    }

    /**
     * That of the number.
     *
     * @throws NotFound if there is none, or it is someone else's
     */
    Application find(Caller caller, long id) {
        caller.requireAny(Permission.SUBSCRIBE);
        return applications
                .find(id)
                .filter(application -> application.subscriber().equals(caller.user()))
                .orElseThrow(() -> new NotFound("Application " + id + " does not exist for user " + caller.user()));
    }
}
