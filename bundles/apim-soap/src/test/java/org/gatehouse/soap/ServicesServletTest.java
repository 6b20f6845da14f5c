package org.gatehouse.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.front.CrossOrigin;
import org.gatehouse.front.Front;
import org.gatehouse.front.PublicNames;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.KnownSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door on a real server; whether a request came over HTTPS is told by a header, as behind a proxy. */
final class ServicesServletTest {
    private static final MachineIdentity PART = new MachineIdentity(new KnownSecret((byte) 7), InstantSource.system());

    private static final String SYNAPSE = "http://ws.apache.org/ns/synapse";
    private static final String API =
            "<api xmlns=\"" + SYNAPSE + "\" name=\"admin--Phone\" context=\"/phone/{version}\""
                    + " version=\"1.0.0\" version-type=\"context\"><resource methods=\"GET POST\" url-mapping=\"/*\""
                    + " faultSequence=\"fault\"><inSequence><respond/></inSequence></resource></api>";

    private final People people = new People();
    private final TwinGateway gateway = new TwinGateway();
    private final List<String> forgotten = new ArrayList<>();
    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();
    private String base = "";

    @BeforeEach
    void start() throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new ForwardedRequestCustomizer());
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        context.setContextPath("/services");
        ServicesServlet servlet = new ServicesServlet(people, PART);
        servlet.add(new ApiService(gateway));
        servlet.add(new SequenceService(gateway));
        servlet.add(new KeyMemoryService(new Remembering()));
        Front front = new Front(PublicNames.none(), CrossOrigin.none());
        context.addServlet(new ServletHolder(front.before(servlet)), "/*");
        server.setHandler(context);
        server.start();
        base = "http://127.0.0.1:" + connector.getLocalPort() + "/services/";
    }

    @Test
    void aPartOfTheInstallationCallsWhatRunsTheServerAndNothingElse() throws Exception {
        assertThat(asPart(PART.statement(MachineIdentity.SOAP)).statusCode()).isEqualTo(202);
        assertThat(asPart(PART.statement(MachineIdentity.THRIFT)).body()).contains("Access Denied");
        assertThat(asPart(new MachineIdentity(new KnownSecret((byte) 8), InstantSource.system())
                                .statement(MachineIdentity.SOAP))
                        .body())
                .contains("Access Denied");
        assertThat(asPart("").body()).contains("Access Denied");
        assertThat(MachineIdentity.caller().may(Permission.LOGIN)).isFalse();
        assertThat(MachineIdentity.caller().may(Permission.MANAGE_ACCOUNTS)).isFalse();
        assertThat(MachineIdentity.caller().runsTheServer()).isFalse();
    }

    private HttpResponse<String> asPart(String statement) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base + "APIAuthenticationService"))
                                .header("X-Forwarded-Proto", "https")
                                .header("Content-Type", "text/xml")
                                .header("Authorization", MachineIdentity.SCHEME + statement)
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                                                + "<invalidateAll/></s:Body></s:Envelope>"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void whoSignedInIsKnownByTheCookie() throws Exception {
        assertThat(post("RestApiAdmin", "<getApiNames/>").body())
                .contains("<faultcode>50977</faultcode>", "Access Denied. Please login first.");
        assertThat(login("admin", "wrong").body()).contains("return>false<");
        assertThat(post("RestApiAdmin", "<getApiNames/>").statusCode()).isEqualTo(500);

        HttpResponse<String> signedIn = login("admin", "admin");
        assertThat(signedIn.body()).contains("loginResponse", "return>true<");
        String cookie =
                signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        assertThat(post("RestApiAdmin", "<getApiNames/>", "Cookie", cookie).body())
                .contains("getApiNamesResponse");

        assertThat(post("AuthenticationAdmin", "<logout/>", "Cookie", cookie).statusCode())
                .isEqualTo(202);
        assertThat(post("RestApiAdmin", "<getApiNames/>", "Cookie", cookie).body())
                .contains("50977");
    }

    @Test
    void whoMaySignInNoMoreIsSignedInNoMore() throws Exception {
        String cookie = login("guest", "guest")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
        assertThat(post("RestApiAdmin", "<getApiNames/>", "Cookie", cookie).body())
                .contains("50978");

        people.guestMay = Set.of();

        assertThat(post("RestApiAdmin", "<getApiNames/>", "Cookie", cookie).body())
                .contains("50977");
    }

    @Test
    void whoHasTheNameLaterDoesNotHaveTheSession() throws Exception {
        String cookie = login("guest", "guest")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];

        people.guest = 2;

        assertThat(post("RestApiAdmin", "<getApiNames/>", "Cookie", cookie).body())
                .contains("50977");
    }

    @Test
    void whoMayNotIsToldSo() throws Exception {
        assertThat(post("RestApiAdmin", "<getApiNames/>", "Authorization", basic("guest"))
                        .body())
                .contains("<faultcode>50978</faultcode>", "Access Denied.");
        assertThat(post("RestApiAdmin", "<getApiNames/>", "Authorization", basic("admin@other.com"))
                        .body())
                .contains("50978");
    }

    @Test
    void theTokenOfWebServiceSecurityTellsWhoCalls() throws Exception {
        String header = "<s:Header><w:Security s:mustUnderstand=\"1\" xmlns:w=\"http://docs.oasis-open.org/wss/2004/01/"
                + "oasis-200401-wss-wssecurity-secext-1.0.xsd\"><w:UsernameToken><w:Username>admin</w:Username>"
                + "<w:Password>admin</w:Password></w:UsernameToken></w:Security></s:Header>";
        assertThat(send("RestApiAdmin", envelope(header, "<getApiNames/>"), "text/xml")
                        .body())
                .contains("getApiNamesResponse");
    }

    @Test
    void anApiIsAddedFoundChangedAndTakenOff() throws Exception {
        assertThat(asAdmin(
                        "RestApiAdmin", "<addApiFromString><apiData>" + escaped(API) + "</apiData></addApiFromString>"))
                .contains("return>true<");
        assertThat(gateway.apis).containsEntry("admin--Phone:v1.0.0", API);
        assertThat(asAdmin(
                        "RestApiAdmin", "<addApiFromString><apiData>" + escaped(API) + "</apiData></addApiFromString>"))
                .contains("Fault", "admin--Phone:v1.0.0 already exists");

        String found = asAdmin("RestApiAdmin", "<getApiByName><apiName>admin--Phone:v1.0.0</apiName></getApiByName>");
        assertThat(found)
                .containsSubsequence(
                        "context>/phone/{version}<",
                        "fileName>admin--Phone_v1.0.0.xml<",
                        "name>admin--Phone:v1.0.0<",
                        "port>-1<",
                        "faultSequenceKey>fault<",
                        "methods>GET<",
                        "methods>POST<",
                        "urlMapping>/*<");
        assertThat(asAdmin(
                        "RestApiAdmin",
                        "<getApiSource><apiData><name>admin--Phone:v1.0.0</name></apiData></getApiSource>"))
                .contains(escaped("<api xmlns"));

        String changed = API.replace("GET POST", "GET");
        assertThat(asAdmin(
                        "RestApiAdmin",
                        "<updateApiFromString><apiName>admin--Phone:v1.0.0</apiName><apiData>" + escaped(changed)
                                + "</apiData></updateApiFromString>"))
                .contains("return>true<");
        assertThat(gateway.apis).containsEntry("admin--Phone:v1.0.0", changed);

        assertThat(asAdmin("RestApiAdmin", "<deleteApi><apiName>admin--Phone:v1.0.0</apiName></deleteApi>"))
                .contains("return>true<");
        assertThat(asAdmin("RestApiAdmin", "<getApiByName><apiName>admin--Phone:v1.0.0</apiName></getApiByName>"))
                .contains("nil=\"true\"");
        assertThat(asAdmin("RestApiAdmin", "<deleteApi><apiName>admin--Phone:v1.0.0</apiName></deleteApi>"))
                .contains("Fault", "There is no API named admin--Phone:v1.0.0");
    }

    @Test
    void aSequenceIsAddedFoundAndTakenAway() throws Exception {
        String sequence = "<sequence xmlns=\"" + SYNAPSE + "\" name=\"mine\"><log/></sequence>";
        assertThat(asAdmin("SequenceAdminService", "<addSequence><sequence>" + sequence + "</sequence></addSequence>"))
                .contains("addSequenceResponse");
        assertThat(asAdmin(
                        "SequenceAdminService",
                        "<isExistingSequence><sequenceName>mine</sequenceName></isExistingSequence>"))
                .contains("return>true<");
        assertThat(asAdmin("SequenceAdminService", "<getSequence><sequenceName>mine</sequenceName></getSequence>"))
                .contains("name=\"mine\"", "<log");
        assertThat(asAdmin("SequenceAdminService", "<addSequence>" + sequence + "</addSequence>"))
                .contains("Fault", "already exists");
        assertThat(asAdmin(
                        "SequenceAdminService", "<deleteSequence><sequenceName>mine</sequenceName></deleteSequence>"))
                .contains("deleteSequenceResponse");
        assertThat(gateway.sequences).isEmpty();
    }

    @Test
    void aGatewayForgetsWhatItIsTold() throws Exception {
        asAdmin("APIAuthenticationService", "<invalidateKey><accessToken>one</accessToken></invalidateKey>");
        asAdmin(
                "APIAuthenticationService",
                "<invalidateCachedTokens><accessTokens>two</accessTokens><accessTokens>three</accessTokens>"
                        + "</invalidateCachedTokens>");
        asAdmin(
                "APIAuthenticationService",
                "<invalidateKeys><mappings><apiVersion>1</apiVersion><context>/a/1</context><key>four</key></mappings>"
                        + "<mappings><context>/b/1</context></mappings></invalidateKeys>");
        asAdmin("APIAuthenticationService", "<invalidateOAuthKeys><consumerKey>c</consumerKey></invalidateOAuthKeys>");
        asAdmin(
                "APIAuthenticationService",
                "<invalidateResourceCache><apiContext>/a/1</apiContext></invalidateResourceCache>");
        assertThat(forgotten)
                .containsExactly(
                        "token one", "token two", "token three", "token four", "api /b/1", "consumer c", "api /a/1");
    }

    @Test
    void theNewerSoapIsAnsweredInKind() throws Exception {
        String envelope =
                "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><getApiNames/></s:Body>"
                        + "</s:Envelope>";
        HttpResponse<String> refused =
                send("RestApiAdmin", envelope, "application/soap+xml; action=\"urn:getApiNames\"");
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/soap+xml");
        assertThat(refused.body()).contains("2003/05/soap-envelope", "Receiver", "Access Denied. Please login first.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RestApiAdmin/",
                "RestApiAdmin.RestApiAdminHttpsSoap11Endpoint/",
                "t/some.com/RestApiAdmin",
            })
    void theOtherAddressesOfAServiceWork(String address) throws Exception {
        assertThat(asAdmin(address, "<getAPICount/>")).contains("return>0<");
    }

    @Test
    void theActionTellsTheOperationWhateverTheBodySays() throws Exception {
        assertThat(post(
                                "RestApiAdmin",
                                "<x:getAPICount xmlns:x=\"urn:any\"/>",
                                "Authorization",
                                basic("admin"),
                                "SOAPAction",
                                "urn:getApiNames")
                        .body())
                .contains("getApiNamesResponse");
        assertThat(asAdmin("RestApiAdmin", "<explode/>")).contains("Fault", "explode", "expected: one of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><s:Envelope"
                        + " xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><login><username>&e;</username>"
                        + "</login></s:Body></s:Envelope>",
                "<no/>",
                "not xml",
                "",
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>",
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><h:pay xmlns:h=\"urn:h\""
                        + " s:mustUnderstand=\"1\"/></s:Header><s:Body><login/></s:Body></s:Envelope>",
            })
    void whatIsNoEnvelopeOfOursIsAFaultThatSaysWhy(String body) throws Exception {
        HttpResponse<String> answer = send("AuthenticationAdmin", body, "text/xml");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("Fault").doesNotContain("root:", "at org.", "Exception");
    }

    @Test
    void otherWaysInAreShut() throws Exception {
        assertThat(client.send(
                                HttpRequest.newBuilder(URI.create(base + "RestApiAdmin"))
                                        .build(),
                                text())
                        .statusCode())
                .isEqualTo(405);
        assertThat(send("Nothing", envelope("", "<x/>"), "text/xml").statusCode())
                .isEqualTo(404);
        assertThat(send("RestApiAdmin", envelope("", "<x/>"), "text/plain").statusCode())
                .isEqualTo(415);
        HttpRequest open = HttpRequest.newBuilder(URI.create(base + "AuthenticationAdmin"))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(envelope("", "<login/>")))
                .build();
        assertThat(client.send(open, text()).statusCode()).isEqualTo(403);
    }

    @Test
    void ofStrangersNoMoreIsReadThanItTakesToKnowThem() throws Exception {
        String large = "<getApiNames>" + "x".repeat(100_000) + "</getApiNames>";
        assertThat(send("AuthenticationAdmin", envelope("", large), "text/xml").statusCode())
                .isEqualTo(413);
        assertThat(post("RestApiAdmin", large).body()).contains("50977");
        assertThat(post("RestApiAdmin", large, "Authorization", basic("admin")).body())
                .contains("getApiNamesResponse");
        assertThat(send(
                                "RestApiAdmin",
                                envelope(
                                        "<s:Header><w:Security xmlns:w=\"http://docs.oasis-open.org/wss/2004/01/"
                                                + "oasis-200401-wss-wssecurity-secext-1.0.xsd\"><w:UsernameToken><w:Username>admin</w:Username>"
                                                + "<w:Password>admin</w:Password></w:UsernameToken></w:Security></s:Header>",
                                        large),
                                "text/xml")
                        .body())
                .contains("getApiNamesResponse");
        assertThat(send("RestApiAdmin", envelope("<s:Header><a>" + large + "</a></s:Header>", large), "text/xml")
                        .statusCode())
                .isEqualTo(413);
        String cookie =
                login("admin", "admin").headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(post("RestApiAdmin", large, "Cookie", cookie.split(";", 2)[0])
                        .body())
                .contains("getApiNamesResponse");
    }

    @Test
    void anEnvelopeHasItsBounds() throws Exception {
        String wide = "<getApiNames>" + "<a/>".repeat(60_000) + "</getApiNames>";
        assertThat(post("RestApiAdmin", wide, "Authorization", basic("admin")).body())
                .contains("Fault", "more than 50000 elements");
        String deep = "<a>".repeat(200) + "</a>".repeat(200);
        assertThat(post("RestApiAdmin", deep, "Authorization", basic("admin")).body())
                .contains("Fault", "nested more than 100 levels");
        String long9 = "<getApiNames>" + "x".repeat(9 << 20) + "</getApiNames>";
        assertThat(post("RestApiAdmin", long9, "Authorization", basic("admin")).statusCode())
                .isEqualTo(413);
    }

    private HttpResponse<String> login(String user, String password) throws Exception {
        return post(
                "AuthenticationAdmin",
                "<a:login xmlns:a=\"http://authentication.services.core.carbon.wso2.org\"><a:username>" + user
                        + "</a:username><a:password>" + password + "</a:password><a:remoteAddress>127.0.0.1"
                        + "</a:remoteAddress></a:login>");
    }

    private String asAdmin(String service, String body) throws Exception {
        return post(service, body, "Authorization", basic("admin")).body();
    }

    private HttpResponse<String> post(String service, String body, String... headers) throws Exception {
        return send(service, envelope("", body), "text/xml; charset=UTF-8", headers);
    }

    private HttpResponse<String> send(String service, String envelope, String type, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + service))
                .header("X-Forwarded-Proto", "https")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(envelope));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), text());
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private static String envelope(String header, String body) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">" + header + "<s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String xml) {
        return xml.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Everybody's password is the name. */
    private static final class People implements Authenticator {
        private volatile long guest = 1;
        private volatile Set<String> guestMay = Set.of(Permission.LOGIN.path());

        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            return password.equals(user.toString()) ? asCaller(user) : Optional.empty();
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            return switch (user.name()) {
                case "admin" ->
                    Optional.of(
                            user.inSuperTenant()
                                    ? Fixtures.ADMIN_CALLER
                                    : new Caller(user, Set.of("admin"), Set.of("/permission")));
                case "guest" -> Optional.of(new Caller(user, Set.of(), guestMay, guest));
                default -> Optional.empty();
            };
        }
    }

    private final class Remembering implements KeyMemory {
        @Override
        public void forgetToken(String accessToken) {
            forgotten.add("token " + accessToken);
        }

        @Override
        public void forgetConsumer(String consumerKey) {
            forgotten.add("consumer " + consumerKey);
        }

        @Override
        public void forgetApi(String context) {
            forgotten.add("api " + context);
        }

        @Override
        public void forgetAll() {
            forgotten.add("all");
        }
    }

    private static final class TwinGateway implements GatewayAdmin {
        private final Map<String, String> apis = new TreeMap<>();
        private final Map<String, String> sequences = new TreeMap<>();

        @Override
        public Optional<String> find(String deployedName) {
            return Optional.ofNullable(apis.get(deployedName));
        }

        @Override
        public List<String> names() {
            return List.copyOf(apis.keySet());
        }

        @Override
        public void put(String deployedName, String xml) {
            apis.put(deployedName, xml);
        }

        @Override
        public void putAll(Map<String, String> xml) {
            apis.putAll(xml);
        }

        @Override
        public void checkAll(Map<String, String> xml) {}

        @Override
        public void remove(String deployedName) {
            apis.remove(deployedName);
        }

        @Override
        public Optional<String> findSequence(String name) {
            return Optional.ofNullable(sequences.get(name));
        }

        @Override
        public void putSequence(String name, String xml) {
            sequences.put(name, xml);
        }

        @Override
        public void removeSequence(String name) {
            sequences.remove(name);
        }
    }
}
