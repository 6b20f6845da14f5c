package org.gatehouse.publisher;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.EndpointAddress;
import org.gatehouse.domain.fetch.Probe;
import org.gatehouse.domain.identity.Caller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether what is behind an API answers, and how its connection is secured. */
@Component(service = EndpointTests.class)
public final class EndpointTests {
    private static final Duration LONGEST = Duration.ofSeconds(4);
    /** Of all of an API: somebody waits for them, with one of the threads of the portals. */
    private static final Duration ALL = Duration.ofSeconds(12);

    private static final int MOST = 10;

    private static final String OUT_OF_REACH = "it is at an address that this server asks only for calls"
            + " (an administrator allows more with private.addresses in etc/apim.definitions.cfg)";

    private final OwnApis own;
    private final Probe probe;

    /** Of the stored APIs. */
    @Activate
    public EndpointTests(@Reference Apis apis, @Reference Probe probe) {
        this.own = new OwnApis(apis);
        this.probe = probe;
    }

    /**
     * Asks every address behind the API, one after the other, at most {@value #MOST}. Those for which there is no time, and those
     * that only a call makes whole, are told without being asked.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     * @throws NotFound if there is no such API
     * @throws Unavailable if too many others are asked for at the moment
     */
    public List<EndpointTest> run(Caller caller, ApiId id) {
        long end = System.nanoTime() + ALL.toNanos();
        List<EndpointTest> tests = new ArrayList<>();
        for (EndpointAddress endpoint :
                EndpointAddress.of(own.find(caller, id).backend().endpoints())) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (tests.size() >= MOST || left.compareTo(LONGEST) < 0) {
                tests.add(new EndpointTest(endpoint, null, "others took all the time"));
            } else if (endpoint.url().contains("{")) {
                tests.add(new EndpointTest(endpoint, null, "only a call makes it an address"));
            } else {
                tests.add(asked(caller, endpoint));
            }
        }
        return tests;
    }

    private EndpointTest asked(Caller caller, EndpointAddress endpoint) {
        try {
            return probe.meet(caller.account(), new URI(endpoint.url()), LONGEST)
                    .map(met -> new EndpointTest(endpoint, met, ""))
                    .orElseGet(() -> new EndpointTest(endpoint, null, OUT_OF_REACH));
        } catch (URISyntaxException e) {
            return new EndpointTest(endpoint, null, "it is no address");
        }
    }
}
