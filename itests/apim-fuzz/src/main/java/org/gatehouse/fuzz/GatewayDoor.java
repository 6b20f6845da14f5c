package org.gatehouse.fuzz;

/** Calls of APIs: request lines, targets, headers, framing. */
final class GatewayDoor implements HttpDoor {
    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Port port(Chance chance) {
        return chance.onceIn(4) ? Port.GATEWAY_TLS : Port.GATEWAY;
    }

    @Override
    public Message request(Chance chance) {
        String key = "Authorization: Bearer ${token}";
        return switch (chance.below(10)) {
            case 0 -> Message.get("/fuzz/1.0.0/open/" + chance.below(100));
            case 1 -> Message.get("/fuzz/1.0.0/items/7/parts/8?size=3&sort=a,b", key, "Accept: application/json");
            case 2 -> Message.post("/fuzz/1.0.0/items", "application/json", "{\"name\": \"tea\", \"count\": 2}", key);
            case 3 ->
                Message.post(
                        "/fuzz/1.0.0/items",
                        "text/xml",
                        "<item><name>tea</name></item>",
                        key,
                        "SOAPAction: \"urn:put\"");
            case 4 ->
                new Message(
                        "PUT",
                        "/fuzz/1.0.0/items/7",
                        Message.get("", key, "If-Match: \"1\"").fields(),
                        "tea");
            case 5 ->
                new Message(
                        "OPTIONS",
                        "/fuzz/1.0.0/items",
                        Message.get("", "Origin: https://page.example", "Access-Control-Request-Method: POST")
                                .fields(),
                        "");
            case 6 -> new Message("HEAD", "/fuzz/1.0.0/open/1", Message.get("").fields(), "");
            case 7 ->
                Message.get(chance.of(
                        "/fuzz",
                        "/fuzz/1.0.0",
                        "/t/fuzz.example/a/1.0.0/b",
                        "/nosuch",
                        "/fuzz/2.0.0/x",
                        "http://localhost/fuzz/1.0.0/open/1",
                        "*"));
            case 8 ->
                Message.get("/fuzzcontent/bound/" + chance.of("tea", "a%20b", "a%2Fb", "localhost", "%E4%BA%BA"), key);
            default ->
                Message.get(
                        chance.of(
                                "/token",
                                "/revoke",
                                "/authorize?client_id=a&response_type=code",
                                "/services/WorkflowCallbackService"),
                        key);
        };
    }
}
