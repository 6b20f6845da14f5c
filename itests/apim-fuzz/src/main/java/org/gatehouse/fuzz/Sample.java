package org.gatehouse.fuzz;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a server needs for good calls: a user who is creator, publisher and subscriber, a published API, two applications with keys
 * (the second one's may be lost), sessions, and an API whose mediators look into bodies. It knows what the names in inputs stand for.
 */
final class Sample {
    private static final String USER = "fuzzer";
    private static final String PASSWORD = "Fuzzing-1";
    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z]+)\\.*}");
    private static final Duration LIVE = Duration.ofSeconds(30);

    private static final String CONTENT = """
            <api xmlns="http://ws.apache.org/ns/synapse" name="FuzzContent" context="/fuzzcontent">
              <resource methods="POST" uri-template="/xml"><inSequence>
                <property name="messageType" value="application/xml" scope="axis2"/>%1$s</inSequence></resource>
              <resource methods="POST" uri-template="/json"><inSequence>
                <property name="messageType" value="application/json" scope="axis2"/>%1$s</inSequence></resource>
              <resource methods="POST" uri-template="/log"><inSequence><log level="full"/><respond/></inSequence></resource>
              <resource methods="POST" uri-template="/factory"><inSequence>
                <payloadFactory media-type="json"><format>{"a": $1, "b": "$2"}</format><args>
                  <arg evaluator="json" expression="$.order"/><arg evaluator="json" expression="$.order.item[0].name"/></args>
                </payloadFactory><respond/></inSequence></resource>
              <resource methods="POST" uri-template="/made"><inSequence>
                <payloadFactory><format><m xmlns=""><a>$1</a><b>$2</b></m></format><args>
                  <arg expression="//item[1]/name"/><arg expression="$trp:User-Agent"/></args>
                </payloadFactory><respond/></inSequence></resource>
              <resource methods="POST" uri-template="/filter"><inSequence>
                <filter xpath="count(//*[contains(., 'tea')]) &gt; 1"><then><property name="HTTP_SC" value="202" scope="axis2"/></then></filter>
                <respond/></inSequence></resource>
              <resource methods="POST" uri-template="/enrich"><inSequence>
                <enrich><source type="inline"><tax xmlns="">3</tax></source><target action="child" xpath="//order"/></enrich>
                <respond/></inSequence></resource>
              <resource methods="POST" uri-template="/script"><inSequence>
                <script language="js"><![CDATA[var p = mc.getPayloadJSON(); mc.setPayloadJSON({"got": p});]]></script>
                <respond/></inSequence></resource>
              <resource methods="POST" uri-template="/xslt"><inSequence><xslt key="fuzz-sheet"/><respond/></inSequence></resource>
              <resource methods="POST" uri-template="/validate"><inSequence>
                <validate><schema key="fuzz-schema"/><on-fail><property name="HTTP_SC" value="400" scope="axis2"/></on-fail></validate>
                <respond/></inSequence></resource>
              <resource methods="POST" uri-template="/path"><inSequence>
                <property name="X-Name" expression="json-eval($..name)" scope="transport"/>
                <property name="X-Text" expression="//name/text()" scope="transport"/><respond/></inSequence></resource>
              <resource methods="POST" uri-template="/switch"><inSequence>
                <switch source="//name"><case regex="(t|te|tea)+"><property name="a" value="b"/></case><default/></switch>
                <respond/></inSequence></resource>
              <resource methods="GET" uri-template="/bound/{x}"><inSequence><send><endpoint>
                <http method="get" uri-template="%2$s/x/{uri.var.x}?y={query.param.y}&amp;z=1"/></endpoint></send></inSequence>
                <outSequence><send/></outSequence></resource>
            </api>
            """;

    private static final String SHEET = """
            <localEntry xmlns="http://ws.apache.org/ns/synapse" key="fuzz-sheet">
              <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                <xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
              </xsl:stylesheet>
            </localEntry>
            """;

    private static final String SCHEMA = """
            <localEntry xmlns="http://ws.apache.org/ns/synapse" key="fuzz-schema">
              <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="order"><xs:complexType><xs:sequence>
                <xs:element name="item" maxOccurs="99"><xs:complexType><xs:sequence>
                  <xs:element name="name" type="xs:string"/><xs:element name="count" type="xs:int"/>
                </xs:sequence></xs:complexType></xs:element>
              </xs:sequence></xs:complexType></xs:element></xs:schema>
            </localEntry>
            """;

    private final Target target;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(Everyone.context())
            .build();
    private final Map<String, String> values = new ConcurrentHashMap<>();

    /** Sets it up, with the back end behind it. */
    Sample(Target target, Echo backend) throws IOException, InterruptedException {
        this.target = target;
        values.put("admin", base64("admin:" + target.password()));
        values.put("user", base64(USER + ":" + PASSWORD));
        addUser();
        signIn("publisher");
        addApi(backend);
        signIn("store");
        addApplication("Probed");
        subscribe("Probed");
        String kept = key("Probed");
        values.put("token", member("accessToken", kept));
        values.put("good", base64(member("consumerKey", kept) + ":" + member("consumerSecret", kept)));
        addApplication("Kept");
        String lost = key("Kept");
        values.put("key", member("consumerKey", lost));
        values.put("secret", member("consumerSecret", lost));
        values.put("client", base64(values.get("key") + ":" + values.get("secret")));
        refresh();
        values.put("thrift", thriftSession());
        deploy(backend);
    }

    /** The text with what its names stand for; of <code>${length}</code>, how much follows the header. */
    String filled(String text) {
        String filled = NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), name.group())));
        int head = filled.indexOf("\r\n\r\n");
        return filled.replace("${length}", Integer.toString(Math.max(0, filled.length() - head - 4)));
    }

    String value(String name) {
        return String.valueOf(values.get(name));
    }

    /** Makes new what hostile input may have ended: sessions, and the tokens that it may revoke. */
    void renew() throws IOException, InterruptedException {
        for (String portal : new String[] {"publisher", "store"}) {
            String answer = post(portal, "user/login/ajax/sessionCheck.jag", Map.of("action", "sessionCheck"))
                    .body();
            if (answer.contains("true")) {
                signIn(portal);
            }
        }
        refresh();
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void addUser() throws IOException, InterruptedException {
        administer("<addInternalRole><roleName>fuzzing</roleName><permissions>/permission/admin/login</permissions>"
                + "<permissions>/permission/admin/manage/api/create</permissions>"
                + "<permissions>/permission/admin/manage/api/publish</permissions>"
                + "<permissions>/permission/admin/manage/api/subscribe</permissions></addInternalRole>");
        administer("<addUser><userName>" + USER + "</userName><password>" + PASSWORD
                + "</password><roles>Internal/fuzzing</roles></addUser>");
    }

    private void administer(String operation) throws IOException, InterruptedException {
        String envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                + operation.replaceFirst(">", " xmlns=\"http://mgt.user.carbon.wso2.org\">") + "</s:Body></s:Envelope>";
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(target.address(Port.SERVICES_TLS, "/services/UserAdmin")))
                        .header("Authorization", "Basic " + value("admin"))
                        .header("Content-Type", "text/xml; charset=UTF-8")
                        .header("SOAPAction", "urn:add")
                        .POST(HttpRequest.BodyPublishers.ofString(envelope))
                        .build());
        if (answer.statusCode() != 200) {
            throw new IOException("the user cannot be added: " + answer.statusCode() + " " + answer.body());
        }
    }

    private void signIn(String portal) throws IOException, InterruptedException {
        values.remove(portal);
        HttpResponse<String> answer = post(
                portal, "user/login/ajax/login.jag", Map.of("action", "login", "username", USER, "password", PASSWORD));
        String cookie = answer.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("JSESSIONID="))
                .findFirst()
                .orElseThrow(() -> new IOException(portal + " gave no session: " + answer.body()));
        values.put(portal, cookie.substring("JSESSIONID=".length(), cookie.indexOf(';')));
    }

    private void addApi(Echo backend) throws IOException, InterruptedException {
        Map<String, String> form = Map.ofEntries(
                Map.entry("action", "addAPI"),
                Map.entry("name", "Kept"),
                Map.entry("version", "1.0.0"),
                Map.entry("context", "/fuzz"),
                Map.entry("visibility", "public"),
                Map.entry("tiersCollection", "Unlimited"),
                Map.entry(
                        "endpoint_config",
                        "{\"production_endpoints\":{\"url\":\"" + backend.address()
                                + "\",\"config\":null},\"endpoint_type\":\"http\"}"),
                Map.entry("resourceCount", "2"),
                Map.entry("uriTemplate-0", "/*"),
                Map.entry("resourceMethod-0", "GET,POST,PUT"),
                Map.entry(
                        "resourceMethodAuthType-0",
                        "Application & Application User,Application & Application User,Application & Application User"),
                Map.entry("resourceMethodThrottlingTier-0", "Unlimited,Unlimited,Unlimited"),
                Map.entry("uriTemplate-1", "/open/*"),
                Map.entry("resourceMethod-1", "GET"),
                Map.entry("resourceMethodAuthType-1", "None"),
                Map.entry("resourceMethodThrottlingTier-1", "Unlimited"));
        good(post("publisher", "item-add/ajax/add.jag", form));
        good(post(
                "publisher",
                "life-cycles/ajax/life-cycles.jag",
                Map.of(
                        "action",
                        "updateStatus",
                        "name",
                        "Kept",
                        "version",
                        "1.0.0",
                        "provider",
                        USER,
                        "status",
                        "PUBLISHED",
                        "publishToGateway",
                        "true")));
    }

    private void addApplication(String name) throws IOException, InterruptedException {
        store(
                "application/application-add/ajax/application-add.jag",
                Map.of(
                        "action", "addApplication",
                        "application", name,
                        "tier", "Unlimited",
                        "callbackUrl", "",
                        "description", ""));
    }

    private void subscribe(String application) throws IOException, InterruptedException {
        store(
                "subscription/subscription-add/ajax/subscription-add.jag",
                Map.of(
                        "action",
                        "addAPISubscription",
                        "name",
                        "Kept",
                        "version",
                        "1.0.0",
                        "provider",
                        USER,
                        "tier",
                        "Unlimited",
                        "applicationName",
                        application));
    }

    private String key(String application) throws IOException, InterruptedException {
        return store(
                "subscription/subscription-add/ajax/subscription-add.jag",
                Map.of(
                        "action", "generateApplicationKey",
                        "application", application,
                        "keytype", "PRODUCTION",
                        "callbackUrl", "https://localhost/a",
                        "authorizedDomains", "ALL",
                        "validityTime", "360000"));
    }

    private void refresh() throws IOException, InterruptedException {
        String answer = send(form(
                                Port.SERVICES_TLS,
                                "/oauth2/token",
                                Map.of("grant_type", "password", "username", USER, "password", PASSWORD))
                        .header("Authorization", "Basic " + value("client"))
                        .build())
                .body();
        // Whoever has the client's key may end it; then its last tokens have to do.
        if (answer.contains("access_token")) {
            values.put("spare", member("access_token", answer));
            values.put("refresh", member("refresh_token", answer));
        }
    }

    private String thriftSession() throws IOException, InterruptedException {
        String message = "\u0082!\7\u000cauthenticate\u0018\5admin\u0018"
                + (char) target.password().length() + target.password() + "\0";
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create(target.address(Port.SERVICES_TLS, "/thriftAuthenticator")))
                        .header("Content-Type", "application/x-thrift")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message.getBytes(StandardCharsets.ISO_8859_1)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        Matcher session =
                Pattern.compile("[A-Za-z0-9_-]{44}").matcher(new String(answer.body(), StandardCharsets.ISO_8859_1));
        if (!session.find()) {
            throw new IOException("the key manager's log-in answers " + answer.statusCode());
        }
        return session.group();
    }

    private void deploy(Echo backend) throws IOException, InterruptedException {
        String send = "<send><endpoint><address uri=\"" + backend.address() + "\"/></endpoint></send>";
        Files.writeString(target.apis().resolveSibling("local-entries").resolve("fuzz-sheet.xml"), SHEET);
        Files.writeString(target.apis().resolveSibling("local-entries").resolve("fuzz-schema.xml"), SCHEMA);
        Files.writeString(target.apis().resolve("FuzzContent.xml"), CONTENT.formatted(send, backend.address()));
        long end = System.nanoTime() + LIVE.toNanos();
        while (!isUp("/fuzzcontent/bound/x") || !isUp("/fuzz/1.0.0/items/1")) {
            if (System.nanoTime() > end) {
                throw new IOException("the APIs are not there after " + LIVE);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean isUp(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(target.address(Port.GATEWAY, path)))
                                .header("Authorization", "Bearer " + value("token"))
                                .build())
                        .statusCode()
                == 200;
    }

    private String store(String path, Map<String, String> form) throws IOException, InterruptedException {
        return good(post("store", path, form));
    }

    private HttpResponse<String> post(String portal, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = form(Port.SERVICES_TLS, "/" + portal + "/site/blocks/" + path, form);
        if (values.containsKey(portal)) {
            request.header("Cookie", "JSESSIONID=" + value(portal));
        }
        return send(request.build());
    }

    HttpRequest.Builder form(Port port, String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(target.address(port, path)))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static String good(HttpResponse<String> answer) throws IOException {
        if (!answer.body().contains("\"error\" : false")) {
            throw new IOException(answer.uri() + " answers " + answer.body());
        }
        return answer.body();
    }

    private static String member(String name, String json) throws IOException {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new IOException("no " + name + " in " + json);
        }
        return found.group(1);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
