package org.gatehouse.fuzz;

import java.util.List;

/** Bodies that are read: JSON, XML, SOAP, forms and what claims to be one of them, through mediators that look inside. */
final class ContentDoor implements HttpDoor {
    /** What each resource of the API does with what it is sent. */
    private static final List<String> RESOURCES = List.of(
            "xml",
            "json",
            "log",
            "factory",
            "made",
            "filter",
            "enrich",
            "script",
            "xslt",
            "validate",
            "path",
            "switch");

    private static final List<String> JSON = List.of(
            "{\"order\": {\"item\": [{\"name\": \"tea\", \"count\": 2}, {\"name\": \"cake\", \"count\": 1}], \"note\": null, \"price\": 1.25e2}}",
            "[1, 2.5, true, null, \"\\u00e9\\n\", {\"a b\": [[]]}]",
            "{\"a\": \"\\u0000\", \"$t\": \"x\", \"@b\": 1, \"1\": {}, \"\": \"\", \"a:b\": []}",
            "\"text\"");

    private static final List<String> XML = List.of(
            "<order><item><name>tea</name><count>2</count></item><item><name>cake</name><count>1</count></item></order>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><o:order xmlns:o=\"urn:o\" a=\"1\" o:b='2'><![CDATA[<x>]]><!-- c --><?p q?>&amp;&#233;</o:order>",
            "<a xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>");

    private static final String SOAP =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><h xmlns=\"urn:h\""
                    + " s:mustUnderstand=\"1\">x</h></s:Header><s:Body><order><name>tea</name></order></s:Body></s:Envelope>";

    private static final String PARTS = """
            --b
            Content-Type: text/xml
            Content-ID: <root>

            <order/>
            --b
            Content-Type: image/png
            Content-ID: <a>
            Content-Transfer-Encoding: base64

            AAAA
            --b--
            """.replace("\n", "\r\n");

    @Override
    public String name() {
        return "content";
    }

    @Override
    public Port port(Chance chance) {
        return Port.GATEWAY;
    }

    @Override
    public Message request(Chance chance) {
        String target = "/fuzzcontent/" + chance.of(RESOURCES) + "?a=1";
        return switch (chance.below(8)) {
            case 0, 1, 2 -> Message.post(target, chance.onceIn(8) ? "text/xml" : "application/json", chance.of(JSON));
            case 3, 4 ->
                Message.post(
                        target,
                        chance.of(
                                "application/xml",
                                "text/xml; charset=UTF-8",
                                "application/vnd.x+xml",
                                "application/json"),
                        chance.of(XML));
            case 5 ->
                Message.post(
                        target,
                        chance.of("text/xml", "application/soap+xml; action=\"urn:a\""),
                        SOAP,
                        "SOAPAction: urn:a");
            case 6 -> Message.post(target, "application/x-www-form-urlencoded", "a=1&b=%C3%A9&c=&a=2");
            default ->
                Message.post(
                        target,
                        chance.of(
                                "multipart/related; boundary=b; type=\"text/xml\"; start=\"<root>\"",
                                "multipart/form-data; boundary=b"),
                        PARTS);
        };
    }
}
