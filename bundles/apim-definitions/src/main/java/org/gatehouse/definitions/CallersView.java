package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.gatehouse.definitions.tree.Tree;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Definition.Kind;

/** A definition as those need it who call the API through a gateway: its servers, and the tokens that it wants there. */
final class CallersView {
    private static final String SERVERS = "servers";
    private static final String SECURITY = "security";
    private static final String OURS = "gatehouse";

    private final Api api;
    private final Outline outline;
    private final ObjectNode root;
    private final List<String> gateways;

    CallersView(Api api, Outline outline, List<String> gateways) {
        this.api = api;
        this.outline = outline;
        this.root = outline.tree().root();
        this.gateways = gateways;
    }

    /** Says it in the tree of the outline. */
    void put() {
        if (outline.kind() == Kind.SWAGGER_1) {
            root.put("basePath", gateways.get(0) + api.context());
            return;
        }
        if (outline.kind().isOpenApi()) {
            servers();
        } else {
            host(URI.create(gateways.get(0)));
        }
        scheme();
        root.remove(SECURITY);
        for (ApiResource resource : api.resources()) {
            List<Operation> said = outline.operations().get(new Operation.Key(resource.verb(), resource.urlPattern()));
            if (said != null) {
                said.forEach(operation -> secure(operation.node(), resource));
            }
        }
    }

    /** Those of single paths are those of the back end. */
    private void servers() {
        ArrayNode servers = root.putArray(SERVERS);
        gateways.forEach(gateway -> servers.addObject().put("url", gateway + api.context()));
        for (JsonNode item : root.path("paths")) {
            if (item instanceof ObjectNode object) {
                object.remove(SERVERS);
                object.properties().stream()
                        .filter(each -> PathItems.VERBS.contains(each.getKey().toLowerCase(Locale.ROOT)))
                        .map(each -> each.getValue())
                        .filter(ObjectNode.class::isInstance)
                        .forEach(operation -> ((ObjectNode) operation).remove(SERVERS));
            }
        }
    }

    private void host(URI gateway) {
        root.put("host", gateway.getRawAuthority());
        root.put("basePath", api.context());
        root.putArray("schemes").add(gateway.getScheme());
    }

    private void scheme() {
        ObjectNode scopes = Tree.object();
        api.scopes().forEach(scope -> scopes.put(scope.key(), scope.name()));
        String tokens = gateways.get(0) + "/token";
        if (outline.kind().isOpenApi()) {
            ObjectNode scheme =
                    member(member(root, "components"), "securitySchemes").putObject(OURS);
            ObjectNode flow = scheme.put("type", "oauth2").putObject("flows").putObject("clientCredentials");
            flow.put("tokenUrl", tokens).set("scopes", scopes);
        } else {
            ObjectNode scheme = member(root, "securityDefinitions").putObject(OURS);
            scheme.put("type", "oauth2")
                    .put("flow", "application")
                    .put("tokenUrl", tokens)
                    .set("scopes", scopes);
        }
    }

    private static void secure(ObjectNode operation, ApiResource resource) {
        ArrayNode security = operation.putArray(SECURITY);
        if (resource.auth() != AuthType.NONE) {
            ArrayNode wanted = security.addObject().putArray(OURS);
            if (resource.scope() != null) {
                wanted.add(resource.scope());
            }
        }
    }

    private static ObjectNode member(ObjectNode of, String name) {
        return of.path(name) instanceof ObjectNode there ? there : of.putObject(name);
    }
}
