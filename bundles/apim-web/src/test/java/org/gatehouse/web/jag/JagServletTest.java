package org.gatehouse.web.jag;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.web.Headers;
import org.gatehouse.web.SampleDoor;
import org.gatehouse.web.Served;
import org.gatehouse.web.request.Parameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JagServletTest {
    private static final String THING = "/sample/site/blocks/thing.jag";

    private final SampleDoor.People people = new SampleDoor.People();
    private final Served door = new Served("/sample", new SampleDoor.Blocks(people), new SampleDoor.Pages(people));

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void parametersComeFromQueryAndBodyAlike() {
        assertThat(door.get(THING + "?action=echo&text=h%C3%A9+%26").body())
                .isEqualTo("{\"error\" : false, \"text\" : \"hé &\"}");
        assertThat(door.post(THING, "action", "echo", "text", "hé &").body())
                .isEqualTo("{\"error\" : false, \"text\" : \"hé &\"}");
        assertThat(door.post(THING + "?action=echo&text=q").body()).contains("\"q\"");
    }

    @Test
    void aSloppyBodyIsReadAsFarAsItGoes() {
        String form = "application/x-www-form-urlencoded";
        assertThat(door.postText(THING, form, "action=echo&text=two words & more=1")
                        .body())
                .isEqualTo("{\"error\" : false, \"text\" : \"two words\"}");
        assertThat(door.postText(THING, form, "action=echo&text=100%").body()).contains("\"100%\"");
    }

    @Test
    void multipartBodiesCarryTextsAndFiles() {
        String body = String.join(
                "\r\n",
                List.of(
                        "--X",
                        "Content-Disposition: form-data; name=\"action\"",
                        "",
                        "icon",
                        "--X",
                        "Content-Disposition: form-data; name=\"icon\"; filename=\"é.png\"",
                        "Content-Type: image/png",
                        "",
                        "12",
                        "--Z",
                        "--X--",
                        ""));
        assertThat(door.postText(THING, "multipart/form-data; boundary=X", body).body())
                .isEqualTo("{\"error\" : false, \"name\" : \"é.png\", \"type\" : \"image/png\", \"size\" : 7}");
    }

    @Test
    void brokenMultipartIsToldInJson() {
        String message = "{\"error\" : true, \"message\" : \" The multipart body is cut off\"}";
        assertThat(door.postText(THING, "multipart/form-data; boundary=X", "--X\r\nfoo")
                        .body())
                .isEqualTo(message);
        assertThat(door.postText(THING, "multipart/form-data; boundary=X", "").body())
                .isEqualTo(message);
        assertThat(door.postText(THING, "multipart/form-data", "x").body()).contains("names no boundary");
        String noName = "--X\r\nContent-Disposition: form-data; name=\"icon\"; filename=\"a\0b\"\r\n\r\n1\r\n--X--\r\n";
        assertThat(door.postText(THING, "multipart/form-data; boundary=X", noName)
                        .body())
                .contains("a file name that is none");
    }

    @Test
    void aPartHasAHeadOfOnlySoMuch() {
        String part =
                "--X\r\nContent-Disposition: form-data; name=\"a\"\r\nX-Much: " + "x".repeat(9_000) + "\r\n\r\n1\r\n";
        assertThat(door.postText(THING, "multipart/form-data; boundary=X", part + "--X--")
                        .body())
                .contains("a head of more than 8192 bytes");
        assertThat(door.postText(
                                THING,
                                "multipart/form-data; boundary=X",
                                "--X\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\necho\r\n--X")
                        .body())
                .contains("The multipart body is cut off");
    }

    @Test
    void aBodyWithoutAnyPartIsWholeIfItSaysSo() {
        assertThat(door.postText(THING + "?action=echo&text=q", "multipart/form-data; boundary=X", "--X--\r\n")
                        .body())
                .isEqualTo("{\"error\" : false, \"text\" : \"q\"}");
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        String body = "action=echo&text=" + "x".repeat(100_000);
        String form = "application/x-www-form-urlencoded";
        HttpResponse<String> ofStranger = door.postText(THING, form, body);
        assertThat(ofStranger.statusCode()).isEqualTo(413);
        assertThat(ofStranger.body())
                .isEqualTo("{\"error\" : true, \"message\" : \"The request body exceeds the maximum of 64KB\"}");

        login();
        assertThat(door.postText(THING, form, body).body()).contains("xxxx");
        HttpResponse<String> tooLarge = door.postText(THING, form, body + "x".repeat(Parameters.MAX_BODY_BYTES));
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.body()).contains("exceeds the maximum of 16MB");
    }

    @Test
    void aFormHasOnlySoManyFields() {
        login();
        String form = "application/x-www-form-urlencoded";
        String many = "action=echo&text=x" + "&a=1".repeat(5_000);
        assertThat(door.postText(THING, form, many).body()).contains("more than 5000 fields");
        assertThat(door.postText(THING, form, "action=echo&text=x&" + "n".repeat(300))
                        .body())
                .contains("longer than 256 characters");
        String part = "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
        assertThat(door.postText(THING, "multipart/form-data; boundary=X", part.repeat(5_001) + "--X--")
                        .body())
                .contains("more than 5000 fields");
        assertThat(door.postText(THING, "multipart/form-data; boundary=" + "X".repeat(80), "--X")
                        .body())
                .contains("more than 70 characters");
    }

    @Test
    void unknownActionsAndOtherMethodsAreNotSupported() {
        assertThat(door.get(THING + "?action=sing").body())
                .isEqualTo("{\"error\" : true, \"message\" : \"sing is not supported\"}");
        assertThat(door.get(THING).body()).isEqualTo("{\"error\" : true, \"message\" : \"null is not supported\"}");
        assertThat(door.get(THING + "?action=write").body())
                .isEqualTo("{\"error\" : true, \"message\" : \"write is not supported\"}");
        assertThat(door.post(THING + "?action=write").body()).isEqualTo("{\"error\" : false}");
    }

    @Test
    void anUnknownFileIsToldInJsonToo() {
        HttpResponse<String> answer = door.get("/sample/site/blocks/no/such.jag");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\" : true, \"message\" : \"/no/such.jag is not supported\"}");
    }

    @Test
    void errorsAreWordedAsTheActionIsKnownFor() {
        assertThat(door.get(THING + "?action=usual").body())
                .isEqualTo("{\"error\" : true, \"message\" : \" There is one: the other\"}");
        assertThat(door.get(THING + "?action=plain").body())
                .isEqualTo("{\"error\" : true, \"message\" : \"There is one: the other\"}");
        assertThat(door.get(THING + "?action=known").body())
                .isEqualTo("{\"error\" : true, \"message\" : \" Old words of known: wrong\"}");
        assertThat(door.get(THING + "?action=generic").body())
                .isEqualTo("{\"error\" : true, \"message\" : \"Error occurred while executing the action generic\"}");
    }

    @Test
    void aFailureShowsAnIdAndNothingOfTheInside() {
        HttpResponse<String> answer = door.get(THING + "?action=crash");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(Headers.CORRELATION)).isPresent();
        assertThat(answer.body())
                .isEqualTo("{\"error\" : true, \"message\" : \"Error occurred while executing the action crash\"}");
    }

    @Test
    void signingInRenewsTheSession() {
        assertThat(door.get(THING + "?action=who").body()).isEqualTo("{\"error\" : true, \"message\" : \"timeout\"}");
        String first = login().headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(first).contains("JSESSIONID=", "Path=/sample", "HttpOnly");
        assertThat(door.get(THING + "?action=who").body()).isEqualTo("{\"error\" : false, \"user\" : \"ada\"}");
        assertThat(login().headers().firstValue("Set-Cookie").orElseThrow()).isNotEqualTo(first);
    }

    @Test
    void whoIsNotAdmittedAnyMoreIsAsGoodAsAStranger() {
        login();
        people.put("ada");
        assertThat(door.get(THING + "?action=who").body()).isEqualTo("{\"error\" : true, \"message\" : \"timeout\"}");
        people.put("ada", Permission.CREATE_APIS);
        assertThat(door.get(THING + "?action=who").body()).contains("ada");
    }

    @Test
    void whoHasTheNameLaterDoesNotHaveTheSession() {
        login();
        people.replace("ada", Permission.CREATE_APIS);
        assertThat(door.get(THING + "?action=who").body()).contains("timeout");
        login();
        assertThat(door.get(THING + "?action=who").body()).contains("ada");
    }

    @Test
    void anIdKnownBeforeSigningInIsWorthNothingAfter() throws Exception {
        String planted = login().headers().firstValue("Set-Cookie").orElseThrow();
        String answer = java.net.http.HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(door.address() + "/sample/site/blocks/login.jag"
                                        + "?action=login&username=ada&password=secret"))
                                .header("Cookie", planted)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(answer).isNotEqualTo(planted);
        assertThat(door.get(THING + "?action=who").body()).contains("timeout");
    }

    @Test
    void theRawSetCookieTextIsGoodEnoughAsACookie() throws Exception {
        String cookie = login().headers().firstValue("Set-Cookie").orElseThrow();
        HttpResponse<String> answer = java.net.http.HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(door.address() + THING + "?action=who"))
                                .header("Cookie", cookie)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("ada");
    }

    @Test
    void wrongPasswordsAndMissingRightsAreToldApart() {
        assertThat(login("ada", "wrong").body()).contains("unknown");
        assertThat(login("", "").body()).contains("unknown");
        assertThat(login("bob", "secret").body()).contains("not_allowed");
        assertThat(login("ada@carbon.super", "secret").body()).contains("admitted");
        assertThat(login("foo/ada", "secret").body()).contains("admitted");
    }

    @Test
    void browsersDoNotCallForOtherSites() {
        HttpResponse<String> answer =
                door.send(HttpRequest.newBuilder(URI.create(door.address() + THING + "?action=echo&text=x"))
                        .header("Sec-Fetch-Site", "cross-site"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("other sites");
    }

    @Test
    void aBrowserThatChangesSomethingShowsTheTokenOfAPage() {
        login();
        Matcher token = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"")
                .matcher(door.get("/sample/home").body());
        assertThat(token.find()).isTrue();
        assertThat(written().body()).isEqualTo("{\"error\" : false}");
        assertThat(written("Origin", door.address()).body())
                .isEqualTo("{\"error\" : true, \"message\" : \"Invalid CSRF Token please try refreshing the page.\"}");
        assertThat(written("Origin", door.address(), "X-CSRFToken", "guess").body())
                .contains("Invalid CSRF Token");
        assertThat(written("Origin", door.address(), "X-CSRFToken", token.group(1))
                        .body())
                .isEqualTo("{\"error\" : false}");
    }

    private HttpResponse<String> written(String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(door.address() + THING + "?action=write"))
                .POST(HttpRequest.BodyPublishers.noBody());
        return door.send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> login() {
        return login("ada", "secret");
    }

    private HttpResponse<String> login(String user, String password) {
        return door.post("/sample/site/blocks/login.jag", "action", "login", "username", user, "password", password);
    }
}
