package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code updateStatus} and its neighbour as scripts of 1.9 call them: every step, and every refusal with its JSON. */
final class LifecycleBlocksTest {
    private static final ApiId PHONE = new ApiId(Fixtures.ADMIN, "Phone", "1.0.0");
    private static final String ADD = "?action=addAPI&name=Phone&version=1.0.0&context=phone&visibility=public"
            + "&tiersCollection=Gold&resourceCount=0&resourceMethod-0=GET&resourceMethodAuthType-0=Application"
            + "&resourceMethodThrottlingTier-0=Unlimited&uriTemplate-0=/*&endpoint=http://h/x";
    private static final String MOVE =
            "?action=updateStatus&name=Phone&version=1.0.0&provider=admin&publishToGateway=true&status=";

    private final PublisherDoor door = new PublisherDoor();

    @BeforeEach
    void anApiIsThere() {
        door.login("admin");
        assertThat(door.http.post(PublisherDoor.ADD + ADD).body()).isEqualTo("{\"error\" : false}");
    }

    @AfterEach
    void close() {
        door.close();
    }

    static Stream<Arguments> steps() {
        return Arrays.stream(ApiStatus.values())
                .flatMap(from -> Arrays.stream(ApiStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void anyStateMayFollowAnyOther(ApiStatus from, ApiStatus to) {
        String life = lcs("CREATED", "");
        if (from != ApiStatus.CREATED) {
            life += ", " + lcs(from.name(), "CREATED");
        }
        assertThat(move(from.name())).matches(answer(life));

        HttpResponse<String> moved =
                door.http.post(PublisherDoor.LIFE + MOVE + to.name().toLowerCase(Locale.ROOT));

        assertThat(moved.body()).matches(answer(to == from ? life : life + ", " + lcs(to.name(), from.name())));
        assertThat(moved.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(status()).isEqualTo(to);
    }

    private static String answer(String life) {
        return "\\{\"error\" : false, \"lcs\" : \\[" + life + "\\]}";
    }

    private static String lcs(String now, String before) {
        return "\\{\"username\" : \"admin\", \"newStatus\" : \"" + now + "\", \"oldStatus\" : \"" + before
                + "\", \"date\" : \"\\d{13}\"}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            GET  | admin     | action=updateStatus&PHONE&status=PUBLISHED | updateStatus is not supported
            POST | admin     | action=publish&PHONE                       | publish is not supported
            POST | admin     | PHONE&status=PUBLISHED                     | null is not supported
            POST | nobody    | action=updateStatus                        | AuthenticateError
            POST | nobody    | action=isAPIOlderVersionExist              | AuthenticateError
            POST | creator   | action=updateStatus&PHONE&status=PUBLISHED | ~ User 'creator' does not have the required permission: /permission/admin/manage/api/publish~
            POST | publisher | action=updateStatus&PHONE                  | ~ The parameter status is missing~
            POST | publisher | action=updateStatus&PHONE&status=LIVE      | ~ API status: LIVE (expected: one of [CREATED, PROTOTYPED, PUBLISHED, DEPRECATED, RETIRED, BLOCKED])~
            POST | publisher | action=updateStatus&version=1.0.0&provider=admin&status=PUBLISHED | ~ The parameter name is missing~
            POST | publisher | action=updateStatus&name=Phone&provider=admin&status=PUBLISHED    | ~ The parameter version is missing~
            POST | publisher | action=updateStatus&name=Phone&version=1.0.0&status=PUBLISHED     | ~ The parameter provider is missing~
            POST | publisher | action=updateStatus&name=Fax&version=1.0.0&provider=admin&status=PUBLISHED | ~ Error occurred while getting API information of the api- Fax-1.0.0~
            POST | publisher | action=updateStatus&name=Phone&version=1.0.0&provider=creator&status=PUBLISHED | ~ Error occurred while getting API information of the api- Phone-1.0.0~
            GET  | publisher | action=isAPIOlderVersionExist&name=Fax&version=1.0.0&provider=admin | ~ Error occurred while getting API information of the api- Fax-1.0.0~
            """)
    void aRefusalSaysWhatIsWrong(String method, String user, String sent, String message) {
        door.http.get(PublisherDoor.LOGIN + "?action=logout");
        if (!user.equals("nobody")) {
            door.login(user);
        }
        String address = PublisherDoor.LIFE + "?"
                + sent.replace("PHONE", "name=Phone&version=1.0.0&provider=admin&publishToGateway=true");
        HttpResponse<String> answer = method.equals("GET") ? door.http.get(address) : door.http.post(address);
        assertThat(answer.body()).isEqualTo("{\"error\" : true, \"message\" : \"" + message + "\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(status()).isEqualTo(ApiStatus.CREATED);
    }

    /** The environments stand under what they failed to do. */
    @ParameterizedTest
    @CsvSource({
        "PUBLISHED,  CREATED,    UNPUBLISHED",
        "CREATED,    PROTOTYPED, PUBLISHED",
        "CREATED,    PUBLISHED,  PUBLISHED",
        "PUBLISHED,  DEPRECATED, PUBLISHED",
        "PUBLISHED,  BLOCKED,    PUBLISHED",
        "PUBLISHED,  RETIRED,    UNPUBLISHED",
    })
    void aGatewayThatDoesNotFollowIsNamed(ApiStatus from, ApiStatus to, String under) {
        move(from.name());
        door.gatewayFailures.put("env1", "down");
        String published = under.equals("PUBLISHED") ? "env1" : "";
        String unpublished = under.equals("PUBLISHED") ? "" : "env1";
        assertThat(move(to.name()))
                .isEqualTo("{\"error\" : true, \"message\" : \"{\\\"PUBLISHED\\\" : \\\"" + published
                        + "\\\" ,\\\"UNPUBLISHED\\\":\\\"" + unpublished + "\\\"}||warning\"}");
        assertThat(status()).isEqualTo(from);
    }

    /** As 1.9 has it, {@code true} in any case counts for two of them, and anything at all for the third. */
    @ParameterizedTest
    @CsvSource({
        "deprecateOldVersions=true,         DEPRECATED",
        "deprecateOldVersions=TRUE,         DEPRECATED",
        "deprecateOldVersions=false,        PUBLISHED",
        "deprecateOldVersions=,             PUBLISHED",
        "deprecateOldVersions=on,           PUBLISHED",
        "requireResubscription=true,        PUBLISHED",
    })
    void theCheckListIsTickedByItsParameters(String sent, ApiStatus older) {
        move("PUBLISHED");
        door.http.post(PublisherDoor.ADD + ADD.replace("1.0.0", "2.0.0"));
        assertThat(older("1.0.0")).isEqualTo("{\"error\" : false, \"exist\" : false}");
        assertThat(older("2.0.0")).isEqualTo("{\"error\" : false, \"exist\" : true}");
        String second = MOVE.replace("1.0.0", "2.0.0");
        assertThat(door.http
                        .post(PublisherDoor.LIFE + second + "PUBLISHED&" + sent)
                        .body())
                .startsWith("{\"error\" : false");
        assertThat(status()).isEqualTo(older);
    }

    private String older(String version) {
        return door.http
                .get(PublisherDoor.LIFE + "?action=isAPIOlderVersionExist&name=Phone&provider=admin&version=" + version)
                .body();
    }

    private String move(String to) {
        return door.http.post(PublisherDoor.LIFE + MOVE + to).body();
    }

    private ApiStatus status() {
        return door.apis.find(PHONE).orElseThrow().status();
    }
}
