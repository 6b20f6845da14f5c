package org.gatehouse.fuzz;

import java.util.List;

/** The publisher for programs: every address and method, with bodies that fit and bodies that lie. */
final class RestDoor implements HttpDoor {
    private static final String BASE = "/api/publisher/v1";

    /** APIs that there are, could be, or can't be. The one by which others are watched is not among them: it stays as it is. */
    private static final List<String> IDS = List.of(
            "fuzzer--Fuzzed--1.0.0",
            "fuzzer--Fuzzed--1.0.0",
            "fuzzer--Fuzzed--1.0.0",
            "admin--Nosuch--1",
            "admin@fuzz.example--Fuzzed--1",
            "FUZZ:nobody--Fuzzed--1");

    private static final List<String> READ = List.of(
            "",
            "/definition",
            "/lifecycle",
            "/revisions",
            "/documents",
            "/documents/1",
            "/documents/1/content",
            "/thumbnail",
            "/wsdl?for=callers",
            "/subscriptions?limit=2&offset=0&status=BLOCKED");

    private static final List<String> LISTS = List.of(
            "/apis?limit=5&offset=1&query=name:Fuzzed&sort=name",
            "/apis?query=doc:%22a%20b%22%20tag:c&status=PUBLISHED",
            "/tiers",
            "/openapi.json",
            "/openapi.yaml");

    private static final List<String> APIS = List.of(
            "{\"name\": \"Fuzzed\", \"version\": \"1.0.0\", \"context\": \"/fuzzed\", \"tags\": [\"a\", \"b\"], \"tiers\": [\"Unlimited\"],"
                    + " \"endpoints\": {\"endpoint_type\": \"http\", \"production_endpoints\": {\"url\": \"http://127.0.0.1:1/{uri.var.a}\"}},"
                    + " \"resources\": [{\"path\": \"/a/{b}\", \"verb\": \"GET\", \"auth\": \"ANY\", \"tier\": \"Unlimited\"}]}",
            "{\"name\": \"Fuzzed\", \"version\": \"1.0.0\", \"context\": \"/{version}/fuzzed\", \"visibility\": {\"level\": \"RESTRICTED\","
                    + " \"roles\": [\"admin\"]}, \"defaultVersion\": true, \"scopes\": [{\"key\": \"k\", \"name\": \"K\", \"roles\": [\"admin\"]}]}");

    private static final List<String> DEFINITIONS = List.of(
            "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"A\", \"version\": \"1\"}, \"paths\": {\"/a/{b}\": {\"parameters\":"
                    + " [{\"$ref\": \"#/paths/~1a~1{b}/parameters/0\"}], \"get\": {\"x-throttling-tier\": \"Gold\"}}}}",
            "swagger: '2.0'\ninfo: &i {title: A, version: 1}\nx-a: *i\npaths:\n  /a: {get: {responses: {200: {description: b}}}}\n");

    private static final String WSDL = "<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\" name=\"&lt;N\"><import"
            + " location=\"http://127.0.0.1:1/a\"/><portType name=\"T\"><operation name=\"o\"/></portType><service name=\"S\"><port"
            + " name=\"P\"><a:address xmlns:a=\"http://schemas.xmlsoap.org/wsdl/soap/\" location=\"http://127.0.0.1:1/b?c=1&amp;d\"/>"
            + "</port></service></definitions>";

    private static final List<String> DOCUMENTS = List.of(
            "{\"name\": \"Start\", \"type\": \"HOW_TO\", \"summary\": \"s\", \"source\": \"INLINE\", \"visibility\": \"API_LEVEL\","
                    + " \"content\": {\"mediaType\": \"text/markdown\", \"text\": \"# Hi [a](javascript:b)\"}}",
            "{\"name\": \"File\", \"source\": \"FILE\", \"content\": {\"mediaType\": \"image/png\", \"fileName\": \"../a.png\", \"base64\":"
                    + " \"AAAA\"}}");

    private static final List<String> CHANGES = List.of(
            "POST /lifecycle {\"status\": \"PUBLISHED\", \"applyToGateways\": true}",
            "POST /lifecycle {\"status\": \"RETIRED\"}",
            "POST /revisions/1/restore {}",
            "POST /subscriptions/1/block {\"reason\": \"b\", \"productionOnly\": true}",
            "POST /subscriptions/1/unblock {}",
            "DELETE /thumbnail ",
            "DELETE /wsdl ",
            "DELETE /documents/1 ",
            "DELETE  ");

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public Port port(Chance chance) {
        return chance.onceIn(2) ? Port.SERVICES : Port.SERVICES_TLS;
    }

    @Override
    public Message request(Chance chance) {
        Message message = conditional(asked(chance), chance);
        return switch (chance.below(8)) {
            case 0 -> message;
            case 1 -> message.with("Authorization: Bearer ${spare}");
            default -> message.with("Authorization: Basic ${user}");
        };
    }

    private static Message asked(Chance chance) {
        String api = BASE + "/apis/" + chance.of(IDS);
        return switch (chance.below(10)) {
            case 0 -> Message.get(BASE + chance.of(LISTS));
            case 1, 2 ->
                Message.get(api + chance.of(READ), "Accept: " + chance.of("*/*", "application/json", "image/*"));
            case 3, 4 -> Message.post(BASE + "/apis", "application/json", chance.of(APIS));
            case 5 -> put(api, "application/json", chance.of(APIS));
            case 6 ->
                put(api + "/definition", chance.of("application/json", "application/yaml"), chance.of(DEFINITIONS));
            case 7 -> Message.post(api + "/documents", "application/json", chance.of(DOCUMENTS));
            case 8 ->
                switch (chance.below(3)) {
                    case 0 -> put(api + "/documents/1/content?fileName=a.txt", "text/plain", "a\0b");
                    case 1 -> put(api + "/thumbnail", "image/png", "\u0089PNG\r\n\u001a\n");
                    default -> put(api + "/wsdl", "text/xml", WSDL);
                };
            default -> change(api, chance.of(CHANGES));
        };
    }

    private static Message put(String target, String type, String body) {
        return new Message("PUT", target, List.of("Content-Type: " + type), body);
    }

    private static Message change(String api, String change) {
        String[] parts = change.split(" ", 3);
        List<String> fields = parts[2].isEmpty() ? List.of() : List.of("Content-Type: application/json");
        return new Message(parts[0], api + parts[1], fields, parts[2]);
    }

    private static Message conditional(Message message, Chance chance) {
        return switch (chance.below(5)) {
            case 0 -> message.with("If-Match: " + chance.of("*", "\"1\"", "W/\"1\"", "\"1\", \"2\""));
            case 1 -> message.with("Idempotency-Key: " + chance.of("a", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\""));
            case 2 -> message.with("If-Match: *").with("Idempotency-Key: b");
            default -> message;
        };
    }
}
