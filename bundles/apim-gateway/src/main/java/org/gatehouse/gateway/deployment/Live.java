package org.gatehouse.gateway.deployment;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.synapse.config.Entry;
import org.apache.synapse.config.SynapseConfiguration;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.mediators.base.SequenceMediator;
import org.gatehouse.domain.catalog.ContextPath;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.gateway.mediation.call.DeployedApi;
import org.gatehouse.gateway.mediation.call.Mediation;
import org.gatehouse.gateway.routing.RoutingTable;
import org.jspecify.annotations.Nullable;

/** What is in force, by the file it is from. Not safe for several threads. */
final class Live {
    private final Mediation mediation;
    private final Map<Path, Artefact> byFile = new LinkedHashMap<>();
    /** Which file has a name among its kind, and which an API's prefix: with thousands of APIs nobody looks through them all. */
    private final Map<Name, Path> byName = new HashMap<>();

    private final NavigableMap<String, Path> byPrefix = new TreeMap<>();

    private record Name(Kind kind, String name) {
        static Name of(Artefact artefact) {
            return new Name(artefact.kind(), artefact.name());
        }
    }

    Live(Mediation mediation) {
        this.mediation = mediation;
    }

    @Nullable Artefact at(Path file) {
        return byFile.get(file);
    }

    Collection<Path> files() {
        return byFile.keySet();
    }

    Optional<Path> fileOf(Kind kind, String name) {
        return Optional.ofNullable(byName.get(new Name(kind, name)));
    }

    /** Names of all APIs, each with its file. */
    Map<String, Path> apis() {
        Map<String, Path> apis = new TreeMap<>();
        byFile.forEach((file, artefact) -> {
            if (artefact.kind() == Kind.API) {
                apis.put(artefact.name(), file);
            }
        });
        return apis;
    }

    /**
     * Refuses an artefact whose name, or whose context, another file has; and an API whose context is below or above that of
     * another API's version, whose callers it would take.
     */
    void checkFree(Path file, Artefact artefact) {
        Path named = byName.get(Name.of(artefact));
        if (named != null && !named.equals(file)) {
            throw Refused.clash(1, artefact.name() + " is deployed from " + named.getFileName() + " already");
        }
        if (artefact.built() instanceof DeployedApi api) {
            refuseOurs(api);
            refuse(file, api, byPrefix.get(api.prefix()), false);
            for (int end = api.prefix().lastIndexOf('/');
                    end > 0;
                    end = api.prefix().lastIndexOf('/', end - 1)) {
                refuse(file, api, byPrefix.get(api.prefix().substring(0, end)), true);
            }
            if (!api.version().isEmpty()) {
                // The slash's successor is the zero: these are all that begin with the prefix and a slash.
                byPrefix.subMap(api.prefix() + "/", api.prefix() + "0")
                        .values()
                        .forEach(below -> refuse(file, api, below, false));
            }
        }
    }

    /** Of an API that somebody provides: what has no provider in its name was put here by who runs the gateway. */
    private static void refuseOurs(DeployedApi api) {
        int provider = api.family().lastIndexOf("--");
        if (provider > 0
                && ContextPath.isOne(api.context())
                && new ContextPath(api.context())
                        .isGatewaysFrom(UserName.parse(api.family().substring(0, provider))
                                .tenant())) {
            throw Refused.at(
                    1,
                    "context: " + api.context() + " (expected: none of the gateway's own, and that a tenant's"
                            + " begins with /t/ and its domain)");
        }
    }

    /** Refuses an API because of another one's context; be it only if that one is a version, and of another API. */
    private void refuse(Path file, DeployedApi api, @Nullable Path taken, boolean above) {
        if (taken == null || taken.equals(file)) {
            return;
        }
        DeployedApi other =
                (DeployedApi) Objects.requireNonNull(byFile.get(taken)).built();
        boolean same = other.prefix().equals(api.prefix());
        if (same
                || (!other.family().equals(api.family())
                        && !(above && other.version().isEmpty()))) {
            throw Refused.clash(
                    1,
                    "context " + (same ? "" : api.prefix() + ": ") + other.prefix() + " belongs to " + other.name()
                            + " in " + taken.getFileName());
        }
    }

    /** Puts an artefact in the place of what the file held before, which is returned. APIs wait for {@link #publish}. */
    @Nullable Artefact put(Path file, Artefact artefact) {
        Artefact before = byFile.put(file, artefact);
        if (before != null) {
            unfile(before);
        }
        byName.put(Name.of(artefact), file);
        if (artefact.built() instanceof DeployedApi api) {
            byPrefix.put(api.prefix(), file);
        }
        if (before != null && !before.name().equals(artefact.name())) {
            forget(before);
        }
        SynapseConfiguration configuration = mediation.configuration();
        if (artefact.built() instanceof SequenceMediator sequence) {
            configuration.updateSequence(artefact.name(), sequence);
        } else if (artefact.built() instanceof Endpoint endpoint) {
            configuration.updateEndpoint(artefact.name(), endpoint);
        } else if (artefact.built() instanceof Entry entry) {
            configuration.updateEntry(artefact.name(), entry);
        }
        return before;
    }

    /** Takes off what the file held. APIs wait for {@link #publish}. */
    @Nullable Artefact remove(Path file) {
        Artefact before = byFile.remove(file);
        if (before != null) {
            unfile(before);
            forget(before);
        }
        return before;
    }

    private void unfile(Artefact artefact) {
        byName.remove(Name.of(artefact));
        if (artefact.built() instanceof DeployedApi api) {
            byPrefix.remove(api.prefix());
        }
    }

    private void forget(Artefact artefact) {
        SynapseConfiguration configuration = mediation.configuration();
        switch (artefact.kind()) {
            case SEQUENCE -> configuration.removeSequence(artefact.name());
            case ENDPOINT -> configuration.removeEndpoint(artefact.name());
            case ENTRY -> configuration.removeEntry(artefact.name());
            case API, PROXY -> {}
        }
    }

    /** From now on calls find exactly these APIs. */
    void publish() {
        Map<String, DeployedApi> routes = new HashMap<>();
        for (Artefact artefact : byFile.values()) {
            if (artefact.built() instanceof DeployedApi api) {
                routes.put(api.prefix(), api);
            }
        }
        mediation.route(RoutingTable.of(routes));
    }
}
