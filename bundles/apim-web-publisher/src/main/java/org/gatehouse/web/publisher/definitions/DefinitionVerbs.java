package org.gatehouse.web.publisher.definitions;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.publisher.DefinitionChanges;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.Json;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.request.Upload;

/** Definitions by script. One from which an API is to be designed waits for who has brought it. */
final class DefinitionVerbs {
    private final Waiting waiting = new Waiting(InstantSource.system());
    private final ApiDefinitions definitions;
    private final ApiWsdls wsdls;

    DefinitionVerbs(ApiDefinitions definitions, ApiWsdls wsdls) {
        this.definitions = definitions;
        this.wsdls = wsdls;
    }

    JagAnswer one(JagCall call) {
        Caller caller = call.caller();
        return new JagAnswer(200, definitions.of(caller, CalledApi.id(call)).text());
    }

    /** Not of 1.9: with the gateways as servers, and the tokens that they want. */
    JagAnswer forCallers(JagCall call) {
        Caller caller = call.caller();
        return new JagAnswer(
                200, definitions.forCallers(caller, CalledApi.id(call)).text());
    }

    /** Not of 1.9: what is wrong with a definition, each with severity and place. */
    JagAnswer check(JagCall call) {
        Caller caller = call.caller();
        return JagAnswer.ok(
                "problems",
                definitions.check(caller, call.required("swagger")).stream()
                        .map(problem -> Json.object(
                                "severity", problem.severity(),
                                "place", problem.place(),
                                "message", problem.message()))
                        .toList());
    }

    /** Not of 1.9: what breaks callers if the definition sent takes the place of the API's, and what does not. */
    JagAnswer compare(JagCall call) {
        Caller caller = call.caller();
        DefinitionChanges changes = definitions.compare(caller, CalledApi.id(call), call.required("swagger"));
        List<?> told = changes.told().stream()
                .map(change ->
                        Json.object("effect", change.effect(), "resource", change.resource(), "what", change.what()))
                .toList();
        return JagAnswer.ok("changes", told, "more", changes.size() - told.size());
    }

    JagAnswer start(JagCall call) {
        waiting.put(call.caller().account(), brought(call));
        return JagAnswer.ok("message", "imported");
    }

    /** The definition that waits, once. */
    JagAnswer started(JagCall call) {
        return new JagAnswer(200, waiting.take(call.caller().account()).orElse("null"));
    }

    /** What is at an address; nothing is kept of it. */
    JagAnswer fetched(JagCall call) {
        return new JagAnswer(200, fetched(call.caller(), call.required("swagger_url")));
    }

    private String fetched(Caller caller, String address) {
        try {
            return definitions.fetch(caller, new URI(address)).definition().text();
        } catch (URISyntaxException none) {
            throw new Invalid("definition at " + address + ": no address", none);
        }
    }

    /** What is wrong with it is told before it waits. */
    private String brought(JagCall call) {
        Caller caller = call.caller();
        if (call.text("type").trim().equalsIgnoreCase("soap")) {
            return DefaultDefinition.soap(
                    titleOfWsdl(caller, call.text("wsdl-url").trim()));
        }
        String way = call.text("import-definition").trim().toLowerCase(Locale.ROOT);
        return switch (way) {
            case "" -> DefaultDefinition.TEXT;
            case "swagger-file" -> read(caller, file(call));
            case "swagger-url" -> fetched(caller, call.required("swagger-url"));
            default ->
                throw new Invalid("import-definition: " + way + " (expected: swagger-file or swagger-url, or nothing)");
        };
    }

    /** Empty where this server may not ask; what is no WSDL is told before anything waits. */
    private String titleOfWsdl(Caller caller, String address) {
        if (address.isEmpty()) {
            throw new Invalid("wsdl-url: none (expected: the address of a WSDL)");
        }
        try {
            return wsdls.fetch(caller, new URI(address)).map(Wsdl::name).orElse("");
        } catch (URISyntaxException none) {
            throw new Invalid("wsdl-url: " + address + " (expected: the address of a WSDL)", none);
        }
    }

    private String read(Caller caller, String text) {
        return definitions.read(caller, text).definition().text();
    }

    private static String file(JagCall call) {
        Upload file = call.parameters()
                .upload("swagger-file")
                .orElseThrow(() -> new Invalid("swagger-file: none (expected: a file with a definition)"));
        return new String(file.content(), StandardCharsets.UTF_8);
    }
}
