package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user with a browser who connects devices by their codes. */
final class DeviceUser {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");

    private final Http http = new Http();
    private final String pages;

    private DeviceUser(Server server) {
        this.pages = "https://localhost:" + server.https() + "/device/";
    }

    static DeviceUser signedIn(Server server, String name, String password) {
        DeviceUser user = new DeviceUser(server);
        String login = user.pages + "site/pages/login.jag";
        HttpResponse<String> in = user.http.postForm(
                login, Map.of("csrf_token", csrf(user.http.get(login)), "username", name, "password", password));
        assertThat(in.statusCode()).as(in.body()).isIn(200, 302, 303);
        return user;
    }

    /** What there is to see once the code is typed. */
    HttpResponse<String> types(String code) {
        return http.postForm(pages, Map.of("csrf_token", csrf(http.get(pages)), "user_code", code));
    }

    /** Types the code and agrees. */
    void connect(String code) {
        HttpResponse<String> question = types(code);
        assertThat(question.body()).contains("Connect this device?");
        HttpResponse<String> note = http.postForm(
                pages + "answer", Map.of("csrf_token", csrf(question), "user_code", code, "consent", "approve"));
        assertThat(note.body()).contains("The device is connected");
    }

    private static String csrf(HttpResponse<String> page) {
        Matcher matcher = CSRF.matcher(page.body());
        assertThat(matcher.find()).as(page.body()).isTrue();
        return matcher.group(1);
    }
}
