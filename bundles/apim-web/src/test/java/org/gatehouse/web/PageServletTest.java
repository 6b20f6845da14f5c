package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageServletTest {
    private final Served door = new Served("/sample", new SampleDoor.Blocks(), new SampleDoor.Pages());

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
    void aRefusedSignInSaysWhyAndKeepsTheName() {
        HttpResponse<String> answer = signIn("\"><script>", "wrong");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("User name or password is not right.", "value=\"&quot;&gt;&lt;script&gt;\"")
                .doesNotContain("<script>", "wrong");
        assertThat(signIn("bob", "secret").body()).contains("Your roles do not let you in here.");
        assertThat(signIn("", "").body()).contains("Enter both");
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
                .contains(crash.headers()
                        .firstValue(JagServlet.CORRELATION_HEADER)
                        .orElseThrow())
                .doesNotContain("inside", "Exception");
    }

    @Test
    void pagesAreGuardedAgainstFramesAndForeignCode() {
        HttpResponse<String> answer = door.get("/sample/site/pages/login.jag");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(door.get("/sample/assets/gatehouse.css").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/css"));
    }

    private HttpResponse<String> signIn(String user, String password) {
        String page = "/sample/site/pages/login.jag";
        return door.submit(page, page, "username", user, "password", password);
    }
}
