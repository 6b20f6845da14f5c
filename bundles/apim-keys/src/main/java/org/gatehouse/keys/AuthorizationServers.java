package org.gatehouse.keys;

import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.keys.AuthorizationServer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authorization servers that bundles bring, and which of them is in charge. */
@Component(service = AuthorizationServers.class, configurationPid = "apim.keys.server")
@Designate(ocd = AuthorizationServers.Config.class)
public final class AuthorizationServers {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationServers.class);

    private final Map<String, AuthorizationServer> byName = new ConcurrentHashMap<>();
    private final Memories memories;
    private volatile String name;

    /** As configured. */
    @Activate
    public AuthorizationServers(@Reference Memories memories, Config config) {
        this(memories, config.name());
    }

    AuthorizationServers(Memories memories, String name) {
        this.memories = memories;
        this.name = name;
    }

    /** From now on another may be in charge; what gateways remember of the tokens of the one before is forgotten. */
    @Modified
    void configure(Config config) {
        if (!name.equals(config.name())) {
            name = config.name();
            memories.forgetAll();
            LOG.info("From now on tokens are those of {}", name);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(AuthorizationServer server, Map<String, Object> properties) {
        byName.put(String.valueOf(properties.get(AuthorizationServer.NAME)), server);
    }

    void remove(AuthorizationServer server, Map<String, Object> properties) {
        byName.remove(String.valueOf(properties.get(AuthorizationServer.NAME)), server);
    }

    /**
     * The one in charge.
     *
     * @throws Unavailable if there is none of the configured name; nobody else takes its place
     */
    AuthorizationServer chosen() {
        AuthorizationServer server = byName.get(name);
        if (server == null) {
            throw new Unavailable("authorization server: " + name + " (expected: one of "
                    + new TreeSet<>(byName.keySet()) + ", or its feature installed)");
        }
        return server;
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: authorization server")
    @interface Config {
        @AttributeDefinition(description = "Whose tokens are honoured: own, or the name of an installed one.")
        String name() default AuthorizationServer.OWN;
    }
}
