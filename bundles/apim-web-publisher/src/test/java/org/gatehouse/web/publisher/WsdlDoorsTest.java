package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.EndpointAddress;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** APIs of WSDLs, by pages and by scripts. */
final class WsdlDoorsTest {
    private static final String NEW = "/publisher/apis/new";
    private static final String QUERY = "?name=Quotes&version=1.0.0&provider=admin";
    private static final String WSDL = "/publisher/apis/wsdl" + QUERY;
    private static final String KEPT = "/_system/governance/apimgt/applicationdata/wsdls/admin/Quotes/1.0.0/";

    private final PublisherDoor door = new PublisherDoor();

    @AfterEach
    void stop() {
        door.close();
    }

    private Api quotes() {
        return door.apis.find(new ApiId(Fixtures.ADMIN, "Quotes", "1.0.0")).orElseThrow();
    }

    private static String field(HttpResponse<String> page, String name) {
        Matcher value = Pattern.compile("<input[^>]* name=\"" + name + "\" value=\"([^\"]*)\"")
                .matcher(page.body());
        return value.find() ? value.group(1) : "";
    }

    @Test
    void aFileTellsWhatTheApiIs() {
        door.login("admin");
        HttpResponse<String> read = door.submitFile(NEW, PublisherDoor.QUOTES, "read", "read");

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body())
                .contains("WSDL 1.1, with 1 place to call", "SOAP 1.1", "http://back/quotes", "last")
                .contains("It needs a document that is not in it", "more.wsdl")
                .contains("What a share costs.");
        assertThat(field(read, "name")).isEqualTo("QuotesB");
        assertThat(field(read, "context")).isEqualTo("/quotesb");
        assertThat(field(read, "production")).isEqualTo("http://back/quotes");
        assertThat(door.apis.all()).isEmpty();
    }

    /** As one that holds types alone, or whose ports are described elsewhere. */
    @Test
    void oneThatSaysLittleIsShownAsWell() {
        door.login("admin");
        String empty = "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/' name='Types'>%s</definitions>";
        assertThat(door.submitFile(NEW, String.format(empty, ""), "read", "read")
                        .body())
                .contains("WSDL 1.1, without a service");
        String port = "<service name='S'><port name='Bare' binding='gone'/></service>";
        assertThat(door.submitFile(NEW, String.format(empty, port), "read", "read")
                        .body())
                .contains("WSDL 1.1, with 1 place to call", "Bare");
    }

    @Test
    void aDefinitionWithoutOperationsIsShownAsWell() {
        door.login("admin");
        assertThat(door.submitFile(NEW, "{\"openapi\": \"3.0.0\", \"paths\": {}}", "read", "read")
                        .body())
                .contains("OpenAPI 3.0, with no operation");
    }

    @Test
    void itBecomesOneThatPassesSoapThrough() {
        door.login("admin");
        HttpResponse<String> sent = door.submitFile(
                NEW, PublisherDoor.QUOTES, "name", "Quotes", "visibility", "public", "create", "create");

        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(quotes().resources())
                .containsExactly(new ApiResource("/*", "POST", AuthType.ANY, "Unlimited", null, null));
        assertThat(quotes().backend().endpoints()).isInstanceOf(Endpoints.Address.class);
        assertThat(EndpointAddress.of(quotes().backend().endpoints()))
                .extracting(EndpointAddress::url)
                .containsExactly("http://back/quotes");
        assertThat(quotes().description().wsdl()).startsWith(KEPT);
        assertThat(door.http.get(WSDL).body()).isEqualTo(PublisherDoor.QUOTES.strip());
        assertThat(door.http.get(WSDL + "&for=callers").body())
                .contains("location=\"https://gw.example:8243/quotesb/1.0.0\"", "name=\"Quotes &lt;b&gt;\"")
                .doesNotContain("http://back");
        assertThat(door.http.get("/publisher/apis/overview" + QUERY).body())
                .contains("as consumers get it", "/publisher/apis/wsdl" + QUERY.replace("&", "&amp;"));
    }

    @Test
    void atAnAddress() {
        door.login("admin");
        HttpResponse<String> read = door.http.submit(NEW, NEW, "swagger-url", "https://h/quotes.wsdl", "read", "read");
        assertThat(read.body()).contains("WSDL 1.1, with 1 place to call", "&lt;service name=&quot;S&quot;");
        assertThat(field(read, "swagger-url"))
                .as("what was read counts from now on")
                .isEmpty();

        assertThat(door.http
                        .submit(
                                NEW,
                                NEW,
                                "swagger-url",
                                "https://h/pets.yaml",
                                "name",
                                "Pets",
                                "context",
                                "/pets",
                                "visibility",
                                "public",
                                "create",
                                "create")
                        .statusCode())
                .isEqualTo(302);
        assertThat(door.apis.all())
                .singleElement()
                .satisfies(api -> assertThat(api.resources()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://h/none | definition at https://h/none: an unknown host",
                "file:///etc/passwd | swagger-url: file:///etc/passwd (expected: an http or https address, with a host and no user)",
                "nothing | swagger-url: nothing (expected: an http or https address, with a host and no user)",
            })
    void whatIsNotThereIsToldAtTheField(String address, String told) {
        door.login("admin");
        HttpResponse<String> read = door.http.submit(NEW, NEW, "swagger-url", address, "read", "read");
        assertThat(read.body()).contains("id=\"swagger-url-error\"", told);
        assertThat(field(read, "swagger-url")).isEqualTo(address);
    }

    @Test
    void whatIsSomethingElseIsNotShown() {
        door.login("admin");
        for (String address : List.of("https://h/secret", "https://h/page.html")) {
            HttpResponse<String> read = door.http.submit(NEW, NEW, "swagger-url", address, "read", "read");
            assertThat(read.body()).contains("id=\"swagger-url-error\"").doesNotContain("classified", "&lt;html");
            assertThat(field(read, "swagger-url")).isEqualTo(address);
        }
        assertThat(door.http
                        .submit(NEW, NEW, "swagger-url", "http://127.0.0.1/a.json", "read", "read")
                        .body())
                .contains("http://127.0.0.1/a.json is on this machine or in a private network");
    }

    @Test
    void whatIsNoWsdlIsToldWithItsLine() {
        door.login("admin");
        HttpResponse<String> read =
                door.submitFile(NEW, PublisherDoor.QUOTES.replace("</portType>", "</PORTTYPE>"), "read", "read");
        assertThat(read.body()).contains("WSDL: line 4: not well-formed", "data-bad-line=\"4\"");
        HttpResponse<String> entity = door.submitFile(
                NEW,
                "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><definitions>&e;</definitions>",
                "read",
                "read");
        assertThat(entity.body()).contains("a document type (expected: none)").doesNotContain("root:");
    }

    @Test
    void anApiGetsAnotherOneOrNone() {
        door.login("admin");
        door.submitFile(NEW, PublisherDoor.QUOTES, "name", "Quotes", "visibility", "public", "create", "create");
        String edit = "/publisher/apis/edit" + QUERY;
        assertThat(door.http.get(edit).body()).contains("name=\"production\" value=\"http://back/quotes\"");

        HttpResponse<String> saved =
                door.http.submit(edit, edit, "production", "http://back/other", "tier-Gold", "on", "noWsdl", "on");

        assertThat(saved.statusCode()).isEqualTo(302);
        assertThat(quotes().description().wsdl()).isEmpty();
        assertThat(quotes().backend().endpoints()).as("it is still one address").isInstanceOf(Endpoints.Address.class);
        assertThat(door.http.get(WSDL).statusCode()).isEqualTo(404);
    }

    @Test
    void scriptsNameItsAddress() {
        door.login("admin");
        assertThat(add("https://h/quotes.wsdl")).isEqualTo("{\"error\" : false}");
        assertThat(quotes().description().wsdl()).startsWith(KEPT);

        assertThat(change(quotes().description().wsdl())).as("as it was read").isEqualTo("{\"error\" : false}");
        assertThat(door.http.get(WSDL).body()).isEqualTo(PublisherDoor.QUOTES);
        assertThat(change("https://h/page.html"))
                .contains("WSDL: line 1: element html of http://www.w3.org/1999/xhtml");
        assertThat(change("https://h/none.wsdl")).contains("https://h/none.wsdl: an unknown host");
        assertThat(change("nothing")).contains("wsdl: nothing (expected: an http or https address");
        assertThat(door.http.get(WSDL).body())
                .as("nothing of that has changed it")
                .isEqualTo(PublisherDoor.QUOTES);

        assertThat(change("http://127.0.0.1/s?wsdl"))
                .as("where this server may not ask")
                .isEqualTo("{\"error\" : false}");
        assertThat(quotes().description().wsdl()).isEqualTo("http://127.0.0.1/s?wsdl");
        assertThat(door.http.get(WSDL).statusCode()).isEqualTo(404);
        assertThat(change("")).isEqualTo("{\"error\" : false}");
        assertThat(quotes().description().wsdl()).isEmpty();
    }

    private String add(String wsdl) {
        return door.http.post(PublisherDoor.ADD, fields("addAPI", wsdl)).body();
    }

    private String change(String wsdl) {
        return door.http.post(PublisherDoor.ADD, fields("updateAPI", wsdl)).body();
    }

    private static String[] fields(String action, String wsdl) {
        return new String[] {
            "action",
            action,
            "name",
            "Quotes",
            "version",
            "1.0.0",
            "provider",
            "admin",
            "context",
            "/quotes",
            "endpoint",
            "http://back/quotes",
            "tiersCollection",
            "Gold",
            "visibility",
            "public",
            "wsdl",
            wsdl,
            "resourceCount",
            "0",
            "resourceMethod-0",
            "POST",
            "resourceMethodAuthType-0",
            "Any",
            "uriTemplate-0",
            "/*"
        };
    }

    @Test
    void inStepsToo() {
        door.login("admin");
        List<String> id = List.of("name", "Quotes", "version", "1.0.0", "provider", "admin", "context", "/quotes");
        assertThat(step(id, "design", "wsdl", "https://h/quotes.wsdl")).contains("\"error\" : false");
        assertThat(quotes().description().wsdl()).startsWith(KEPT);
        assertThat(step(id, "design", "wsdl", "https://h/page.html"))
                .contains("WSDL: line 1", "\"apiName\" : \"Quotes\"");
        assertThat(step(id, "design", "description", "Other")).contains("\"error\" : false");
        assertThat(quotes().description().wsdl())
                .as("what a step does not send stays")
                .startsWith(KEPT);
    }

    private String step(List<String> id, String action, String field, String value) {
        List<String> fields = new java.util.ArrayList<>(id);
        fields.addAll(List.of("action", action, field, value));
        return door.http
                .post(PublisherDoor.DESIGN, fields.toArray(String[]::new))
                .body();
    }

    @Test
    void aDesignBeginsWithOne() {
        door.login("admin");
        assertThat(start("https://h/quotes.wsdl")).isEqualTo("{\"error\" : false, \"message\" : \"imported\"}");
        assertThat(door.http.get(PublisherDoor.IMPORT + "?action=session").body())
                .contains("\"post\"", "\"title\" : \"Quotes <b>\"")
                .doesNotContain("\"get\"");
        assertThat(start("https://h/page.html")).contains("\"error\" : true", "WSDL: line 1");
        assertThat(start("")).contains("wsdl-url: none (expected: the address of a WSDL)");
        assertThat(door.http.get(PublisherDoor.IMPORT + "?action=session").body())
                .isEqualTo("null");
    }

    private String start(String address) {
        return door.http
                .post(PublisherDoor.DESIGN, "action", "start", "type", "soap", "wsdl-url", address)
                .body();
    }
}
