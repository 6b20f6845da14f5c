package org.gatehouse.gateway.handlers.security;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.KeyValidator;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.subscription.KeyType;

/** A key manager of one API: {@code /phone/1.0.0}. */
public final class Keys implements KeyValidator {
    public static final String CONTEXT = "/phone/1.0.0";
    public static final String VERSION = "1.0.0";

    final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    final List<KeyRequest> asked = Collections.synchronizedList(new ArrayList<>());
    final List<ApiResource> resources = new ArrayList<>(List.of(
            new ApiResource("/number", "GET", AuthType.ANY, "Unlimited", null, null),
            new ApiResource("/number", "POST", AuthType.APPLICATION_USER, "Unlimited", null, null),
            new ApiResource("/open", "GET", AuthType.NONE, "Unlimited", null, null)));
    final AtomicInteger listed = new AtomicInteger();
    volatile boolean down;
    volatile Runnable whileAnswering = () -> {};

    public Keys allow(Verdict.Allowed verdict, String token) {
        verdicts.put(token, verdict);
        return this;
    }

    public Keys declare(ApiResource resource) {
        resources.add(resource);
        return this;
    }

    /** The versions that were asked about. */
    public List<String> versions() {
        return asked.stream().map(KeyRequest::version).toList();
    }

    public static Verdict.Allowed key(String consumer) {
        return new Verdict.Allowed(
                "Phone",
                "admin",
                consumer,
                "1",
                "First",
                "Unlimited",
                "admin",
                "Gold",
                KeyType.PRODUCTION,
                "ann@carbon.super",
                null,
                Set.of(),
                null);
    }

    @Override
    public Verdict verdict(KeyRequest request) {
        check();
        asked.add(request);
        Verdict verdict =
                verdicts.getOrDefault(request.accessToken(), new Verdict.Refused(Refusal.INVALID_CREDENTIALS));
        whileAnswering.run();
        return verdict;
    }

    @Override
    public List<ApiResource> resources(String context, String version) {
        check();
        listed.incrementAndGet();
        return context.equals(CONTEXT) ? List.copyOf(resources) : List.of();
    }

    private void check() {
        if (down) {
            throw new Unavailable("connection refused");
        }
    }
}
