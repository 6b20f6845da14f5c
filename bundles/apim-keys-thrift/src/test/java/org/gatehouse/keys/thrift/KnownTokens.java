package org.gatehouse.keys.thrift;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.KeyValidator;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.domain.keys.Verdict;

/** A key manager that knows its tokens by heart. */
final class KnownTokens implements KeyValidator {
    final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    final Queue<KeyRequest> asked = new ConcurrentLinkedQueue<>();

    @Override
    public Verdict verdict(KeyRequest request) {
        asked.add(request);
        return switch (request.accessToken()) {
            case "no-database" -> throw new Unavailable("The database cannot be reached.");
            case "bug" -> throw new IllegalStateException("secret detail");
            default -> verdicts.getOrDefault(request.accessToken(), new Verdict.Refused(Refusal.INVALID_CREDENTIALS));
        };
    }

    @Override
    public List<ApiResource> resources(String context, String version) {
        return context.equals("/weather/1.0")
                ? List.of(
                        new ApiResource("/today", "GET", AuthType.ANY, "Gold", null, null),
                        new ApiResource("/today", "PUT", AuthType.APPLICATION_USER, "Unlimited", null, null))
                : List.of();
    }
}
