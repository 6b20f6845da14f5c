package org.gatehouse.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody may do in a session ends with the role, and the session itself with the account. */
@ExtendWith(SharedServer.class)
final class SessionRightsIT {
    private static final String ZELDA = "<addUser><userName>zelda</userName><credential>zelda-secret</credential>"
            + "<roleList>admin</roleList></addUser>";
    private static final List<String> PAGES =
            List.of("/publisher/apis", "/store/site/pages/applications.jag", "/carbon/admin/index.jsp");
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");

    private final Server server;
    private final Http browser = new Http();

    SessionRightsIT(Server server) {
        this.server = server;
    }

    @Test
    void whoLosesARoleLosesItsRightsAtTheNextRequest() {
        done(ZELDA);
        signIn("/publisher");
        signIn("/store");
        signIn("/carbon");
        assertThat(apis()).contains("\"error\" : false");
        assertThat(applications()).contains("\"error\" : false");
        assertThat(page("/carbon/admin/index.jsp").body()).contains("Java");

        done(
                "<updateRoleListOfUser><userName>zelda</userName><deletedRoles>admin</deletedRoles></updateRoleListOfUser>");

        assertThat(apis()).contains("AuthenticateError");
        assertThat(applications()).contains("\"error\" : true");
        for (String page : PAGES) {
            assertThat(page(page).statusCode()).as(page).isEqualTo(302);
        }

        done("<deleteUser><userName>zelda</userName></deleteUser>");
    }

    @Test
    void whoHasTheNameLaterDoesNotHaveTheSessions() {
        done(ZELDA);
        signIn("/publisher");
        signIn("/store");
        signIn("/carbon");
        assertThat(apis()).contains("\"error\" : false");

        done("<deleteUser><userName>zelda</userName></deleteUser>");
        done(ZELDA);

        assertThat(apis()).contains("AuthenticateError");
        assertThat(applications()).contains("\"error\" : true");
        for (String page : PAGES) {
            assertThat(page(page).statusCode()).as(page).isEqualTo(302);
        }
        signIn("/publisher");
        assertThat(apis()).contains("\"error\" : false");
        done("<deleteUser><userName>zelda</userName></deleteUser>");
    }

    private void done(String operation) {
        assertThat(UserAdmin.userStore(server, operation).statusCode()).isBetween(200, 202);
    }

    private void signIn(String portal) {
        String page = portal + "/site/pages/login.jag";
        Matcher token = TOKEN.matcher(page(page).body());
        assertThat(token.find()).isTrue();
        Map<String, String> form =
                Map.of("username", "zelda", "password", "zelda-secret", "csrf_token", token.group(1));
        assertThat(browser.postForm(address(page), form).statusCode()).isEqualTo(302);
    }

    private String apis() {
        return page("/publisher/site/blocks/listing/ajax/item-list.jag?action=getAllAPIs")
                .body();
    }

    private String applications() {
        return page("/store/site/blocks/application/application-list/ajax/application-list.jag?action=getApplications")
                .body();
    }

    private HttpResponse<String> page(String path) {
        return browser.get(address(path));
    }

    private String address(String path) {
        return "https://localhost:" + server.https() + path;
    }
}
