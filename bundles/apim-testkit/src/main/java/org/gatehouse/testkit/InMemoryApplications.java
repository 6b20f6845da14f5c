package org.gatehouse.testkit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationSummary;
import org.gatehouse.domain.subscription.Applications;

/** Applications in memory. */
public final class InMemoryApplications implements Applications {
    private final Map<Long, Application> applications = new LinkedHashMap<>();
    private Function<Application, ApplicationSummary> summaries =
            application -> new ApplicationSummary(application, 0, 0);
    private long lastId;

    @Override
    public synchronized Optional<Application> find(long id) {
        return Optional.ofNullable(applications.get(id));
    }

    @Override
    public Optional<Application> find(UserName subscriber, String name) {
        return of(subscriber).stream()
                .filter(application -> application.name().equals(name))
                .findFirst();
    }

    /** Lets somebody say what a list shows of an application. */
    void summariesAre(Function<Application, ApplicationSummary> told) {
        summaries = told;
    }

    @Override
    public Page<ApplicationSummary> page(UserName subscriber, PageRequest wanted) {
        return Page.of(list(subscriber), wanted);
    }

    @Override
    public List<ApplicationSummary> list(UserName subscriber) {
        return of(subscriber).stream().map(summaries).toList();
    }

    @Override
    public synchronized List<Application> of(UserName subscriber) {
        return applications.values().stream()
                .filter(application -> application.subscriber().equals(subscriber))
                .sorted(Comparator.comparing(Application::name))
                .toList();
    }

    @Override
    public synchronized Application add(Application application) {
        requireFreeName(application.subscriber(), application.name(), 0);
        lastId++;
        Application stored = copy(lastId, application.subscriber(), application, 1);
        applications.put(lastId, stored);
        return stored;
    }

    @Override
    public synchronized void update(Application application) {
        Application old =
                find(application.id()).orElseThrow(() -> new NotFound("application: number " + application.id()));
        if (old.revision() != application.revision()) {
            throw new Changed(
                    "application: number " + old.id() + " is at revision " + old.revision() + " (expected: "
                            + application.revision() + ")",
                    old.revision());
        }
        requireFreeName(old.subscriber(), application.name(), old.id());
        applications.put(old.id(), copy(old.id(), old.subscriber(), application, old.revision() + 1));
    }

    @Override
    public synchronized long atTier(String tier) {
        return applications.values().stream()
                .filter(application -> application.tier().equals(tier))
                .count();
    }

    @Override
    public synchronized void remove(long id) {
        applications.remove(id);
    }

    private void requireFreeName(UserName subscriber, String name, long except) {
        if (find(subscriber, name).filter(other -> other.id() != except).isPresent()) {
            throw new Conflict("application: " + name + " (expected: a name that " + subscriber + " has not used yet)");
        }
    }

    private static Application copy(long id, UserName subscriber, Application given, long revision) {
        return new Application(
                id,
                subscriber,
                given.name(),
                given.tier(),
                given.callbackUrl(),
                given.description(),
                given.status(),
                revision);
    }
}
