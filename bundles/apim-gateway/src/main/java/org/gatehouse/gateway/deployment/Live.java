package org.gatehouse.gateway.deployment;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.synapse.config.Entry;
import org.apache.synapse.config.SynapseConfiguration;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.mediators.base.SequenceMediator;
import org.gatehouse.gateway.mediation.DeployedApi;
import org.gatehouse.gateway.mediation.Mediation;
import org.gatehouse.gateway.routing.RoutingTable;
import org.jspecify.annotations.Nullable;

/** What is in force, by the file it is from. Not safe for several threads. */
final class Live {
    private final Mediation mediation;
    private final Map<Path, Artefact> byFile = new LinkedHashMap<>();

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
        return byFile.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == kind
                        && entry.getValue().name().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
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

    /** Refuses an artefact whose name, or whose context, another file has. */
    void checkFree(Path file, Artefact artefact) {
        byFile.forEach((otherFile, other) -> {
            if (otherFile.equals(file) || other.kind() != artefact.kind()) {
                return;
            }
            if (other.name().equals(artefact.name())) {
                throw Refused.clash(1, artefact.name() + " is deployed from " + otherFile.getFileName() + " already");
            }
            if (artefact.built() instanceof DeployedApi api
                    && other.built() instanceof DeployedApi taken
                    && api.prefix().equals(taken.prefix())) {
                throw Refused.clash(
                        1,
                        "context " + api.prefix() + " belongs to " + taken.name() + " in " + otherFile.getFileName());
            }
        });
    }

    /** Puts an artefact in the place of what the file held before, which is returned. APIs wait for {@link #publish}. */
    @Nullable Artefact put(Path file, Artefact artefact) {
        Artefact before = byFile.put(file, artefact);
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
            forget(before);
        }
        return before;
    }

    private void forget(Artefact artefact) {
        SynapseConfiguration configuration = mediation.configuration();
        switch (artefact.kind()) {
            case SEQUENCE -> configuration.removeSequence(artefact.name());
            case ENDPOINT -> configuration.removeEndpoint(artefact.name());
            case ENTRY -> configuration.removeEntry(artefact.name());
            case API -> {}
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
