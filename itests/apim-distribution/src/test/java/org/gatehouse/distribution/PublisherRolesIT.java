package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every address of the publisher with everyone who may come, about an API that the creator provides. Who lapsed was a creator
 * when signing in, and is none any more; the stranger is the administrator of another tenant.
 */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PublisherRolesIT {
    /**
     * What scripts are told. {@code auth} and {@code timeout}: the file's word for who is not signed in; {@code right}: that the
     * permission is missing; {@code none}: that there is no such API; {@code empty}: nothing of it; {@code asked}: an error beyond
     * all that, since what is asked for is not there.
     */
    private static final String BLOCKS = """
            address                                              nobody  lapsed  creator publisher both admin another stranger sent
            ANY documentation/ajax/docs.jag getInlineContent     auth    auth    yes     yes       yes  yes   yes     none     DOC
            POST documentation/ajax/docs.jag addDocumentation    auth    auth    yes     right     yes  yes   yes     none     NEWDOC
            POST documentation/ajax/docs.jag addInlineContent    auth    auth    yes     right     yes  yes   yes     none     DOC&content=x
            POST documentation/ajax/docs.jag removeDocumentation auth    auth    yes     right     yes  yes   yes     none     DOC&docType=How+To
            ANY item-add/ajax/add.jag getCustomFaultSequences    timeout timeout yes     yes       yes  yes   yes     yes      -
            ANY item-add/ajax/add.jag getCustomInSequences       timeout timeout yes     yes       yes  yes   yes     yes      -
            ANY item-add/ajax/add.jag getCustomOutSequences      timeout timeout yes     yes       yes  yes   yes     yes      -
            ANY item-add/ajax/add.jag getTiers                   timeout timeout yes     yes       yes  yes   yes     yes      -
            ANY item-add/ajax/add.jag isAPINameExist             timeout timeout yes     yes       yes  yes   yes     yes      apiName=Guarded
            ANY item-add/ajax/add.jag isContextExist             timeout timeout yes     yes       yes  yes   yes     yes      context=guarded
            ANY item-add/ajax/add.jag isURLValid                 timeout timeout yes     yes       yes  yes   yes     yes      url=http://127.0.0.1:1/
            ANY item-add/ajax/add.jag validateRoles              timeout timeout yes     yes       yes  yes   yes     yes      roles=admin
            POST item-add/ajax/add.jag addAPI                    timeout timeout yes     right     yes  yes   yes     yes      NEWAPI
            POST item-add/ajax/add.jag updateAPI                 timeout timeout yes     right     yes  yes   yes     none     API&FORM
            POST item-add/ajax/remove.jag removeAPI              timeout timeout yes     right     yes  yes   yes     none     API
            ANY item-design/ajax/add.jag swagger                 timeout timeout yes     yes       yes  yes   yes     none     API
            ANY item-design/ajax/add.jag swaggerForCallers       timeout timeout yes     yes       yes  yes   yes     none     API
            ANY item-design/ajax/add.jag validateScope           timeout timeout yes     yes       yes  yes   yes     yes      scope=guarding
            POST item-design/ajax/add.jag check                  timeout timeout yes     yes       yes  yes   yes     yes      SWAGGER
            POST item-design/ajax/add.jag compare                timeout timeout yes     yes       yes  yes   yes     none     API&SWAGGER
            POST item-design/ajax/add.jag design                 timeout timeout yes     right     yes  yes   yes     asked    API&context=guarded
            POST item-design/ajax/add.jag implement              timeout timeout yes     right     yes  yes   yes     none     API&implementation_methods=endpoint
            POST item-design/ajax/add.jag manage                 timeout timeout yes     right     yes  yes   yes     none     API
            POST item-design/ajax/add.jag start                  timeout timeout yes     yes       yes  yes   yes     yes      -
            ANY item-design/ajax/import.jag -                    timeout timeout asked   asked     asked asked asked  asked    swagger_url=http://127.0.0.1:1/
            ANY item-design/ajax/import.jag session              timeout timeout yes     yes       yes  yes   yes     yes      -
            ANY life-cycles/ajax/life-cycles.jag isAPIOlderVersionExist auth auth yes    yes       yes  yes   yes     none     API
            POST life-cycles/ajax/life-cycles.jag updateStatus   auth    auth    right   yes       yes  yes   right   none     API&status=BLOCKED&publishToGateway=true
            ANY listing/ajax/item-list.jag getAPI                auth    auth    yes     yes       yes  yes   yes     none     API
            ANY listing/ajax/item-list.jag getAllAPIs            auth    auth    yes     yes       yes  yes   yes     empty    -
            POST overview/ajax/overview.jag createNewAPI         auth    auth    yes     right     yes  yes   yes     none     NEWVERSION
            POST tiers/ajax/tiers.jag updatePermissions          timeout timeout right   yes       yes  yes   right   yes      tierName=Bronze&permissiontype=deny&roles=guarded-nobody
            POST tokens/ajax/revokeToken.jag revokeAccessToken   timeout timeout right   asked     asked asked right  asked    accessToken=x&consumerKey=x&authUser=x
            ANY user/login/ajax/login.jag getAPIStoreURL         yes     yes     yes     yes       yes  yes   yes     yes      -
            ANY user/login/ajax/login.jag logout                 yes     yes     yes     yes       yes  yes   yes     yes      -
            POST user/login/ajax/login.jag login                 asked   asked   yes     yes       yes  yes   yes     yes      WHO
            ANY user/login/ajax/sessionCheck.jag sessionCheck    timeout timeout yes     yes       yes  yes   yes     yes      -
            ANY user/logout/ajax/logout.jag logout               yes     yes     yes     yes       yes  yes   yes     yes      -
            POST users-keys/ajax/subscriptions.jag updateSubscription auth auth  right   asked     asked asked right  none     DOC&appId=1&newStatus=BLOCKED
            """;

    /** What pages answer: {@code in}, to sign in; {@code moved}, to another page; {@code told}, there, that it was not done; or the status. */
    private static final String PAGES = """
            address                     nobody lapsed creator publisher both  admin another stranger sent
            GET /add                    moved  moved  moved   moved     moved moved moved   moved    -
            GET /apis                   in     in     200     200       200   200   200     empty    -
            GET /apis/bulk              moved  moved  moved   moved     moved moved moved   moved    -
            POST /apis/bulk             in     in     200     403       200   200   200     200      do=add-tag&bulk-name=x&api1=PICKEDAPI
            GET /apis/bulk/make         moved  moved  moved   moved     moved moved moved   moved    -
            POST /apis/bulk/make        in     in     200     403       200   200   200     200      do=add-tag&bulk-name=x&api1=PICKEDAPI
            GET /apis/definition        in     in     200     200       200   200   200     404      API
            POST /apis/definition       in     in     200     403       200   200   200     404      API&SWAGGER
            GET /apis/definition/file   in     in     200     200       200   200   200     404      API
            GET /apis/documents         in     in     200     200       200   200   200     404      API
            GET /apis/documents/add     in     in     200     403       200   200   200     404      API
            POST /apis/documents/add    in     in     moved   403       moved moved moved   404      API&PAGEDOC
            GET /apis/documents/edit    in     in     200     403       200   200   200     404      API&document=Guide
            POST /apis/documents/edit   in     in     moved   403       moved moved moved   404      API&document=Guide&PAGEDOC
            GET /apis/documents/file    in     in     404     404       404   404   404     404      API&document=Guide
            POST /apis/documents/move   in     in     moved   403       moved moved moved   404      API&document=Guide
            GET /apis/documents/read    in     in     200     200       200   200   200     404      API&document=Guide
            GET /apis/documents/remove  in     in     200     403       200   200   200     404      API&document=Guide
            POST /apis/documents/remove in     in     moved   403       moved moved moved   404      API&document=Guide
            GET /apis/edit              in     in     200     403       200   200   200     404      API
            POST /apis/edit             in     in     moved   403       moved moved moved   404      API
            GET /apis/endpoints         in     in     200     200       200   200   200     404      API
            POST /apis/endpoints        in     in     200     200       200   200   200     404      API
            GET /apis/gateways          in     in     200     200       200   200   200     404      API
            POST /apis/gateways         in     in     403     moved     moved moved 403     404      API&environment=Production+and+Sandbox
            POST /apis/filters          in     in     moved   moved     moved moved moved   moved    filter-name=Guarded&query=x
            POST /apis/filters/remove   in     in     moved   moved     moved moved moved   moved    filter-name=Guarded
            GET /apis/lifecycle         in     in     200     200       200   200   200     404      API
            POST /apis/lifecycle        in     in     403     moved     moved moved 403     404      API&status=BLOCKED&publishToGateway=on
            GET /apis/new               in     in     200     403       200   200   200     200      -
            POST /apis/new              in     in     200     403       200   200   200     200      -
            GET /apis/overview          in     in     200     200       200   200   200     404      API
            POST /apis/publish          in     in     told    moved     moved moved told    404      API
            GET /apis/remove            in     in     200     403       200   200   200     404      API
            POST /apis/remove           in     in     moved   403       moved moved moved   404      API
            GET /apis/revisions         in     in     200     200       200   200   200     404      API
            GET /apis/revisions/back    in     in     200     403       200   200   200     404      API&to=1
            POST /apis/revisions/back   in     in     moved   403       moved moved moved   404      API&to=1&revision=REVISION
            GET /apis/revisions/compare in     in     200     200       200   200   200     404      API&from=1
            GET /apis/subscribers       in     in     200     200       200   200   200     404      API
            POST /apis/subscribers      in     in     403     told      told  told  403     told     API&subscription=0
            GET /apis/subscribers/block in     in     403     404       404   404   403     404      API&subscription=0
            POST /apis/subscribers/block in    in     403     404       404   404   403     404      API&subscription=0&new-status=BLOCKED
            GET /apis/thumbnail         404    404    404     404       404   404   404     404      API
            GET /apis/version           in     in     200     403       200   200   200     404      API
            POST /apis/version          in     in     moved   403       moved moved moved   404      API&PAGEVERSION
            GET /apis/wsdl              in     in     404     404       404   404   404     404      API
            GET /approvals              in     in     200     200       200   200   200     200      -
            POST /approvals             in     in     403     told      told  told  403     told     subscription=0
            GET /approvals/reject       in     in     403     404       404   404   403     404      subscription=0
            POST /approvals/reject      in     in     403     told      told  told  403     told     subscription=0&reason=No
            GET /design                 moved  moved  moved   moved     moved moved moved   moved    -
            GET /tokens                 in     in     200     200       200   200   200     200      -
            POST /tokens                in     in     moved   moved     moved moved moved   moved    token=x
            GET /tokens/revoke          in     in     403     200       200   200   403     200      application=0
            POST /tokens/revoke         in     in     403     told      told  told  403     told     application=0
            GET /site/pages/tokens.jag  moved  moved  moved   moved     moved moved moved   moved    -
            GET /info                   in     in     200     200       200   200   200     404      API
            """;

    /** Where the missing permission is named, as 1.9 has it. */
    private static final Map<String, String> MISSING_TOLD = Map.of(
            "POST life-cycles/ajax/life-cycles.jag updateStatus", ": /permission/admin/manage/api/publish",
            "POST item-design/ajax/add.jag implement", ": /permission/admin/manage/api/create");

    private static final String FORM = "context=guarded&visibility=public&tiersCollection=Unlimited&resourceCount=0"
            + "&resourceMethod-0=GET&resourceMethodAuthType-0=None&resourceMethodThrottlingTier-0=Unlimited&uriTemplate-0=/*"
            + "&endpoint=http://127.0.0.1:1/";
    private static final String PROVIDER = "guarded-creator";
    private static final String STRANGER = "admin@guarded.example";
    private static final String PASSWORD = "guarded-secret";
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");
    private static final List<String> NOT_SIGNED_IN = List.of("nobody", "lapsed");

    private final Server server;
    private final String door;
    private final Map<String, Visitor> visitors = new LinkedHashMap<>();
    private int calls;

    PublisherRolesIT(Server server) {
        this.server = server;
        this.door = "https://localhost:" + server.https() + "/publisher";
    }

    @BeforeAll
    void everybodySignsIn() {
        role("guarded-creating", "create");
        role("guarded-publishing", "publish");
        user("guarded-lapsed", "guarded-creating");
        user(PROVIDER, "guarded-creating");
        user("guarded-publisher", "guarded-publishing");
        user("guarded-both", "guarded-creating", "guarded-publishing");
        user("guarded-another", "guarded-creating");
        HttpResponse<String> tenant = UserAdmin.said(
                server,
                "TenantMgtAdminService",
                "http://services.mgt.tenant.carbon.wso2.org",
                "admin",
                "admin",
                "<addTenant><tenantInfoBean><admin>admin</admin><adminPassword>" + PASSWORD
                        + "</adminPassword><tenantDomain>guarded.example</tenantDomain></tenantInfoBean></addTenant>");
        assertThat(tenant.statusCode()).as(tenant.body()).isEqualTo(200);
        visitors.put("nobody", new Visitor("nobody", "none"));
        visitors.put("lapsed", new Visitor("guarded-lapsed", PASSWORD).signIn());
        visitors.put("creator", new Visitor(PROVIDER, PASSWORD).signIn());
        visitors.put("publisher", new Visitor("guarded-publisher", PASSWORD).signIn());
        visitors.put("both", new Visitor("guarded-both", PASSWORD).signIn());
        visitors.put("admin", new Visitor("admin", "admin").signIn());
        visitors.put("another", new Visitor("guarded-another", PASSWORD).signIn());
        visitors.put("stranger", new Visitor(STRANGER, PASSWORD).signIn());
        theApiAndItsDocumentAreThere("API");
        done("<updateRoleListOfUser><userName>guarded-lapsed</userName><deletedRoles>guarded-creating</deletedRoles>"
                + "</updateRoleListOfUser>");
    }

    private void role(String name, String right) {
        HttpResponse<String> added = UserAdmin.said(
                server,
                "admin",
                "admin",
                "<addRole><roleName>" + name + "</roleName><permissions>/permission/admin/login</permissions>"
                        + "<permissions>/permission/admin/manage/api/" + right + "</permissions></addRole>");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    }

    private void user(String name, String... roles) {
        done("<addUser><userName>" + name + "</userName><credential>" + PASSWORD + "</credential>"
                + String.join(
                        "",
                        Stream.of(roles)
                                .map(role -> "<roleList>" + role + "</roleList>")
                                .toList())
                + "</addUser>");
    }

    private void done(String operation) {
        HttpResponse<String> answer = UserAdmin.userStore(server, operation);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
    }

    /** Whatever somebody before has done to them. */
    private void theApiAndItsDocumentAreThere(String sent) {
        if (!sent.contains("API") && !sent.contains("DOC") && !sent.contains("NEWVERSION")) {
            return;
        }
        Visitor creator = visitor("creator");
        HttpResponse<String> added =
                creator.block("POST item-add/ajax/add.jag addAPI", "name=Guarded&version=1.0.0&" + FORM);
        if (!added.body().contains("\"error\" : true")) {
            String changed = filled("API&FORM") + "&description=changed";
            Client.good(creator.block("POST item-add/ajax/add.jag updateAPI", changed));
        }
        creator.block(
                "POST documentation/ajax/docs.jag addDocumentation", filled("DOC&docType=How+To&sourceType=inline"));
    }

    @AfterAll
    void leaveNothing() {
        for (String who : List.of("admin", "stranger")) {
            Visitor visitor = visitor(who);
            JsonNode all = Client.json(visitor.block("ANY listing/ajax/item-list.jag getAllAPIs", ""));
            for (JsonNode api : all.path("apis")) {
                if (api.path("name").asText().startsWith("Guarded")) {
                    Client.good(visitor.block(
                            "POST item-add/ajax/remove.jag removeAPI",
                            "name=" + api.path("name").asText() + "&version="
                                    + api.path("version").asText() + "&provider="
                                    + api.path("provider").asText()));
                }
            }
        }
    }

    @Test
    void everyAddressHasARow() {
        PublisherAddresses addresses = new PublisherAddresses(server);
        assertThat(new TreeSet<>(rows(BLOCKS).stream().skip(1).map(Row::address).toList()))
                .isEqualTo(addresses.blocks());
        assertThat(new TreeSet<>(rows(PAGES).stream().skip(1).map(Row::address).toList()))
                .isEqualTo(addresses.pages());
        assertThat(rows(BLOCKS).get(0).said()).containsExactlyElementsOf(visitors.keySet());
        assertThat(rows(PAGES).get(0).said()).containsExactlyElementsOf(visitors.keySet());
    }

    static Stream<Arguments> blocks() {
        return cells(BLOCKS);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void scriptsAreToldWhatTheTableSays(String address, String who, String said, String sent) {
        boolean opensOrEnds = address.endsWith(" login") || address.endsWith(" logout");
        Visitor visitor = opensOrEnds ? visitor(who).again(!NOT_SIGNED_IN.contains(who)) : visitor(who);
        theApiAndItsDocumentAreThere(sent);
        String before = api();

        String form = filled(sent.replace("WHO", visitor.credentials()));
        HttpResponse<String> answer = visitor.block(address, form);

        assertThat(kind(answer.body(), said, MISSING_TOLD.getOrDefault(address, "")))
                .as(answer.body())
                .isEqualTo(said);
        assertThat(answer.body()).doesNotContain("\tat ");
        if (!said.equals("yes")) {
            assertThat(api()).as("what is stored").isEqualTo(before);
        }
        if (address.startsWith("POST ") && !NOT_SIGNED_IN.contains(who)) {
            String action = address.substring(address.lastIndexOf(' ') + 1);
            assertThat(visitor.block(address.replaceFirst("POST", "GET"), form).body())
                    .isEqualTo("{\"error\" : true, \"message\" : \"" + action + " is not supported\"}");
        }
    }

    private static String kind(String body, String expected, String rest) {
        if (!body.contains("\"error\" : true")) {
            return expected.equals("empty") && !body.contains(PROVIDER) ? "empty" : "yes";
        }
        String message = Client.json(body).path("message").asText();
        if (message.equals("AuthenticateError")) {
            return "auth";
        }
        if (message.equals("timeout")) {
            return "timeout";
        }
        if (message.matches(" User 'guarded-\\w+' does not have the required permission" + rest)) {
            return "right";
        }
        return message.equals(" Error occurred while getting API information of the api- Guarded-1.0.0")
                ? "none"
                : "asked";
    }

    static Stream<Arguments> pages() {
        return cells(PAGES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void peopleSeeWhatTheTableSays(String address, String who, String said, String sent) {
        theApiAndItsDocumentAreThere(sent);
        String before = api();

        HttpResponse<String> answer =
                visitor(who).page(address, filled(sent.replace("REVISION", before.replaceFirst(".* at ", ""))));

        assertThat(kind(answer, said)).as(answer.body()).isEqualTo(said);
        if (List.of("in", "told", "403", "404", "empty").contains(said)) {
            assertThat(api()).as("what is stored").isEqualTo(before);
        }
        if (List.of("404", "empty").contains(said)) {
            assertThat(answer.body()).doesNotContain("/guarded/1.0.0");
        }
    }

    private static String kind(HttpResponse<String> answer, String expected) {
        if (answer.statusCode() == 302) {
            return answer.headers()
                            .firstValue("Location")
                            .filter(to -> to.endsWith("/site/pages/login.jag"))
                            .isPresent()
                    ? "in"
                    : expected.equals("told") ? "told" : "moved";
        }
        return expected.equals("empty")
                        && answer.statusCode() == 200
                        && !answer.body().contains(PROVIDER)
                ? "empty"
                : "" + answer.statusCode();
    }

    /** Status and revision of the API, as the administrator sees it. */
    private String api() {
        JsonNode api = Client.good(visitor("admin").block("ANY listing/ajax/item-list.jag getAPI", filled("API")))
                .path("api");
        return api.path("status").asText() + " at " + api.path("revision").asText();
    }

    private String filled(String sent) {
        int call = calls++;
        return sent.equals("-")
                ? ""
                : sent.replace(
                                "NEWAPI",
                                "name=GuardedNew" + call + "&version=1.0.0&"
                                        + FORM.replace("=guarded", "=guarded" + call))
                        .replace("FORM", FORM)
                        .replace(
                                "NEWDOC",
                                "apiName=Guarded&version=1.0.0&provider=" + PROVIDER + "&docName=New" + call
                                        + "&docType=How+To&sourceType=inline")
                        .replace(
                                "NEWVERSION",
                                "apiName=Guarded&version=1.0.0&provider=" + PROVIDER + "&newVersion=2." + call
                                        + "&isDefaultVersion=")
                        .replace(
                                "PAGEDOC",
                                "docName=Page" + call
                                        + "&docType=HOW_TO&sourceType=INLINE&docVisibility=API_LEVEL&format=text/markdown&content=x")
                        .replace("PAGEVERSION", "new-version=3." + call)
                        .replace("DOC", "apiName=Guarded&version=1.0.0&provider=" + PROVIDER + "&docName=Guide")
                        .replace("SWAGGER", "swagger={\"swagger\":\"2.0\",\"paths\":{}}")
                        .replace("PICKEDAPI", "name=Guarded%26version=1.0.0%26provider=" + PROVIDER + "%26revision=1")
                        .replaceAll("\\bAPI\\b", "name=Guarded&version=1.0.0&provider=" + PROVIDER);
    }

    private Visitor visitor(String who) {
        return Objects.requireNonNull(visitors.get(who));
    }

    private static Stream<Arguments> cells(String table) {
        List<Row> rows = rows(table);
        List<String> who = rows.get(0).said();
        return rows.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(0, who.size())
                        .mapToObj(i -> argumentSet(
                                row.address() + " by " + who.get(i),
                                row.address(),
                                who.get(i),
                                row.said().get(i),
                                row.sent())));
    }

    private static List<Row> rows(String table) {
        return table.lines().map(Row::of).toList();
    }

    /** A line of a table. */
    private record Row(String address, List<String> said, String sent) {
        private static final int VISITORS = 8;

        static Row of(String line) {
            List<String> words = Arrays.asList(line.split(" +"));
            int address = words.size() - VISITORS - 1;
            return new Row(
                    String.join(" ", words.subList(0, address)),
                    words.subList(address, address + VISITORS),
                    words.get(words.size() - 1));
        }
    }

    /** Someone with a session of their own, or none. */
    private final class Visitor {
        private final Http http = new Http();
        private final String user;
        private final String password;
        private String token = "";

        Visitor(String user, String password) {
            this.user = user;
            this.password = password;
        }

        Visitor signIn() {
            Client.good(block("POST user/login/ajax/login.jag login", credentials()));
            return this;
        }

        /** The same at another browser. */
        Visitor again(boolean signsIn) {
            Visitor other = new Visitor(user, password);
            return signsIn ? other.signIn() : other;
        }

        String credentials() {
            return "username=" + user + "&password=" + password;
        }

        HttpResponse<String> block(String address, String sent) {
            String[] words = address.split(" ");
            Map<String, String> form = form(sent);
            if (!words[2].equals("-")) {
                form.put("action", words[2]);
            }
            String path = door + "/site/blocks/" + words[1];
            return words[0].equals("GET") ? http.get(path + "?" + Http.encode(form)) : http.postForm(path, form);
        }

        HttpResponse<String> page(String address, String sent) {
            String[] words = address.split(" ");
            Map<String, String> form = form(sent);
            if (words[0].equals("GET")) {
                return http.get(door + words[1] + (form.isEmpty() ? "" : "?" + Http.encode(form)));
            }
            form.put("csrf_token", token());
            return http.postForm(door + words[1], form);
        }

        private String token() {
            if (token.isEmpty()) {
                token = found();
            }
            return token;
        }

        private String found() {
            for (String page : List.of("/apis", "/site/pages/login.jag")) {
                Matcher token = TOKEN.matcher(http.get(door + page).body());
                if (token.find()) {
                    return token.group(1);
                }
            }
            throw new AssertionError("no form for " + user);
        }

        private static Map<String, String> form(String sent) {
            Map<String, String> form = new LinkedHashMap<>();
            Stream.of(sent.split("&"))
                    .filter(field -> !field.isEmpty())
                    .map(field -> field.split("=", 2))
                    .forEach(field ->
                            form.put(field[0], field[1].replace('+', ' ').replace("%26", "&")));
            return form;
        }
    }
}
