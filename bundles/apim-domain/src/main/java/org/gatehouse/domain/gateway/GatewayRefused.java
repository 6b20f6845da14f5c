package org.gatehouse.domain.gateway;

import java.util.Map;
import java.util.TreeMap;

/** Some gateway could not be brought to an API's status; the API has kept the status it had. */
public final class GatewayRefused extends RuntimeException {
    private final Map<String, String> failures;
    private final boolean publishing;

    /**
     * These environments did not take it.
     *
     * @param failures what went wrong, by name of the environment
     * @param publishing whether the API should have been put on the gateways, rather than taken off
     */
    public GatewayRefused(Map<String, String> failures, boolean publishing) {
        super("Failed gateway environments: " + new TreeMap<>(failures));
        this.failures = Map.copyOf(failures);
        this.publishing = publishing;
    }

    /** What went wrong, by name of the environment. */
    public Map<String, String> failures() {
        return failures;
    }

    /** Whether the API should have been put on the gateways; false if it should have been taken off. */
    public boolean isPublishing() {
        return publishing;
    }
}
