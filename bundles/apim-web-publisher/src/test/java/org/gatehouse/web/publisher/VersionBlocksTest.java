package org.gatehouse.web.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionBlocksTest {
    private static final String OVERVIEW = "/publisher/site/blocks/overview/ajax/overview.jag";
    private static final ApiId PHONE = new ApiId(Fixtures.ADMIN, "Phone", "1.0.0");

    private final PublisherDoor door = new PublisherDoor();

    VersionBlocksTest() {
        door.apis.add(Fixtures.api(PHONE, "/phone/{version}"), Fixtures.creation());
    }

    @AfterEach
    void stop() {
        door.close();
    }

    private String copy(String version, String isDefault) {
        return door.http
                .post(
                        OVERVIEW,
                        "action",
                        "createNewAPI",
                        "provider",
                        "admin",
                        "apiName",
                        "Phone",
                        "version",
                        "1.0.0",
                        "newVersion",
                        version,
                        "isDefaultVersion",
                        isDefault)
                .body();
    }

    private Api phone(String version) {
        return door.apis.find(new ApiId(Fixtures.ADMIN, "Phone", version)).orElseThrow();
    }

    @Test
    void aVersionIsCopied() {
        door.login("creator");

        assertThat(copy("2.0.0", "")).isEqualTo("{\"error\" : false}");
        assertThat(copy("3.0.0", "default_version")).isEqualTo("{\"error\" : false}");

        assertThat(phone("2.0.0").status()).isEqualTo(ApiStatus.CREATED);
        assertThat(phone("2.0.0").defaultVersion()).isFalse();
        assertThat(phone("3.0.0").defaultVersion()).isTrue();
        assertThat(phone("3.0.0").resources()).isEqualTo(phone("1.0.0").resources());
    }

    @Test
    void whatIsWrongIsToldInTheWordsOfScripts() {
        assertThat(copy("2.0.0", "")).isEqualTo("{\"error\" : true, \"message\" : \"AuthenticateError\"}");
        door.login("creator");
        assertThat(copy("1.0.0", ""))
                .isEqualTo("{\"error\" : true, \"message\" : \" Error occurred while creating a new API version."
                        + " A duplicate API already exists by the same name.\"}");
        assertThat(copy("", "")).contains("The parameter newVersion is missing");
        assertThat(copy("../x", "")).contains("API version: ../x (expected:");
        assertThat(door.http
                        .post(
                                OVERVIEW,
                                "action",
                                "createNewAPI",
                                "provider",
                                "admin",
                                "apiName",
                                "Fax",
                                "version",
                                "1",
                                "newVersion",
                                "2")
                        .body())
                .isEqualTo("{\"error\" : true, \"message\" : \" Error occurred while getting API information of the"
                        + " api- Fax-1\"}");
        assertThat(door.http.get(OVERVIEW + "?action=createNewAPI").body()).contains("createNewAPI is not supported");
    }
}
