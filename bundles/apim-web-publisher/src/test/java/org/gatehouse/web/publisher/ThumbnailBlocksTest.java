package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailBlocksTest {
    private static final String OK = "{\"error\" : false}";
    private static final String SUN = "GIF89a<script>sun</script>";
    private static final String MOON = "GIF87a moon";
    private static final String ADDRESS = "/publisher/apis/thumbnail?name=Phone&version=1.0.0&provider=admin";
    private static final String NAME = "&name=Phone&version=1.0.0&provider=admin&context=phone&visibility=public"
            + "&tiersCollection=Gold&resourceCount=0&resourceMethod-0=GET&uriTemplate-0=/*";

    private final PublisherDoor door = new PublisherDoor();

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void aFileIsStoredServedAndTold() {
        door.login("admin");
        assertThat(send("action=addAPI" + NAME, "text/html", SUN)).isEqualTo(OK);

        assertThat(thumbTold()).isEqualTo("\"thumb\" : \"" + ADDRESS + "\"");
        assertThat(door.http.get(PublisherDoor.LIST + "?action=getAllAPIs").body())
                .contains("\"thumb\" : \"" + ADDRESS + "\", \"subs\" : 0");
        HttpResponse<String> picture = door.http.get(ADDRESS);
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.body()).isEqualTo(SUN);
        assertThat(header(picture, "Content-Type")).isEqualTo("image/gif");
        assertThat(header(picture, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(picture, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; sandbox; frame-ancestors 'none'");
        assertThat(header(picture, "Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void whoHasItIsNotSentItAgainUnlessItIsAnother() {
        door.login("admin");
        send("action=addAPI" + NAME, "image/gif", SUN);
        String tag = header(door.http.get(ADDRESS), "ETag");
        for (String held : new String[] {tag, "W/" + tag, "\"a\", " + tag, "*"}) {
            HttpResponse<String> same = ask(held);
            assertThat(same.statusCode()).as(held).isEqualTo(304);
            assertThat(same.body()).isEmpty();
            assertThat(header(same, "ETag")).isEqualTo(tag);
        }

        assertThat(send("action=updateAPI" + NAME, "image/gif", MOON)).isEqualTo(OK);

        assertThat(ask(tag).statusCode()).isEqualTo(200);
        assertThat(ask(tag).body()).isEqualTo(MOON);
        assertThat(post("action=updateAPI&description=x" + NAME)).isEqualTo(OK);
        assertThat(door.http.get(ADDRESS).body()).as("of who sends none").isEqualTo(MOON);
    }

    private HttpResponse<String> ask(String held) {
        return door.http.send(HttpRequest.newBuilder(URI.create(door.http.address() + ADDRESS))
                .header("If-None-Match", held));
    }

    @Test
    void onlyWhoSeesTheApiSeesIt() {
        door.login("admin");
        send("action=addAPI" + NAME, "image/gif", SUN);
        assertThat(door.http.get(ADDRESS.replace("1.0.0", "2.0.0")).statusCode())
                .isEqualTo(404);
        door.http.get(PublisherDoor.LOGIN + "?action=logout");
        assertThat(door.http.get(ADDRESS).statusCode()).as("a stranger").isEqualTo(404);
        door.login("publisher");
        assertThat(door.http.get(ADDRESS).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<!DOCTYPE html><script>alert(1)</script>",
                "x"
            })
    void whatIsNoPictureIsRefusedWhateverIsSaidOfIt(String content) {
        door.login("admin");
        String words = "Please upload a valid image file for the API icon.\"}";
        assertThat(send("action=addAPI" + NAME, "image/png", content))
                .isEqualTo("{\"error\" : true, \"message\" : \" " + words);
        assertThat(design(content)).isEqualTo("{\"error\" : true, \"message\" : \"" + words);
        assertThat(door.apis.all()).isEmpty();

        send("action=addAPI" + NAME, "image/gif", SUN);
        assertThat(send("action=updateAPI" + NAME, "image/png", content)).contains(words);
        assertThat(door.http.get(ADDRESS).body()).isEqualTo(SUN);
    }

    @Test
    void whatIsTooLongIsRefused() {
        door.login("admin");
        String large = SUN + "x".repeat(1024 * 1024);
        String words = "{\"error\" : true, \"message\" : \" Image file exceeds the maximum limit of 1MB\"";
        assertThat(send("action=addAPI" + NAME, "image/gif", large)).isEqualTo(words + "}");
        assertThat(design(large))
                .isEqualTo(words + ", \"data\" : {\"apiName\" : \"Phone\", \"version\" : \"1.0.0\","
                        + " \"provider\" : \"admin\"}}");
        assertThat(door.apis.all()).isEmpty();
    }

    @Test
    void theFirstOfThreeStepsTakesOne() {
        door.login("admin");
        assertThat(design(SUN)).startsWith("{\"error\" : false");
        assertThat(door.http.get(ADDRESS).body()).isEqualTo(SUN);
        assertThat(design(MOON)).startsWith("{\"error\" : false");
        assertThat(door.http.get(ADDRESS).body()).isEqualTo(MOON);
    }

    @Test
    void oneIsFetchedFromItsAddressOnceTheApiIsThere() {
        door.login("admin");
        assertThat(post("action=addAPI&thumbUrl=https://h/sun.gif" + NAME)).isEqualTo(OK);
        assertThat(door.http.get(ADDRESS).body()).isEqualTo("GIF89a");
        assertThat(phone().revision()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://h/none.gif | thumbUrl: https://h/none.gif: an unknown host. Phone-1.0.0 is there, without a thumbnail.",
                "https://h/page.html | thumbUrl: thumbnail: no such picture (expected: PNG, JPEG, GIF or WebP). Phone-1.0.0 is there, without a thumbnail.",
            })
    void anApiIsWholeWithoutTheOneThatCannotBeFetched(String address, String words) {
        door.login("admin");
        assertThat(post("action=addAPI&thumbUrl=" + address + NAME))
                .isEqualTo("{\"error\" : true, \"message\" : \" " + words + "\"}");
        assertThat(phone().description().thumbnail()).isEmpty();
        assertThat(thumbTold()).isEqualTo("\"thumb\" : \"\"");
        assertThat(door.http.get(ADDRESS).statusCode()).isEqualTo(404);

        assertThat(post("action=updateAPI&description=other&thumbUrl=" + address + NAME))
                .startsWith("{\"error\" : true");
        assertThat(phone().description().text()).as("nothing has changed").isEmpty();
    }

    @Test
    void whatIsNoAddressIsToldBeforeAnythingIsThere() {
        door.login("admin");
        for (String none : new String[] {"file:///etc/passwd", "a b", "http://u:p@h/", "//h/a.png"}) {
            assertThat(post("action=addAPI&thumbUrl=" + encoded(none) + NAME))
                    .isEqualTo("{\"error\" : true, \"message\" : \" thumbUrl: " + none
                            + " (expected: an http or https address, with a host and no user)\"}");
        }
        assertThat(door.apis.all()).isEmpty();
    }

    @Test
    void aFileGoesBeforeAnAddress() {
        door.login("admin");
        assertThat(send("action=addAPI&thumbUrl=https://h/none.gif" + NAME, "image/gif", SUN))
                .isEqualTo(OK);
        assertThat(door.http.get(ADDRESS).body()).isEqualTo(SUN);
    }

    @Test
    void pagesTakeAndShowIt() {
        door.login("admin");
        send("action=addAPI" + NAME, "image/gif", SUN);
        String shown = "<img class=\"gh-tile\" src=\"" + ADDRESS.replace("&", "&amp;") + "\" alt=\"\"";
        String edit = ADDRESS.replace("thumbnail", "edit");
        assertThat(door.http.get("/publisher/apis").body()).contains(shown);
        assertThat(door.http.get(edit).body()).contains(shown, "enctype=\"multipart/form-data\"", "type=\"file\"");

        assertThat(submit(edit, "<svg/>").body())
                .contains("The file is no picture that can be shown", "href=\"#apiThumb\"", "aria-invalid=\"true\"");
        assertThat(submit(edit, SUN + "x".repeat(1024 * 1024)).body()).contains("The picture is longer than 1 MB.");
        assertThat(door.http.get(ADDRESS).body()).isEqualTo(SUN);
        assertThat(submit(edit, MOON).statusCode()).isEqualTo(302);
        assertThat(door.http.get(ADDRESS).body()).isEqualTo(MOON);
        assertThat(submit(edit, "", "noThumb", "on").statusCode()).isEqualTo(302);
        assertThat(door.http.get(ADDRESS).statusCode()).isEqualTo(404);
        assertThat(door.http.get("/publisher/apis").body())
                .doesNotContain("<img class=\"gh-tile\"")
                .contains("<span class=\"gh-tile");
    }

    @Test
    void aNewApiTakesOneOnItsPage() {
        door.login("admin");
        String[] fields = {"name", "Phone", "version", "1.0.0", "context", "/phone", "create", "create"};
        assertThat(submit("/publisher/apis/new", "<svg/>", fields).body())
                .contains("The file is no picture that can be shown");
        assertThat(door.apis.all()).isEmpty();
        assertThat(submit("/publisher/apis/new", SUN, fields).statusCode()).isEqualTo(302);
        assertThat(door.http.get(ADDRESS).body()).isEqualTo(SUN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rest | https://h/sun.gif | success",
                "rest | https://h/none.gif | error while connecting",
                "rest | https://h/gone | error while connecting",
                "rest | https://h/no-head | success",
                "wsdl | https://h/a.wsdl | success",
                "WSDL | https://h/page.html | URL is not in format of wsdl1/wsdl2",
                "wsdl | https://h/none.wsdl | https://h/none.wsdl: an unknown host",
                "wsdl | ftp://h/ | url: ftp://h/ (expected: an http or https address, with a host and no user)",
                "rest | nothing | url: nothing (expected: an http or https address, with a host and no user)",
            })
    void whetherAnAddressIsOneIsAnAnswer(String type, String address, String response) {
        door.login("publisher");
        assertThat(post("action=isURLValid&type=" + type + "&url=" + encoded(address)))
                .isEqualTo("{\"error\" : false, \"response\" : \"" + response + "\"}");
    }

    @Test
    void strangersAndThoseWhoNameNoAddressGetNone() {
        assertThat(post("action=isURLValid&type=wsdl&url=https://h/a.wsdl"))
                .isEqualTo("{\"error\" : true, \"message\" : \"timeout\"}");
        door.login("admin");
        assertThat(post("action=isURLValid&type=wsdl"))
                .isEqualTo("{\"error\" : true, \"message\" : \" The parameter url is missing\"}");
    }

    private Api phone() {
        return door.apis.find(new ApiId(Fixtures.ADMIN, "Phone", "1.0.0")).orElseThrow();
    }

    private String thumbTold() {
        Matcher thumb = Pattern.compile("\"thumb\" : \"[^\"]*\"")
                .matcher(door.http
                        .get(PublisherDoor.LIST + "?action=getAPI&name=Phone&version=1.0.0&provider=admin")
                        .body());
        assertThat(thumb.find()).isTrue();
        return thumb.group();
    }

    private String post(String form) {
        return door.http
                .postText(PublisherDoor.ADD, "application/x-www-form-urlencoded", form)
                .body();
    }

    private String send(String query, String mediaType, String content) {
        return parts(PublisherDoor.ADD + "?" + query, mediaType, content).body();
    }

    private String design(String content) {
        return parts(PublisherDoor.DESIGN + "?action=design" + NAME, "image/png", content)
                .body();
    }

    private HttpResponse<String> parts(String path, String mediaType, String content) {
        return door.http.postText(path, "multipart/form-data; boundary=X", part(mediaType, content) + "--X--\r\n");
    }

    private static String part(String mediaType, String content) {
        return "--X\r\nContent-Disposition: form-data; name=\"apiThumb\"; filename=\"i.png\"\r\nContent-Type: "
                + mediaType + "\r\n\r\n" + content + "\r\n";
    }

    /** As a browser does with the form of that page. */
    private HttpResponse<String> submit(String page, String content, String... namesAndValues) {
        Matcher token = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"")
                .matcher(door.http.get(page).body());
        assertThat(token.find()).isTrue();
        StringBuilder body = new StringBuilder(part("image/png", content));
        field(body, "csrf_token", token.group(1));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            field(body, namesAndValues[i], namesAndValues[i + 1]);
        }
        return door.http.postText(page, "multipart/form-data; boundary=X", body + "--X--\r\n");
    }

    private static void field(StringBuilder body, String name, String value) {
        body.append("--X\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n");
        body.append(value).append("\r\n");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join(" AND ", answer.headers().allValues(name));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
