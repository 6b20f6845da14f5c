package org.gatehouse.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.web.Served;
import org.gatehouse.web.console.gateways.GatewayView;
import org.gatehouse.web.console.system.ServerFacts;
import org.gatehouse.web.console.system.SystemPages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsolePagesTest {
    private static final String SIGN_IN = "/carbon/site/pages/login.jag";
    private static final String HOME = "/carbon/admin/index.jsp";

    private final GatewayView gateway = new GatewayView();
    private final Map<String, String> properties = Map.of("http.nio.port", "8380");
    private final Served http = new Served("/carbon", new HttpServlet() {}, pages());

    private ConsolePages pages() {
        ConsolePages pages = new ConsolePages(new People());
        pages.addSection(new SystemPages(gateway, () -> new ServerFacts("0.1.0", 123, properties::get)));
        return pages;
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void administratorsSeeHowTheServerStands() {
        signIn("admin");
        assertThat(http.get(HOME).body())
                .contains("<h1>This server</h1>", "0.1.0", "123", "8380 (HTTP)", "9443 (HTTPS)")
                .contains("There is no gateway in this process.");
    }

    @Test
    void theGatewaysApisAreNamedAsLongAsItIsThere() {
        signIn("admin");
        GatewayAdmin one = new OneApi();
        gateway.setGateway(one);
        assertThat(http.get(HOME).body()).contains("<code>admin--Phone:v1</code>");
        gateway.unsetGateway(one);
        assertThat(http.get(HOME).body()).contains("There is no gateway in this process.");
    }

    @Test
    void othersComeInButSeeNothingOfTheServer() {
        signIn("visitor");
        assertThat(http.get(HOME).body()).contains("not administer this server").doesNotContain("9443");
    }

    @Test
    void aTenantsAdministratorSeesWhatIsHisTenantsAndNothingOfTheServer() {
        signIn("admin@tena.com");
        gateway.setGateway(new OneApi());
        assertThat(http.get(HOME).body())
                .contains("<h1>tena.com</h1>", "<code>admin-AT-tena.com--Fax:v1</code>")
                .doesNotContain("9443", "Phone", "tenb.com", "_TokenAPI_");
    }

    @Test
    void whoMayNotLogInStaysOutside() {
        assertThat(signIn("nobody")).isEqualTo(401);
        assertThat(http.get(HOME).statusCode()).isEqualTo(302);
        assertThat(http.get("/carbon/").statusCode()).isEqualTo(302);
        assertThat(http.get("/carbon/admin/login.jsp").statusCode()).isEqualTo(302);
    }

    @Test
    void uptimeIsToldInTheTwoLargestUnits() {
        assertThat(ServerFacts.words(Duration.ofSeconds(5))).isEqualTo("5 s");
        assertThat(ServerFacts.words(Duration.ofSeconds(65))).isEqualTo("1 min 5 s");
        assertThat(ServerFacts.words(Duration.ofMinutes(200))).isEqualTo("3 h 20 min");
        assertThat(ServerFacts.words(Duration.ofHours(50))).isEqualTo("2 d 2 h");
    }

    private int signIn(String user) {
        return http.submit(SIGN_IN, SIGN_IN, "username", user, "password", user.split("@", 2)[0])
                .statusCode();
    }

    private static final class OneApi implements GatewayAdmin {
        @Override
        public Optional<String> find(String deployedName) {
            return Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of("_TokenAPI_", "admin--Phone:v1", "admin-AT-tena.com--Fax:v1", "admin-AT-tenb.com--Telex:v1");
        }

        @Override
        public void put(String deployedName, String xml) {}

        @Override
        public void putAll(Map<String, String> xml) {}

        @Override
        public void checkAll(Map<String, String> xml) {}

        @Override
        public void remove(String deployedName) {}

        @Override
        public Optional<String> findSequence(String name) {
            return Optional.empty();
        }

        @Override
        public void putSequence(String name, String xml) {}

        @Override
        public void removeSequence(String name) {}
    }

    private static final class People implements Authenticator {
        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            return password.equals(user.name()) ? asCaller(user) : Optional.empty();
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            return switch (user.name()) {
                case "admin" -> Optional.of(new Caller(user, Set.of("admin"), Set.of("/permission/admin")));
                case "visitor" -> Optional.of(new Caller(user, Set.of(), Set.of(Permission.LOGIN.path())));
                case "nobody" -> Optional.of(new Caller(user, Set.of(), Set.of()));
                default -> Optional.empty();
            };
        }
    }
}
