package org.gatehouse.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.web.Headers;
import org.gatehouse.web.SampleDoor;
import org.gatehouse.web.Served;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageRouterTest {
    private final SampleDoor.People people = new SampleDoor.People();
    private final Served door = new Served("/sample", new SampleDoor.Blocks(people), new SampleDoor.Pages(people));

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void strangersAreSentToSignIn() {
        HttpResponse<String> answer = door.get("/sample/home");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/sample/site/pages/login.jag");
    }

    /** Its session has ended, and the answer would be searched for a piece that the page for signing in has not. */
    @Test
    void aPieceOfAPageForAStrangerIsThePageForSigningIn() {
        HttpResponse<String> answer = door.send(HttpRequest.newBuilder(URI.create(door.address() + "/sample/home"))
                .header("HX-Request", "true"));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("HX-Redirect").orElseThrow()).isEqualTo("/sample/site/pages/login.jag");
    }

    @Test
    void signingInLeadsHomeAndOutAgain() {
        HttpResponse<String> in = signIn("ada", "secret");
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(in.headers().firstValue("Location").orElseThrow()).endsWith("/sample/home");
        assertThat(door.get("/sample/home").body()).contains("ada &lt;b&gt;", "aria-current=\"page\"", "Sign out");
        door.submit("/sample/home", "/sample/logout");
        assertThat(door.get("/sample/home").statusCode()).isEqualTo(302);
    }

    @Test
    void whoIsNotAdmittedAnyMoreIsSentToSignIn() {
        signIn("ada", "secret");
        people.put("ada");
        HttpResponse<String> answer = door.get("/sample/home");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/sample/site/pages/login.jag");
        assertThat(signIn("ada", "secret").body()).contains("Your roles do not let you in here.");
        people.put("ada", Permission.CREATE_APIS);
        assertThat(door.get("/sample/home").statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusedSignInSaysWhyAndKeepsTheName() {
        HttpResponse<String> answer = signIn("\"><script>", "wrong");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("User name or password is not right.", "value=\"&quot;&gt;&lt;script&gt;\"")
                .doesNotContain("<script>", "wrong");
        assertThat(signIn("bob", "secret").body()).contains("Your roles do not let you in here.");
        assertThat(signIn("", "").body()).contains("Enter your user name.", "Enter your password.");
    }

    @Test
    void aFormWithoutItsTokenDoesNothing() {
        signIn("ada", "secret");
        HttpResponse<String> answer = door.post("/sample/rename", "name", "x");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("This form has expired");
        assertThat(door.get("/sample/home").body()).doesNotContain("Renamed");
    }

    @Test
    void aStrangerHasNoSessionButTheCookieOfTheForm() {
        String page = "/sample/site/pages/login.jag";
        String cookie = door.get(page).headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).matches("gatehouse-form=[\\w-]{32}; Path=/; HttpOnly; SameSite=Strict");
        assertThat(door.get(page).headers().firstValue("Set-Cookie")).isEmpty();
        // The cookie's own text is not the token: whoever plants one does not know what goes with it.
        String seed = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        assertThat(door.post(page, "username", "ada", "password", "secret", "csrf_token", seed)
                        .statusCode())
                .isEqualTo(403);
        assertThat(signIn("ada", "secret").statusCode()).isEqualTo(302);
    }

    @Test
    void whatWasDoneIsSaidOnce() {
        signIn("ada", "secret");
        assertThat(door.submit("/sample/home", "/sample/rename", "name", "x<y").statusCode())
                .isEqualTo(302);
        assertThat(door.get("/sample/home").body()).contains("Renamed to x&lt;y");
        assertThat(door.get("/sample/home").body()).doesNotContain("Renamed");
    }

    @Test
    void whateverGoesWrongIsAPageOfOurs() {
        signIn("ada", "secret");
        assertThat(door.get("/sample/nowhere").statusCode()).isEqualTo(404);
        assertThat(door.get("/sample/nowhere").body()).contains("<h1>Page not found</h1>", "Sample");
        assertThat(door.submit("/sample/home", "/sample/rename").statusCode()).isEqualTo(400);
        assertThat(door.get("/sample/rename").statusCode()).isEqualTo(405);
        assertThat(door.postText("/sample/rename", "multipart/form-data; boundary=X", "x")
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> crash = door.get("/sample/crash");
        assertThat(crash.statusCode()).isEqualTo(500);
        assertThat(crash.body())
                .contains(crash.headers().firstValue(Headers.CORRELATION).orElseThrow())
                .doesNotContain("inside", "Exception");
    }

    @Test
    void pagesAreGuardedAgainstFramesAndForeignCode() {
        HttpResponse<String> answer = door.get("/sample/site/pages/login.jag");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
    }

    @Test
    void aPathMayHaveNamesAndOneWithoutGoesFirst() {
        assertThat(door.get("/sample/things/one").body()).contains("the thing one");
        assertThat(door.get("/sample/things/new").body()).contains("a new one");
        assertThat(door.get("/sample/things/").statusCode()).isEqualTo(404);
        assertThat(door.get("/sample/things/one/more").statusCode()).isEqualTo(404);
    }

    @Test
    void theThemeIsTheVisitorsChoice() {
        String page = "/sample/site/pages/login.jag";
        assertThat(door.get(page).body()).contains("<html lang=\"en\">");
        assertThat(themed(page, "dark")).contains("<html lang=\"en\" data-theme=\"dark\">");
        assertThat(themed(page, "\"><script>")).contains("<html lang=\"en\">").doesNotContain("><script>\"");
    }

    private String themed(String page, String theme) {
        return door.send(HttpRequest.newBuilder(URI.create(door.address() + page))
                        .header("Cookie", "gh-theme=" + theme))
                .body();
    }

    @Test
    void whatPagesAreMadeOfIsKeptForGoodAndSentCompressed() throws Exception {
        Matcher link = Pattern.compile("(?:href|src)=\"(/sample/assets/[^\"]+)\"")
                .matcher(door.get("/sample/site/pages/login.jag").body());
        int count = 0;
        for (; link.find(); count++) {
            HttpResponse<byte[]> answer = compressed(link.group(1));
            assertThat(answer.statusCode()).as(link.group(1)).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
            assertThat(answer.headers().firstValue("Vary")).hasValue("Accept-Encoding");
            assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
            String plain = door.get(link.group(1)).body();
            assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                    .isEqualTo(plain.getBytes(StandardCharsets.UTF_8));
            everythingImportedIsThere(link.group(1), plain);
        }
        assertThat(count).isGreaterThan(4);
    }

    private void everythingImportedIsThere(String from, String styles) {
        Matcher imported = Pattern.compile("@import url\\(\"([^\"]+)\"\\)").matcher(styles);
        while (imported.find()) {
            String path = URI.create(from).resolve(imported.group(1)).toString();
            HttpResponse<String> answer = door.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            Matcher font = Pattern.compile("url\\(\"?([^\")?]+\\.woff2)").matcher(answer.body());
            while (font.find()) {
                String file = URI.create(path).resolve(font.group(1)).toString();
                assertThat(door.get(file).statusCode()).as(file).isEqualTo(200);
            }
        }
    }

    @Test
    void nothingButAssetsIsServedAsOne() {
        Matcher folder = Pattern.compile("/sample/assets/\\w+/")
                .matcher(door.get("/sample/site/pages/login.jag").body());
        assertThat(folder.find()).isTrue();
        assertThat(door.get(folder.group() + "kit/nothing.css").statusCode()).isEqualTo(404);
        assertThat(door.get(folder.group() + "kit/").statusCode()).isEqualTo(404);
        assertThat(door.get(folder.group() + "webjars/bootstrap/5.3.8/package.json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(door.get("/sample/assets/0123/kit/kit.css").statusCode()).isEqualTo(404);
    }

    private HttpResponse<byte[]> compressed(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(door.address() + path))
                                .header("Accept-Encoding", "br, gzip;q=0.8")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> signIn(String user, String password) {
        String page = "/sample/site/pages/login.jag";
        return door.submit(page, page, "username", user, "password", password);
    }
}
