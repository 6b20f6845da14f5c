package org.gatehouse.gateway.mediation.call;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.synapse.rest.RESTConstants;
import org.gatehouse.gateway.mediation.backend.Sources;
import org.gatehouse.gateway.mediation.backend.UriComponent;
import org.gatehouse.gateway.mediation.message.Conversation;
import org.gatehouse.gateway.routing.RequestTarget;
import org.gatehouse.gateway.routing.ResourceTable.Election;
import org.gatehouse.gateway.spi.CallProperties;
import org.gatehouse.gateway.transport.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Properties that every message has without anybody setting them. Most calls ask for a few of them only, so they are made
 * when they are asked for, of what the request said when it came.
 */
final class RequestFacts implements Sources {
    /** All that {@link #get} may know. */
    static final List<String> NAMES = List.of(
            Conversation.PROPERTY,
            CallProperties.AT_END,
            CallProperties.BY_DEFAULT,
            CallProperties.BODY_BYTES,
            CallProperties.CLIENT_ADDRESS,
            CallProperties.ELECTED_RESOURCE,
            CallProperties.PATH_VERBS,
            CallProperties.RECEIVED_AT,
            RESTConstants.REST_API_CONTEXT,
            RESTConstants.REST_FULL_REQUEST_PATH,
            RESTConstants.REST_METHOD,
            RESTConstants.REST_SUB_REQUEST_PATH,
            RESTConstants.REST_URL_PREFIX,
            RESTConstants.SYNAPSE_REST_API,
            RESTConstants.SYNAPSE_REST_API_VERSION);

    private static final String FORWARDED = "X-Forwarded-For";

    private final Call call;
    private final long receivedAt;
    private final List<String> forwarded;
    private final @Nullable String host;
    private @Nullable DeployedApi api;
    private String below = "";
    private @Nullable Election<DeployedResource> election;

    RequestFacts(Call call, InstantSource clock) {
        Exchange exchange = call.exchange();
        this.call = call;
        this.receivedAt = clock.millis();
        this.forwarded =
                exchange.headers().contains(FORWARDED) ? exchange.headers().all(FORWARDED) : List.of();
        this.host = exchange.headers().get("Host");
    }

    /** The API that the request is for, and what of its target comes after the API's context. */
    void isFor(DeployedApi found, String rest) {
        api = found;
        below = rest;
    }

    void elected(Election<DeployedResource> elected) {
        election = elected;
    }

    /** What of the target comes after the API's context, as it was sent; null for a request to no API. */
    @Nullable String below() {
        return api == null ? null : below;
    }

    @Override
    public UriComponent.Source source(String name, Object value) {
        if (name.startsWith(RESTConstants.REST_QUERY_PARAM_PREFIX)) {
            return UriComponent.Source.QUERY;
        }
        Map<String, String> variables = election == null ? Map.of() : election.variables();
        String bare = name.startsWith(RESTConstants.REST_URI_VARIABLE_PREFIX)
                ? name.substring(RESTConstants.REST_URI_VARIABLE_PREFIX.length())
                : name;
        return value.equals(variables.get(bare)) || value.equals(variables.get(name))
                ? UriComponent.Source.PATH
                : UriComponent.Source.MEDIATION;
    }

    @Nullable Object get(String name) {
        return switch (name) {
            case Conversation.PROPERTY -> call;
            case CallProperties.AT_END -> (Consumer<Runnable>) call.exchange()::onEnd;
            case CallProperties.BY_DEFAULT -> call.isOwnHop();
            case CallProperties.BODY_BYTES -> call.exchange().bodyBytes();
            case CallProperties.CLIENT_ADDRESS -> client();
            case CallProperties.ELECTED_RESOURCE -> election == null ? null : election.pattern();
            case CallProperties.PATH_VERBS -> election == null ? null : election.verbs();
            case CallProperties.RECEIVED_AT -> receivedAt;
            case RESTConstants.REST_API_CONTEXT -> api == null ? null : api.context();
            case RESTConstants.REST_FULL_REQUEST_PATH -> target().text();
            case RESTConstants.REST_METHOD -> call.exchange().method();
            case RESTConstants.REST_SUB_REQUEST_PATH ->
                api == null ? null : below.startsWith("/") ? below : "/" + below;
            case RESTConstants.REST_URL_PREFIX ->
                host == null ? null : call.exchange().scheme() + "://" + host;
            case RESTConstants.SYNAPSE_REST_API -> api == null ? null : api.name();
            case RESTConstants.SYNAPSE_REST_API_VERSION -> api == null ? null : api.version();
            default -> null;
        };
    }

    private RequestTarget target() {
        return call.target();
    }

    private String client() {
        String connection = call.exchange().remoteAddress();
        if (forwarded.isEmpty()) {
            return connection;
        }
        TrustedProxies proxies = call.mediation().limits().proxies();
        return call.isOwnHop() ? proxies.beyond(connection, forwarded) : proxies.client(connection, forwarded);
    }
}
