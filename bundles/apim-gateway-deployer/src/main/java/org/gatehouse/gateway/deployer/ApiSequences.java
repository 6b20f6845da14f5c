package org.gatehouse.gateway.deployer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.registry.CustomSequences.Direction;
import org.gatehouse.domain.xml.SafeXml;
import org.w3c.dom.Document;

/** The sequences that a gateway has for one API alone, under the names by which the API's handler and resources find them. */
final class ApiSequences {
    private static final String FAULT = "--Fault";

    private final CustomSequences offered;

    ApiSequences(CustomSequences offered) {
        this.offered = offered;
    }

    /** Names that an API's own sequences can have. */
    static List<String> names(Api api) {
        return Stream.of("--In", "--Out", FAULT)
                .map(suffix -> api.id().deployedName() + suffix)
                .toList();
    }

    /** The name under which the API's own fault sequence is deployed; empty if it has none. */
    String fault(Api api) {
        String chosen = api.mediation().faultSequence();
        return chosen.isEmpty() || xml(api, Direction.FAULT, chosen).isEmpty()
                ? ""
                : api.id().deployedName() + FAULT;
    }

    /**
     * XML by name, of those that the API has chosen. A fault sequence that nobody offers is as if none were chosen.
     *
     * @throws Invalid if a chosen sequence is not offered, or is not XML
     */
    Map<String, String> of(Api api) {
        Map<String, String> sequences = new LinkedHashMap<>();
        add(sequences, api, Direction.IN, api.mediation().inSequence(), "--In");
        add(sequences, api, Direction.OUT, api.mediation().outSequence(), "--Out");
        add(sequences, api, Direction.FAULT, api.mediation().faultSequence(), FAULT);
        return sequences;
    }

    private void add(Map<String, String> sequences, Api api, Direction direction, String chosen, String suffix) {
        if (chosen.isEmpty()) {
            return;
        }
        String tenant = api.id().provider().tenant();
        String name = api.id().deployedName() + suffix;
        String xml = xml(api, direction, chosen);
        if (!xml.isEmpty()) {
            sequences.put(name, named(xml, name, chosen));
        } else if (direction != Direction.FAULT) {
            throw new Invalid(direction.folder() + "Sequence: " + chosen + " (expected: one of "
                    + offered.names(tenant, direction) + ")");
        }
    }

    /** Empty for one that nobody offers. */
    private String xml(Api api, Direction direction, String chosen) {
        return offered.find(api.id().provider().tenant(), direction, chosen).orElse("");
    }

    private static String named(String xml, String name, String chosen) {
        try {
            Document document = SafeXml.tree(xml);
            document.getDocumentElement().setAttribute("name", name);
            return SafeXml.text(document.getDocumentElement()) + "\n";
        } catch (Invalid e) {
            throw new Invalid("sequence " + chosen + ": " + e.getMessage(), e);
        }
    }
}
