package org.gatehouse.gateway.mediation.call;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.axis2.AxisFault;
import org.apache.axis2.context.ConfigurationContext;
import org.apache.axis2.description.TransportOutDescription;
import org.apache.axis2.engine.AxisConfiguration;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.config.SynapseConfiguration;
import org.apache.synapse.core.SynapseEnvironment;
import org.gatehouse.gateway.mediation.plan.Generations;
import org.gatehouse.gateway.plugin.Plugins;
import org.gatehouse.gateway.plugin.WaitingRoom;
import org.gatehouse.gateway.routing.Reading;
import org.gatehouse.gateway.routing.RequestTarget;
import org.gatehouse.gateway.routing.RoutingTable;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.HttpService;
import org.jspecify.annotations.Nullable;

/** What all calls share: Synapse's configuration and environment, the routes, the workers. */
public final class Mediation implements HttpService, Generations, AutoCloseable {
    private static final String AMBIGUOUS = "The path can be read in several ways, which lead to different resources";

    private final SynapseConfiguration configuration = new SynapseConfiguration();
    private final ConfigurationContext axis = axisContext();
    private final TransportOutDescription sender = new TransportOutDescription("http");
    private final CallEnvironment environment;
    private final Workers workers;
    private final Limits limits;
    private final Plugins plugins;
    private final InstantSource clock;
    private final OwnHop ownHop = new OwnHop();
    private final FailureDiary failures;
    private final AtomicLong changes = new AtomicLong();
    private volatile RoutingTable<DeployedApi> routes = RoutingTable.of(java.util.Map.of());

    /** Starts with no API at all. */
    public Mediation(Workers workers, Limits limits, Plugins plugins, InstantSource clock) {
        this.workers = workers;
        this.limits = limits;
        this.plugins = plugins;
        this.clock = clock;
        failures = new FailureDiary(clock);
        Confinement.begin();
        sender.setSender(new AnswerSender());
        configuration.setAxisConfiguration(axis.getAxisConfiguration());
        environment = new CallEnvironment(axis, configuration);
        tellAxis();
        // With nothing in it yet: what mediators such as aggregate need of it is there from then on.
        configuration.init(environment);
    }

    /** Where Synapse's endpoints by name look for both. */
    private void tellAxis() {
        try {
            axis.getAxisConfiguration().addParameter(SynapseConstants.SYNAPSE_CONFIG, configuration);
            axis.getAxisConfiguration().addParameter(SynapseConstants.SYNAPSE_ENV, environment);
        } catch (AxisFault e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConfigurationContext axisContext() {
        return new ConfigurationContext(new AxisConfiguration());
    }

    @Override
    public void serve(Exchange exchange) {
        RequestTarget target = RequestTarget.of(exchange.target());
        RoutingTable<DeployedApi> now = routes;
        DeployedApi api = target.fault() == null ? now.find(target.path()) : null;
        if (!target.others().isEmpty() && !leadsOneWay(target, exchange.method(), now, api)) {
            target = target.refused(AMBIGUOUS);
        }
        new Call(this, exchange, target, api).start();
    }

    /** Whether every reading of the target leads to the same resource of the same API. */
    @SuppressWarnings("ReferenceEquality") // the table gives the same API, or another one
    private static boolean leadsOneWay(
            RequestTarget target, String verb, RoutingTable<DeployedApi> routes, @Nullable DeployedApi api) {
        DeployedResource resource = api == null ? null : api.elect(target, verb).resource();
        for (Reading reading : target.others()) {
            if (routes.find(reading.path()) != api
                    || (api != null
                            && (!api.contains(reading) || api.elect(reading, target.query(), verb) != resource))) {
                return false;
            }
        }
        return true;
    }

    /** Calls that begin from now on find these APIs. */
    public void route(RoutingTable<DeployedApi> newRoutes) {
        routes = newRoutes;
        changed();
    }

    /**
     * The gateway listens there: the calls that it makes to itself are known by their mark from now on.
     *
     * @param scheme {@code http} or {@code https}
     * @param port that is open on all addresses, or on the loopback's
     */
    public void listensAt(String scheme, int port) {
        ownHop.at(scheme, port);
    }

    @Override
    public SynapseConfiguration configuration() {
        return configuration;
    }

    /** What artefacts are initialised with. */
    public SynapseEnvironment synapse() {
        return environment;
    }

    /** To be called when something in the configuration is another one now. */
    public void changed() {
        changes.incrementAndGet();
    }

    /** Another gateway takes over: requests that only wait are given back, for it to serve. */
    public void leave() {
        plugins.waitingRoom().close();
    }

    WaitingRoom waitingRoom() {
        return plugins.waitingRoom();
    }

    OwnHop ownHop() {
        return ownHop;
    }

    FailureDiary failures() {
        return failures;
    }

    @Override
    public long generation() {
        return changes.get() + plugins.generation();
    }

    CallEnvironment environment() {
        return environment;
    }

    ConfigurationContext axis() {
        return axis;
    }

    TransportOutDescription sender() {
        return sender;
    }

    Workers workers() {
        return workers;
    }

    Limits limits() {
        return limits;
    }

    InstantSource clock() {
        return clock;
    }

    @Override
    public void close() throws AxisFault {
        configuration.destroy();
        environment.getExecutorService().shutdown();
        axis.terminate();
    }
}
