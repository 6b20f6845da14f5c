package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every page in a real browser, light and dark, wide and narrow: nothing that WCAG 2.2 AA forbids, no error in the console (what
 * the policy forbids is one), no scrolling sideways, no dead link, and every form by keyboard alone.
 */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PagesIT {
    private static final String PETS =
            "{\"swagger\":\"2.0\",\"info\":{\"title\":\"Pages pets\",\"version\":\"1\"},\"paths\":{\"/pets\":{\"get\":{},"
                    + "\"trace\":{}}}}";
    private static final String CALLBACK = "http://127.0.0.1:9/back";

    private static final String PROSE = """
            <h1>Begin</h1><p>Ask for a <code>token</code>, <a href="%s">here</a>.</p><pre>curl %%s</pre>
            <table><tr><th>Code</th><th>Means</th></tr><tr><td>503</td><td>Come back later</td></tr></table>
            <h2>End</h2>""".replace("%%s", "x".repeat(300));

    private final Server server;
    private final Client client;
    private final Backend backend = new Backend("behind");
    private final Screen.Findings findings =
            new Screen.Findings(Path.of(System.getProperty("apim.work"), "pictures", "pages"));
    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin", org.gatehouse.distribution.Browser.program()))
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    private Client.Key key;

    PagesIT(Server server) {
        this.server = server;
        this.client = new Client(server);
    }

    @BeforeAll
    void fill() throws IOException {
        client.signIn()
                .addApi("PagesWeather", "/pages-weather", backend.address(), "Unlimited,Gold")
                .publish("PagesWeather")
                .addApi("PagesDraft", "/pages-draft", backend.address(), "Unlimited")
                .addApi("PagesDocumented", "/pages-documented", backend.address(), "Unlimited")
                .addApi("PagesRestored", "/pages-restored", backend.address(), "Unlimited")
                .addApi("PagesRevised", "/pages-revised", backend.address(), "Unlimited")
                .addApplication("Pages planner")
                .addApplication("Pages revised")
                .addApplication("Pages waiting")
                .subscribe("Pages planner", "PagesWeather", "Unlimited");
        key = client.generateKey("Pages planner", CALLBACK);
        workflow("SubscriptionCreationApprovalWorkflowExecutor");
        try {
            client.subscribe("Pages waiting", "PagesWeather", "Gold");
        } finally {
            workflow("SubscriptionCreationSimpleWorkflowExecutor");
        }
        document(
                "action",
                "addDocumentation",
                "docName",
                "Start",
                "docType",
                "How To",
                "sourceType",
                "inline",
                "summary",
                "How to begin");
        document(
                "action",
                "addInlineContent",
                "docName",
                "Start",
                "content",
                PROSE.formatted(address("/store/apis/list")));
        document(
                "action",
                "addDocumentation",
                "docName",
                "Away",
                "docType",
                "Other",
                "newType",
                "Chat",
                "sourceType",
                "url",
                "docUrl",
                address("/store/apis/list"),
                "summary",
                "Long".repeat(100));
    }

    private void workflow(String executor) throws IOException {
        Path file = server.home().resolve("pages-workflow-extensions.xml");
        Files.writeString(
                file, "<WorkFlowExtensions><SubscriptionCreation executor='" + executor + "'/></WorkFlowExtensions>");
        server.shell("apim:registry-put gov:/apimgt/applicationdata/workflow-extensions.xml " + file);
    }

    @AfterAll
    void close() {
        browser.close();
        playwright.close();
        backend.close();
    }

    @Test
    void everyPageIsForEveryone() throws Exception {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1280, 390)) {
                try (Screen screen = new Screen(browser, width, scheme, findings)) {
                    publisher(screen);
                    store(screen);
                    console(screen);
                    keyManager(screen);
                }
            }
        }
        assertThat(findings.complaints()).isEmpty();
    }

    private void publisher(Screen screen) {
        String door = address("/publisher");
        screen.open(door + "/site/pages/login.jag").look("publisher-sign-in");
        screen.expecting(401)
                .tabTo("#username")
                .type("nobody")
                .tabTo("#password")
                .type("wrong")
                .go("Enter")
                .look("publisher-sign-in-refused");
        screen.expecting(200).signIn(door).look("publisher-apis");
        screen.open(door + "/apis?query=pages&sort=changed").look("publisher-apis-filtered");
        screen.open(door + "/apis?query=no-such-api").look("publisher-apis-nothing-fits");
        many(screen, door);
        String one = door + "/apis/edit?name=PagesRevised&version=1.0.0&provider=admin";
        screen.open(one).look("publisher-edit").tabTo("#tags").type("typed");
        client.update(new ApiForm("PagesRevised", "/pages-revised", backend.address()).open());
        screen.expecting(409)
                .go("Enter")
                .shows("It has been changed meanwhile")
                .look("publisher-edit-overtaken")
                .expecting(200);
        screen.open(door + "/apis?query=PagesRevised").tabTo("button[aria-label='Publish PagesRevised 1.0.0']");
        client.update(new ApiForm("PagesRevised", "/pages-revised", backend.address()).open());
        screen.expecting(409)
                .go("Enter")
                .shows("PagesRevised 1.0.0 is not published yet")
                .look("publisher-overtaken");
        documents(screen, door + "/apis/documents");
        screen.expecting(404).open(door + "/nowhere").look("publisher-problem").expecting(200);
        begin(screen, door);
        String published = "?name=PagesWeather&version=1.0.0&provider=admin";
        screen.open(door + "/apis/overview" + published)
                .look("publisher-overview")
                .tabTo("form[action*='/apis/endpoints'] button")
                .go("Enter")
                .shows("an address that this server asks only for calls")
                .look("publisher-endpoints-tested");
        screen.open(door + "/apis/gateways" + published).shows("Serving").look("publisher-gateways");
        screen.open(door + "/apis/lifecycle" + published).look("publisher-lifecycle");
        screen.open(door + "/apis/definition" + published)
                .look("publisher-definition")
                .tabTo("button[name=compare]")
                .go("Enter")
                .shows("Callers will notice nothing")
                .look("publisher-definition-compared");
        screen.open(door + "/apis/definition" + published)
                .tabTo(".ace_scroller")
                .press("Enter")
                .type("]")
                .press("F1")
                .press("Control+,")
                .press("Control+f")
                .becomes("() => document.activeElement.matches('.ace_search_field')")
                .press("Escape")
                .becomes("() => document.activeElement.matches('.ace_text-input')")
                .press("Escape")
                .tabTo("button[name=compare]")
                .go("Enter")
                .shows("Invalid Swagger definition. line ")
                .becomes("() => document.querySelector('.gh-line-bad') !== null")
                .look("publisher-definition-malformed");
        subscribers(screen, door + "/apis/subscribers");
        approvals(screen, door + "/approvals");
        tokens(screen, door + "/tokens");
        revisions(screen, door + "/apis/revisions");
        screen.open(door + "/apis/remove" + published).look("publisher-remove-subscribed");
        screen.open(door + "/apis/remove?name=PagesDraft&version=1.0.0&provider=admin")
                .look("publisher-remove");
        screen.open(door + "/apis/version" + published)
                .look("publisher-version")
                .tabTo("#new-version")
                .type("1.0.0")
                .go("Enter")
                .shows("PagesWeather 1.0.0 is there already.")
                .look("publisher-version-refused");
    }

    /** Looking for APIs, keeping a filter, and changing many at once. */
    private static void many(Screen screen, String door) {
        screen.open(door + "/apis?query=owner:x").look("publisher-apis-unreadable");
        screen.open(door + "/apis?query=name:pages")
                .tabTo(".gh-toolbar summary")
                .press("Enter")
                .shows("Who provides it")
                .look("publisher-apis-searching")
                .tabTo("#found summary")
                .press("Enter")
                .tabTo("#filter-name")
                .type("Pages of mine")
                .go("Enter")
                .shows("The filter Pages of mine is kept")
                .look("publisher-apis-filter-kept")
                .tabTo("form[action$='/filters/remove'] button")
                .go("Enter")
                .shows("The filter Pages of mine is forgotten.")
                .tabTo("thead input[type=checkbox]")
                .press("Space")
                .becomes("() => !document.querySelector('#bulk').hidden")
                .look("publisher-apis-picked")
                .tabTo("#bulk button[type=submit]")
                .go("Enter")
                .shows("So already")
                .look("publisher-bulk-preview");
        screen.open(door + "/apis?query=name:PagesDraft")
                .tabTo("input[name=api1]")
                .press("Space")
                .tabTo("#do")
                .type("Add")
                .tabTo("#bulk-name")
                .type("pages-" + System.nanoTime())
                .go("Enter")
                .shows("Add a tag to one API?")
                .tabTo(".gh-panel-foot button")
                .go("Enter")
                .shows("1 of 1 changed")
                .look("publisher-bulk-result");
    }

    private static void subscribers(Screen screen, String subscribers) {
        screen.open(subscribers + "?name=PagesDraft&version=1.0.0&provider=admin")
                .look("publisher-subscribers-none");
        screen.open(subscribers + "?name=PagesWeather&version=1.0.0&provider=admin")
                .look("publisher-subscribers")
                .tabTo("a[aria-label='Block Pages planner at Unlimited']")
                .go("Enter")
                .shows("Who has subscribed will read it")
                .look("publisher-subscriber-block")
                .tabTo("#reason")
                .type("Too many calls")
                .go("Enter")
                .shows("Pages planner is blocked at Unlimited")
                .look("publisher-subscriber-blocked")
                .tabTo("button[aria-label='Let Pages planner call at Unlimited']")
                .go("Enter")
                .shows("Pages planner may call at Unlimited");
    }

    private static void approvals(Screen screen, String approvals) {
        screen.open(approvals)
                .shows("Pages waiting")
                .look("publisher-approvals")
                .tabTo("a[aria-label^='Reject Pages waiting']")
                .go("Enter")
                .shows("Who wanted to subscribe will read it")
                .look("publisher-approval-reject");
        screen.tabTo("a.btn-quiet").go("Enter").shows("Who wants to call your APIs");
    }

    private static void tokens(Screen screen, String tokens) {
        screen.open(tokens + "?query=Pages+planner").look("publisher-tokens");
        screen.open(tokens + "?query=no-such-token").look("publisher-tokens-nothing-fits");
        screen.open(tokens + "?query=Pages+planner")
                .tabTo("a[aria-label='Revoke all tokens of Pages planner']")
                .go("Enter")
                .shows("Their applications get new ones")
                .look("publisher-tokens-revoke");
        screen.open(tokens).tabTo("#token").type("unknown").go("Enter").shows("No token fits");
    }

    private void revisions(Screen screen, String revisions) {
        String api = "?name=PagesRestored&version=1.0.0&provider=admin";
        client.update(new ApiForm("PagesRestored", "/pages-restored", backend.address())
                .with("description", "At " + System.nanoTime())
                .resource("/phone/*", "GET", "None"));
        screen.open(revisions + api).look("publisher-revisions");
        screen.open(revisions + "/compare" + api + "&from=1").look("publisher-revisions-compared");
        screen.open(revisions + "/back" + api + "&to=1")
                .look("publisher-revisions-back")
                .tabTo("button[type=submit].btn-primary")
                .go("Enter")
                .shows("PagesRestored 1.0.0 is as it was at revision 1");
        screen.open(revisions + "/compare" + api + "&from=1")
                .shows("Nothing differs")
                .look("publisher-revisions-same");
    }

    private static void begin(Screen screen, String door) {
        screen.open(door + "/apis/new").look("publisher-new");
        screen.tabTo("details summary")
                .press("Enter")
                .tabTo(".ace_scroller")
                .press("Enter")
                .type(PETS)
                .press("Escape")
                .tabTo("#context")
                .type("/pages-weather")
                .tabTo("button[name=read]")
                .go("Enter")
                .shows("Swagger 2.0, with 1 operation")
                .look("publisher-new-read");
        screen.tabTo("button[name=publish]")
                .go("Enter")
                .shows("Another API has /pages-weather.")
                .look("publisher-new-refused");
        screen.open(door + "/apis/new")
                .tabTo("details summary")
                .press("Enter")
                .tabTo(".ace_scroller")
                .press("Enter")
                .type("<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\" name=\"Paged\"/>")
                .press("Escape")
                .tabTo("button[name=read]")
                .go("Enter")
                .shows("WSDL 1.1, without a service")
                .look("publisher-new-wsdl");
        screen.open(door + "/apis/new")
                .tabTo("#swagger-url")
                .type("http://localhost/openapi.json")
                .tabTo("button[name=read]")
                .go("Enter")
                .shows("in a private network")
                .look("publisher-new-private");
    }

    private void documents(Screen screen, String documents) {
        String api = "?name=PagesDocumented&version=1.0.0&provider=admin";
        screen.open(documents + api.replace("Documented", "Draft")).look("publisher-documents-none");
        screen.open(documents + api).look("publisher-documents");
        screen.open(documents + "/read" + api + "&document=Start").look("publisher-document");
        screen.open(documents + "/read" + api + "&document=Away").look("publisher-document-away");
        screen.open(documents + "/add" + api).look("publisher-document-new");
        screen.tabTo("#docName").type("Start").go("Enter").shows("Show preview").look("publisher-document-previewed");
        screen.tabTo("form .btn-primary")
                .go("Enter")
                .shows("Start is the name of another document")
                .look("publisher-document-refused");
        screen.open(documents + "/edit" + api + "&document=Away").look("publisher-document-edit");
        screen.open(documents + "/remove" + api + "&document=Away").look("publisher-document-remove");
    }

    private void document(String... namesAndValues) {
        Map<String, String> fields =
                new HashMap<>(Map.of("provider", "admin", "apiName", "PagesDocumented", "version", "1.0.0"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        Client.good(client.publisher("documentation/ajax/docs.jag", fields));
    }

    private void store(Screen screen) {
        String door = address("/store");
        screen.open(door + "/apis/list").look("store-apis-stranger");
        screen.open(door + "/site/pages/login.jag").look("store-sign-in");
        screen.signIn(door).look("store-apis");
        screen.open(door + "/apis/list?query=no-such-api").look("store-apis-nothing-fits");
        screen.open(door + "/apis/list?query=owner:x")
                .tabTo("summary")
                .press("Enter")
                .shows("Who provides it")
                .look("store-apis-unreadable");
        screen.open(door + "/site/pages/applications.jag").look("store-applications");
        screen.tabTo("#application")
                .type("Pages planner")
                .go("Enter")
                .shows("Nothing was added")
                .look("store-applications-refused");
        application(screen, door + "/site/pages/application.jag?id=" + number("Pages revised"));
        String subscriptions = door + "/site/pages/subscriptions.jag?id=";
        screen.open(subscriptions + number("Pages waiting"))
                .shows("Waiting for approval")
                .look("store-subscriptions");
        screen.open(subscriptions + number("Pages revised")).look("store-subscriptions-none");
    }

    private void application(Screen screen, String address) {
        screen.open(address).look("store-application").tabTo("#description").type("Typed here");
        Client.good(client.store(
                "application/application-update/ajax/application-update.jag",
                Map.of(
                        "action", "updateApplication",
                        "applicationOld", "Pages revised",
                        "applicationNew", "Pages revised",
                        "tier", "Unlimited",
                        "callbackUrlNew", CALLBACK)));
        screen.expecting(409)
                .go("Enter")
                .shows("It has been changed meanwhile")
                .look("store-application-overtaken")
                .expecting(200);
    }

    private String number(String application) {
        return Client.good(client.store(
                        "application/application-list/ajax/application-list.jag",
                        Map.of("action", "getApplicationByName", "applicationName", application)))
                .at("/application/id")
                .asText();
    }

    private void console(Screen screen) {
        String door = address("/carbon");
        screen.open(door + "/site/pages/login.jag").look("console-sign-in");
        screen.signIn(door).look("console-home");
        screen.open(door + "/admin/tiers.jsp").look("console-tiers");
        screen.open(door + "/admin/tier.jsp").look("console-tier-new");
        screen.open(door + "/admin/tier.jsp?tier=Gold").look("console-tier");
        screen.tabTo("#calls")
                .type("many")
                .go("Enter")
                .shows("Nothing was saved")
                .look("console-tier-refused");
    }

    private void keyManager(Screen screen) throws Exception {
        screen.open(authorize(CALLBACK)).look("oauth-sign-in");
        screen.tabTo("#username").type("admin").tabTo("#password").type("admin").go("Enter");
        screen.shows("Allow access?").look("oauth-consent");
        screen.expecting(400)
                .open(authorize("https://evil.example"))
                .look("oauth-problem")
                .expecting(200);
        screen.open(address("/authenticationendpoint/")).look("oauth-note");
        screen.open(address("/device/")).look("device-code");
        screen.tabTo("#user_code").type(deviceCode()).go("Enter");
        screen.shows("Connect this device?").look("device-question");
        screen.open(address("/account/")).look("account-password");
        screen.expecting(400);
        screen.tabTo("#old")
                .type("admin")
                .tabTo("#password")
                .type("one-password")
                .tabTo("#again");
        screen.type("another-password").go("Enter");
        screen.shows("not the same").look("account-password-refused").expecting(200);
    }

    @Test
    void everyFormGoesByKeyboardAlone() {
        try (Screen screen = new Screen(browser, 1280, ColorScheme.LIGHT, findings)) {
            String publisher = address("/publisher");
            screen.signIn(publisher)
                    .tabTo("#query")
                    .type("pagesdraft")
                    .becomes("() => location.search.includes('query=pagesdraft')")
                    .shows("1 version")
                    .tabTo("button[aria-label='Publish PagesDraft 1.0.0']")
                    .go("Enter")
                    .shows("PagesDraft 1.0.0 is published.");
            documentAnApi(screen, publisher + "/apis/documents");
            screen.open(publisher + "/apis")
                    .tabTo("a[href$='/apis/new']")
                    .go("Enter")
                    .tabTo("#name")
                    .type("PagesByKeyboard")
                    .tabTo("#context")
                    .type("/pages-by-keyboard")
                    .tabTo("#production")
                    .type(backend.address())
                    .tabTo("button[name=publish]")
                    .go("Enter")
                    .shows("PagesByKeyboard 1.0.0 is published and can be called.")
                    .tabTo("nav.gh-tabs a[href*='/apis/lifecycle']")
                    .go("Enter")
                    .tabTo("input[name=status]:checked")
                    .press("ArrowDown")
                    .go("Enter")
                    .shows("PagesByKeyboard 1.0.0 is BLOCKED now.");
            screen.tabTo(".gh-who")
                    .press("Enter")
                    .tabTo("[data-theme-set=dark]")
                    .press("Enter")
                    .open(publisher + "/apis")
                    .becomes("() => document.documentElement.dataset.theme === 'dark'");
            screen.tabTo(".gh-who")
                    .press("Enter")
                    .tabTo(".dropdown-menu form button")
                    .go("Enter");
            screen.shows("to the Publisher");

            screen.signIn(address("/store"))
                    .open(address("/store/site/pages/applications.jag"))
                    .tabTo("#application")
                    .type("Pages by keyboard")
                    .tabTo("#tier")
                    .press("ArrowUp")
                    .tabTo("#description")
                    .type("Without a mouse")
                    .go("Enter")
                    .shows("Application Pages by keyboard is ready.");
            screen.tabTo(".gh-chip, .gh-topnav a").go("Enter").shows("Find an API");
            changeATierThatAnotherChangesToo(screen);
        }
        try (Screen phone = new Screen(browser, 390, ColorScheme.DARK, findings)) {
            phone.signIn(address("/carbon"))
                    .tabTo("[data-bs-toggle=offcanvas]")
                    .press("Enter")
                    .becomes("() => document.querySelector('#side').classList.contains('show')")
                    .look("console-menu")
                    .press("Escape")
                    .becomes("() => document.activeElement.matches('[data-bs-toggle=offcanvas]')");
        }
        assertThat(findings.complaints()).isEmpty();
    }

    private static void documentAnApi(Screen screen, String documents) {
        screen.open(documents + "?name=PagesDraft&version=1.0.0&provider=admin")
                .tabTo(".gh-actions a")
                .go("Enter")
                .tabTo("#docName")
                .type("By keyboard")
                .tabTo("#content")
                .type("# Without a mouse")
                .tabTo("button[name=preview]")
                .go("Enter")
                .becomes("() => document.querySelector('.gh-prose h3').innerText === 'Without a mouse'")
                .tabTo("form .btn-primary")
                .go("Enter")
                .shows("By keyboard is saved.")
                .tabTo("a[aria-label='Remove By keyboard']")
                .go("Enter")
                .tabTo(".btn-danger")
                .go("Enter")
                .shows("By keyboard is removed.");
    }

    private void changeATierThatAnotherChangesToo(Screen screen) {
        server.shell("apim:tier-save PagesTier 10 60000");
        screen.signIn(address("/carbon")).open(address("/carbon/admin/tier.jsp?tier=PagesTier"));
        server.shell("apim:tier-save PagesTier 20 60000");
        screen.expecting(409)
                .tabTo("#calls")
                .type("30")
                .go("Enter")
                .shows("limit: 10 calls, now 20 calls")
                .look("console-tier-conflict")
                .becomes("() => document.querySelector('#calls').value === '30'");
        screen.expecting(200).tabTo("#calls").go("Enter").shows("Tier PagesTier is in force.");
        assertThat(server.shell("apim:tiers")).containsPattern("PagesTier .* 30 \\| +60000");
    }

    private String authorize(String callback) {
        return address("/oauth2/authorize?response_type=code&scope=openid+pages&state=s&client_id=" + key.consumerKey()
                + "&redirect_uri=" + URLEncoder.encode(callback, StandardCharsets.UTF_8));
    }

    private String deviceCode() throws Exception {
        String answer = client.token(address("/oauth2/device_authorize"), key, Map.of("scope", "pages"))
                .body();
        return new ObjectMapper().readTree(answer).path("user_code").asText();
    }

    private String address(String path) {
        return "https://localhost:" + server.https() + path;
    }
}
