package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gatehouse.definitions.tree.Tree;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.tier.Tier;
import org.jspecify.annotations.Nullable;

/** What we say in a definition beside what its specification knows: members that begin with {@code x-}. */
final class Members {
    private static final String AUTH = "x-auth-type";
    private static final String TIER = "x-throttling-tier";
    private static final String SCOPE = "x-scope";
    private static final String SCRIPT = "x-mediation-script";
    private static final String SECURITY = "x-wso2-security";
    private static final String SCOPES = "x-wso2-scopes";

    private Members() {}

    static ApiResource resource(Operation operation) {
        JsonNode said = operation.node();
        return new ApiResource(
                operation.key().pattern(),
                operation.key().verb(),
                AuthType.parse(said.path(AUTH).asText()),
                text(said, TIER, Tier.UNLIMITED_NAME),
                orNull(said, SCOPE),
                orNull(said, SCRIPT));
    }

    /** Says it of the operation; what is read from it after that is the resource. */
    static void put(ApiResource resource, ObjectNode operation, String auth) {
        operation.put(AUTH, auth);
        operation.put(TIER, resource.tier());
        putOrRemove(operation, SCOPE, resource.scope());
        putOrRemove(operation, SCRIPT, resource.mediationScript());
    }

    private static void putOrRemove(ObjectNode operation, String member, @Nullable String value) {
        if (value == null) {
            operation.remove(member);
        } else {
            operation.put(member, value);
        }
    }

    static List<Scope> scopes(ObjectNode root) {
        List<Scope> scopes = new ArrayList<>();
        for (JsonNode child : root.path(SECURITY)) {
            child.path(SCOPES).forEach(scope -> scopes.add(scope(scope)));
        }
        return scopes;
    }

    private static Scope scope(JsonNode scope) {
        return new Scope(
                scope.path("key").asText("").trim(),
                scope.path("name").asText(""),
                scope.path("description").asText(""),
                Arrays.stream(scope.path("roles").asText("").split(","))
                        .map(String::trim)
                        .filter(role -> !role.isEmpty())
                        .collect(Collectors.toSet()));
    }

    /** Says the scopes; those that are said already go. */
    static void put(List<Scope> scopes, ObjectNode root) {
        for (JsonNode child : root.path(SECURITY)) {
            if (child instanceof ObjectNode object) {
                object.remove(SCOPES);
            }
        }
        if (scopes.isEmpty()) {
            return;
        }
        ObjectNode security = root.path(SECURITY) instanceof ObjectNode there ? there : root.putObject(SECURITY);
        ObjectNode ours = security.path("apim") instanceof ObjectNode there ? there : security.putObject("apim");
        ArrayNode all = ours.putArray(SCOPES);
        for (Scope scope : scopes) {
            all.add(Tree.object()
                    .put("key", scope.key())
                    .put("name", scope.name())
                    .put("roles", String.join(",", new TreeSet<>(scope.roles())))
                    .put("description", scope.description()));
        }
    }

    private static String text(JsonNode node, String member, String otherwise) {
        String text = node.path(member).asText().trim();
        return text.isEmpty() || text.equals("null") ? otherwise : text;
    }

    private static @Nullable String orNull(JsonNode node, String member) {
        String text = text(node, member, "");
        return text.isEmpty() ? null : text;
    }
}
