package org.gatehouse.publisher;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Mediation;

/** In what two states of an API differ that its providers write: in their words, and in the order of their form. */
final class Differences {
    private final List<String> found = new ArrayList<>();

    private Differences() {}

    static List<String> between(Api one, Api other) {
        Differences differences = new Differences();
        differences.compare("context", one.contextTemplate(), other.contextTemplate());
        differences.described(one.description(), other.description());
        differences.compare("visibility", one.visibility(), other.visibility());
        differences.compare("who may subscribe", one.availability(), other.availability());
        differences.connected(one.backend(), other.backend());
        differences.compare("transports", one.transports(), other.transports());
        differences.compare("tiers", one.tiers(), other.tiers());
        differences.compare("resources", one.resources(), other.resources());
        differences.compare("scopes", one.scopes(), other.scopes());
        differences.mediated(one.mediation(), other.mediation());
        differences.compare("default version", one.defaultVersion(), other.defaultVersion());
        differences.compare("gateways", one.environments(), other.environments());
        return differences.found;
    }

    private void described(Description one, Description other) {
        compare("description", one.text(), other.text());
        compare("tags", one.tags(), other.tags());
        compare("icon", one.thumbnail(), other.thumbnail());
        compare("WSDL", one.wsdl(), other.wsdl());
        compare("WADL", one.wadl(), other.wadl());
        compare("business owner", one.business(), other.business());
        compare("technical owner", one.technical(), other.technical());
    }

    /** Of a password it is told that it differs, and no more. */
    private void connected(Backend one, Backend other) {
        compare("end point", one.endpoints(), other.endpoints());
        compare("implementation", one.implementation(), other.implementation());
        compare("the back end's user", user(one), user(other));
    }

    private static List<Object> user(Backend backend) {
        return List.of(backend.secured(), backend.username(), backend.password());
    }

    private void mediated(Mediation one, Mediation other) {
        compare("sequences", sequences(one), sequences(other));
        compare("response caching", caching(one), caching(other));
        compare("destination statistics", one.destinationStatistics(), other.destinationStatistics());
    }

    private static List<String> sequences(Mediation mediation) {
        return List.of(mediation.inSequence(), mediation.outSequence(), mediation.faultSequence());
    }

    private static List<Object> caching(Mediation mediation) {
        return List.of(mediation.responseCaching(), mediation.cacheTimeoutSeconds());
    }

    private void compare(String what, Object one, Object other) {
        if (!one.equals(other)) {
            found.add(what);
        }
    }
}
