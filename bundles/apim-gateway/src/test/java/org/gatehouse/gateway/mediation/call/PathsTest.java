package org.gatehouse.gateway.mediation.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.testing.FakeExchange.get;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.gatehouse.gateway.routing.Spelling;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a back end reads a path, it serves what was matched and nothing else. */
class PathsTest {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";

    /** Marks by its base path which resource let a call through. */
    private static final String RESOURCE =
            "<resource url-mapping=\"%s\"><inSequence><send><endpoint><http uri-template=\"http://b/%s\"/></endpoint></send></inSequence></resource>";

    @TempDir
    Path root;

    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(root);
        gateway.deployment.put(
                "s",
                ("<api %s name=\"s\" context=\"/s/1\">" + RESOURCE.formatted("/public/*", "public")
                                + RESOURCE.formatted("/admin/*", "admin") + RESOURCE.formatted("/test", "test")
                                + "</api>")
                        .formatted(NS));
        gateway.deployment.put(
                "e", ("<api %s name=\"e\" context=\"/e\">" + RESOURCE.formatted("/*", "any") + "</api>").formatted(NS));
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    /** What the back end is asked for, or the status of a refusal. */
    private String ask(String target) {
        FakeExchange call = get(target).backend(200, "text/plain", "");
        int status = gateway.serve(call).status();
        return call.calls.isEmpty() ? String.valueOf(status) : call.calls.get(0).target();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/s/1/public/..%2fadmin/x",
                "/s/1/public/..%2Fadmin/x",
                "/s/1/public/%2e%2e%2fadmin/x",
                "/s/1/public//..%2fadmin/x",
                "/s/1/public/x/..%2f..%2fadmin/x",
                "/s/1/public/x%2f..%2f..%2fadmin",
                "/s/1/public/..;/admin/x",
                "/s/1/public/..%5cadmin/x",
                "/s/1/public/%252e%252e/admin/x",
                "/s/1/public/%252e%252e%252fadmin/x",
                "/s/1/public/..%252fadmin",
                "/s/1/public/..%3b/..%2fadmin",
                "/s/1//admin/x",
                "/s/1/%2fadmin/x",
                "/s/1/admin%2fx",
                "/s/1/admin;v=1/x",
                "/s/1/public;x%2f..%2fadmin",
                "/s/1/public/..%2f..%2f1/public/x",
                "/s/1/public/..%2f..%2f..%2fe/x",
                "/s/1;x/public/x",
                "//s/1/public/x",
                "/s%2f1/public/x",
                "/s/1%2fpublic/x",
                "/e/..%2fs/1/public/x",
                "/e/x/..%2f..%2fy",
                "/e/..;/y",
                "/e/x%00y",
                "/e/x%c0%af..%c0%af..%c0%afy",
                "/e/x\\..\\y",
                "/e/x#y",
                "/e/%",
                "/e%2f..%2fs",
                "http://x@h/e/y"
            })
    void aPathOfSeveralMeaningsIsRefused(String target) {
        assertThat(ask(target)).isEqualTo("400");
    }

    @ParameterizedTest
    @CsvSource({
        "/e/a%2Fb, /any/a%2Fb",
        "/e/a%2fb%2Fc?x=1, /any/a%2fb%2Fc?x=1",
        "/e/a;v=1/b;w=2, /any/a;v=1/b;w=2",
        "/e/a//b, /any/a//b",
        "/e/x%2f..%2fy, /any/x%2f..%2fy",
        "/e/http%3A%2F%2Fh%2Fx, /any/http%3A%2F%2Fh%2Fx",
        "/e/100%25, /any/100%25",
        "/e/a%5Cb, /any/a%5Cb",
        "/e/%61, /any/%61",
        "/%65/%61, /any/%61",
        "/e/caf%c3%a9, /any/caf%c3%a9",
        "/e?x=../%2e%2e/%zz, /any?x=../%2e%2e/%zz",
        "/s/1/test, /test",
        "/s/1/test/, /test/",
        "/s/1/public/a%2Fb;c/d, /public/public/a%2Fb;c/d",
        "http://any.example/e/x, /any/x"
    })
    void aPathOfOneMeaningGoesOnAsItWasSent(String target, String asked) {
        assertThat(ask(target))
                .isEqualTo(asked.equals("/test") ? "/test/test" : asked.equals("/test/") ? "/test/test/" : asked);
    }

    @Test
    void theRefusalIsAFaultOfTheGateway() {
        FakeExchange.Reply reply = gateway.serve(get("/s/1/public/..%2fadmin/x"));

        assertThat(reply.body()).contains("<am:code>400</am:code>", "read in several ways");
    }

    @Test
    void aPathThatIsNoApiHoweverItIsReadIsNotFound() {
        assertThat(ask("/nothing/a%2Fb")).isEqualTo("404");
    }

    @Test
    void whatAMediatorAppendsStaysBelowTheBackEndsPath() {
        gateway.deployment.put(
                "m",
                ("<api %s name=\"m\" context=\"/m\"><resource><inSequence>"
                                + "<property name=\"REST_URL_POSTFIX\" scope=\"axis2\" expression=\"$ctx:query.param.p\"/>"
                                + "<send><endpoint><http uri-template=\"http://b/base\"/></endpoint></send></inSequence></resource></api>")
                        .formatted(NS));

        assertThat(ask("/m?p=%2Fx%20y")).isEqualTo("/base/x%20y");
        assertThat(ask("/m?p=/../x")).isEqualTo("400");
        assertThat(ask("/m?p=/..%252f..%252fx")).isEqualTo("400");
        assertThat(ask("/m?p=../x")).isEqualTo("400");
    }

    // ---- the system's own APIs

    /** Deploys one as it is shipped, with the key manager at kms:9443. */
    private void system(String name, UnaryOperator<String> edited) throws Exception {
        for (String handler : new String[] {
            "security.CORSRequestHandler", "ext.APIManagerCacheExtensionHandler", "common.SynapsePropertiesHandler"
        }) {
            gateway.handler("org.wso2.carbon.apimgt.gateway.handlers." + handler, KeyManagerAt::new);
        }
        String file = "_" + name + "API_.xml";
        gateway.deployment.put(
                "_WSO2AM" + name + "API_",
                edited.apply(Files.readString(Path.of("../../synapse-configs/default/api/" + file))));
    }

    private static final class KeyManagerAt implements org.apache.synapse.rest.Handler {
        @Override
        public boolean handleRequest(org.apache.synapse.MessageContext message) {
            message.setProperty("keyManager.hostname", "kms");
            message.setProperty("keyManager.port", "9443");
            return true;
        }

        @Override
        public boolean handleResponse(org.apache.synapse.MessageContext message) {
            return true;
        }
    }

    private String post(String target) {
        FakeExchange call = FakeExchange.post(target, "application/x-www-form-urlencoded", "a=b")
                .backend(200, "text/plain", "");
        int status = gateway.serve(call).status();
        return call.calls.isEmpty()
                ? String.valueOf(status)
                : call.calls.get(0).host() + ":" + call.calls.get(0).port()
                        + call.calls.get(0).target();
    }

    @Test
    void theSystemsApisAskTheKeyManagerAtItsAddressAndNowhereElse() throws Exception {
        system("Token", UnaryOperator.identity());
        system("Revoke", UnaryOperator.identity());
        system("Authorize", UnaryOperator.identity());

        assertThat(post("/token")).isEqualTo("kms:9443/oauth2/token");
        assertThat(post("/token/?x=1")).isEqualTo("kms:9443/oauth2/token");
        assertThat(post("/revoke?x=1")).isEqualTo("kms:9443/oauth2/revoke");
        assertThat(ask("/authorize?client_id=a&scope=b%20c")).isEqualTo("/oauth2/authorize?client_id=a&scope=b%20c");
        assertThat(ask("/authorize/?client_id=a")).isEqualTo("/oauth2/authorize?client_id=a");
        assertThat(post("/token/x")).isEqualTo("403");
        assertThat(post("/token/..%2f..%2fservices%2fUserAdmin")).isEqualTo("400");
        assertThat(ask("/authorize/..%2f..%2fcarbon%2f")).isEqualTo("400");
    }

    @Test
    void aSystemApiOfAnOlderHomeLeadsNowhereElseEither() throws Exception {
        system(
                "Token",
                xml -> xml.replace("url-mapping=\"/\"", "url-mapping=\"/*\"")
                        .replaceAll("<property name=\"REST_URL_POSTFIX\"[^>]*>", ""));

        assertThat(post("/token")).isEqualTo("kms:9443/oauth2/token");
        assertThat(post("/token/x")).isEqualTo("kms:9443/oauth2/token/x");
        for (String up : new String[] {
            "/token/..%2f..%2fservices%2fUserAdmin",
            "/token/..%5c..%5cservices",
            "/token/%252e%252e%252fx",
            "/token/..;/x"
        }) {
            assertThat(post(up)).as(up).isEqualTo("400");
        }
    }

    // ---- addresses with values in them

    private void template(String address, String before) {
        gateway.deployment.put(
                "t",
                ("<api %s name=\"t\" context=\"/t\"><resource uri-template=\"/{id}\"><inSequence>" + before
                                + "<property name=\"REST_URL_POSTFIX\" scope=\"axis2\" action=\"remove\"/>"
                                + "<send><endpoint><http uri-template=\"" + address
                                + "\"/></endpoint></send></inSequence></resource></api>")
                        .replace("%s", NS));
    }

    private static String set(String name, String value) {
        return "<property name=\"" + name + "\" value=\"" + value + "\"/>";
    }

    @ParameterizedTest
    @CsvSource({
        "http://b/items?id={uri.var.id}&amp;role=user, '/t/1&role=admin&x=', /items?id=1%26role%3Dadmin%26x%3D&role=user",
        "http://b/items?id={uri.var.id}&amp;role=user, /t/1%26role=admin, /items?id=1%26role%3Dadmin&role=user",
        "http://b/items?id={+uri.var.id}&amp;role=user, '/t/1&role=admin;a+b', /items?id=1%26role=admin%3Ba%2Bb&role=user",
        "http://b/items?id={uri.var.id}&amp;role=user, /t/1#, 400",
        "http://b/items?id={uri.var.id}, /t/j%20d%2fe, 400",
        "http://b/items?id={uri.var.id}, /t/j%20d%c3%a9, /items?id=j%20d%c3%a9",
        "http://b/orders?c={query.param.c}&amp;admin=false, /t/x?c=7%26admin%3Dtrue, /orders?c=7%26admin%3Dtrue&admin=false",
        "http://b/orders?c={query.param.c}&amp;admin=false, /t/x?c=7%23, /orders?c=7%23&admin=false",
        "http://b/orders?c={query.param.c}, /t/x?c=%25, /orders?c=%25",
        "http://b/orders?c={query.param.c}, /t/x?c=1%2B1, /orders?c=1%2B1",
        "http://b/orders?c={+query.param.c}, '/t/x?c=a/b:c,d%23%26e', '/orders?c=a/b:c,d%23%26e'",
        "http://b/orders/{query.param.c}/end, /t/x?c=a/b?d, /orders/a%2Fb%3Fd/end",
        "http://b/orders/{+query.param.c}/end, /t/x?c=a/b?d, /orders/a/b%3Fd/end",
        "http://b/orders/{query.param.c}, /t/x?c=.., 400",
        "http://b/orders/{query.param.c}, /t/x?c=../admin, 400",
        "http://b/orders/{+query.param.c}, /t/x?c=../admin, 400",
        "http://b/orders/{+query.param.c}, /t/x?c=%252e%252e/admin, 400",
        "legacy-encoding:http://b/orders/{query.param.c}, /t/x?c=../admin, 400",
        "legacy-encoding:http://b/orders/{query.param.c}, /t/x?c=a/b, /orders/a/b",
        "http://{uri.var.id}.example.com/x, /t/127.0.0.1:9971, 400",
        "http://{uri.var.id}.example.com/x, /t/127.0.0.1%23, 400",
        "http://{uri.var.id}.example.com/x, /t/u@127.0.0.1, 400",
        "http://{query.param.h}.example.com/x, /t/x?h=evil/, 400",
        "http://{query.param.h}.example.com/x, /t/x?h=evil%3F, 400",
        "http://{query.param.h}.example.com/x, /t/x?h=evil%5C, 400",
        "http://{query.param.h}.example.com/x, /t/x?h=shop, /x",
        "{query.param.h}/x, /t/x?h=http://evil, 400",
        "{+query.param.h}/x, /t/x?h=http://evil, 400",
        "${query.param.h}/x, /t/x?h=http://evil, 400"
    })
    void aValueOfTheRequestStaysWhereItStands(String address, String target, String asked) {
        template(address, "");

        assertThat(ask(target)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "https://{uri.var.v}:8443/x, localhost, /x",
        "https://localhost:{uri.var.v}/x, 9443, /x",
        "https://{uri.var.v}/x, localhost:9443, /x",
        "https://{uri.var.v}/x, [::1]:9443, /x",
        "https://{uri.var.v}/x, h/y, 400",
        "https://{uri.var.v}/x, a@h, 400",
        "{uri.var.v}/x, http://h/a, /a/x",
        "http://h/{uri.var.v}, a/b c, /a%2Fb%20c",
        "http://h/{uri.var.v}, ../admin, 400",
        "http://h/{uri.var.v}, x?y=1, /x%3Fy%3D1",
        "http://h/{uri.var.v}, a#b, /a%23b",
        "http://h/{+uri.var.v}, a/b?c=d#e, /a/b?c=d%23e",
        "http://h/{+uri.var.v}, a/../b, 400",
        "legacy-encoding:http://h/{uri.var.v}, a/b?c=d, /a/b?c=d",
        "http://h/{uri.var.v}/x, %2e%2e, 400"
    })
    void aValueOfAMediatorFitsWhereItStands(String address, String value, String asked) {
        template(address, set("uri.var.v", value));

        assertThat(ask("/t/x")).isEqualTo(asked);
    }

    @Test
    void aValueThatDoesNotFitSaysNothingOfTheBackEnd() {
        template("http://{uri.var.id}.example.com/x", "");

        assertThat(ask("/t/a:1")).isEqualTo("400");
        assertThat(ask("/t/shop")).isEqualTo("/x");
    }

    // ---- every model of a back end serves what was matched, whatever is sent

    private static final List<UnaryOperator<String>> BACK_ENDS = List.of(
            Spelling::of, // as it is
            path -> normal(decoded(path), true), // http.server: unquote, then normalise
            path -> normal(decoded(cut(path)), true), // Tomcat: cut parameters, decode, normalise
            path -> normal(cut(decoded(path)), true),
            path -> normal(Spelling.of(cut(path)), false), // Jetty: canonical path of what is encoded
            path -> decoded(normal(cut(path), false)),
            path -> normal(decoded(path).replace('\\', '/'), true), // IIS
            path -> normal(decoded(path), false), // nginx with merge_slashes off
            path -> normal(decoded(decoded(path)), true), // a proxy that decodes before one that does, too
            path -> normal(cut(decoded(decoded(path))), true),
            path -> normal(decoded(decoded(path).replace('\\', '/')).replace('\\', '/'), true));

    @Test
    void whateverIsSentEveryBackEndServesWhatWasMatched() {
        String[] pieces = {
            "/",
            "/",
            "/",
            "public",
            "admin",
            "test",
            "x",
            ".",
            "..",
            "%2e",
            "%2E%2e",
            "%2f",
            "%2F",
            "%5c",
            ";",
            ";a=b",
            "%3b",
            "%252f",
            "%252e",
            "%25",
            "%255c",
            "//",
            "..;",
            "%2e%2e;",
            "%61dmin",
            "s",
            "1",
            "/s/1/",
            "/e/",
            "%70ublic",
            "%253b"
        };
        Random random = new Random(20_261_129);
        Map<String, String> marks = Map.of("public", "public", "admin", "admin", "test", "test");
        int served = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder target =
                    new StringBuilder(random.nextBoolean() ? "/s/1/public/" : random.nextBoolean() ? "/s/1" : "/e/");
            for (int n = random.nextInt(7); n >= 0; n--) {
                target.append(pieces[random.nextInt(pieces.length)]);
            }
            FakeExchange call = get(target.toString()).backend(200, "text/plain", "");
            gateway.serve(call);
            if (call.calls.isEmpty()) {
                continue;
            }
            served++;
            String asked = call.calls.get(0).target();
            String base = asked.substring(1, asked.indexOf('/', 1) < 0 ? asked.length() : asked.indexOf('/', 1));
            for (UnaryOperator<String> backEnd : BACK_ENDS) {
                String whole = backEnd.apply(asked);
                assertThat(whole).as("%s, as %s", target, asked).startsWith("/" + base);
                if (marks.containsKey(base)) {
                    // It never serves another resource than the one that let it through.
                    String within = whole.substring(base.length() + 1);
                    assertThat(within.equals("/" + base) || within.startsWith("/" + base + "/"))
                            .as("%s, as %s, is served as %s", target, asked, whole)
                            .isTrue();
                }
            }
        }
        assertThat(served).isGreaterThan(1_000);
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException once) {
            return path;
        }
    }

    private static String cut(String path) {
        return path.replaceAll(";[^/]*", "");
    }

    private static String normal(String path, boolean merging) {
        List<String> kept = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.remove(kept.size() - 1);
                }
            } else if (!segment.equals(".") && !(merging && segment.isEmpty())) {
                kept.add(segment);
            }
        }
        return "/" + String.join("/", kept);
    }
}
