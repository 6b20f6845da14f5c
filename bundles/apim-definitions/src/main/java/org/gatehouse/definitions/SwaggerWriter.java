package org.gatehouse.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.definitions.tree.Tree;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Definition.Kind;
import org.gatehouse.domain.catalog.Definition.Syntax;
import org.gatehouse.domain.catalog.definition.DefinitionWriter;
import org.gatehouse.domain.gateway.GatewayAddresses;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes on the tree of the text that somebody has written, so that all of it that is not ours stays. */
@Component
public final class SwaggerWriter implements DefinitionWriter {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^/{}]+)}");

    private final GatewayAddresses gateways;

    /** Where callers find what it writes of. */
    @Activate
    public SwaggerWriter(@Reference GatewayAddresses gateways) {
        this.gateways = gateways;
    }

    @Override
    public Definition generated(Api api) {
        ObjectNode root = Tree.object();
        root.put("swagger", "2.0");
        ObjectNode info = root.putObject("info");
        info.put("title", api.id().name());
        info.put("description", api.description().text());
        Contact business = api.description().business();
        if (!business.name().isEmpty() || !business.email().isEmpty()) {
            info.putObject("contact").put("name", business.name()).put("email", business.email());
        }
        info.put("version", api.id().version());
        ObjectNode paths = root.putObject("paths");
        for (ApiResource resource : api.resources()) {
            ObjectNode operation = member(paths, resource.urlPattern())
                    .putObject(resource.verb().toLowerCase(Locale.ROOT));
            Members.put(resource, operation, resource.auth().stored());
            addResponse(operation);
        }
        Members.put(api.scopes(), root);
        return new Definition(Tree.write(root), Syntax.JSON, Kind.SWAGGER_2);
    }

    @Override
    public Definition of(Api api, Definition written) {
        Outline outline = Outline.of(written.text());
        if (isSaid(api, outline)) {
            return written;
        }
        Map<Operation.Key, List<Operation>> said = new HashMap<>(outline.operations());
        for (ApiResource resource : api.resources()) {
            List<Operation> same = said.remove(new Operation.Key(resource.verb(), resource.urlPattern()));
            List<ObjectNode> nodes = same == null
                    ? List.of(added(resource, outline))
                    : same.stream().map(Operation::node).toList();
            nodes.forEach(node -> Members.put(resource, node, resource.auth().shown()));
        }
        said.values()
                .forEach(gone -> gone.forEach(operation -> operation.removal().run()));
        ObjectNode root = outline.tree().root();
        Members.put(api.scopes(), root);
        return new Definition(Tree.write(root), Syntax.JSON, outline.kind());
    }

    @Override
    public Definition inJson(Definition written) {
        return written.syntax() == Syntax.JSON
                ? written
                : new Definition(Tree.write(Tree.of(written.text()).root()), Syntax.JSON, written.kind());
    }

    @Override
    public Definition forCallers(Api api, Definition written) {
        Definition now = of(api, written);
        List<String> serving = gateways.of(api);
        if (serving.isEmpty()) {
            return now;
        }
        Outline outline = Outline.of(now.text());
        new CallersView(api, outline, serving).put();
        return new Definition(Tree.write(outline.tree().root()), Syntax.JSON, outline.kind());
    }

    private static boolean isSaid(Api api, Outline outline) {
        Set<ApiResource> said = new HashSet<>();
        outline.first().forEach(operation -> said.add(Members.resource(operation)));
        return said.equals(new HashSet<>(api.resources()))
                && new HashSet<>(Members.scopes(outline.tree().root())).equals(new HashSet<>(api.scopes()));
    }

    private static ObjectNode added(ApiResource resource, Outline outline) {
        ObjectNode root = outline.tree().root();
        if (outline.kind() == Kind.SWAGGER_1) {
            return declared(resource, root);
        }
        ObjectNode operation = member(member(root, "paths"), resource.urlPattern())
                .putObject(resource.verb().toLowerCase(Locale.ROOT));
        ArrayNode parameters = Tree.object().arrayNode();
        for (Matcher each = VARIABLE.matcher(resource.urlPattern()); each.find(); ) {
            ObjectNode parameter = parameters
                    .addObject()
                    .put("name", each.group(1))
                    .put("in", "path")
                    .put("required", true);
            (outline.kind().isOpenApi() ? parameter.putObject("schema") : parameter).put("type", "string");
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        addResponse(operation);
        return operation;
    }

    private static ObjectNode declared(ApiResource resource, ObjectNode root) {
        ObjectNode operation = Tree.object()
                .put("method", resource.verb())
                .put("nickname", resource.verb().toLowerCase(Locale.ROOT))
                .put("type", "void");
        operation.putArray("parameters");
        ArrayNode apis = (ArrayNode) root.path("apis");
        for (JsonNode api : apis) {
            if (api.path("path").asText().equals(resource.urlPattern())
                    && api.path("operations") instanceof ArrayNode at) {
                at.add(operation);
                return operation;
            }
        }
        apis.addObject()
                .put("path", resource.urlPattern())
                .putArray("operations")
                .add(operation);
        return operation;
    }

    private static ObjectNode member(ObjectNode of, String name) {
        return of.path(name) instanceof ObjectNode there ? there : of.putObject(name);
    }

    private static void addResponse(ObjectNode operation) {
        operation.putObject("responses").putObject("200").put("description", "OK");
    }
}
