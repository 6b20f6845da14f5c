package org.gatehouse.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationStatus;

/** Examples. */
public final class Fixtures {
    /** When examples happen. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    /** The default tenant. */
    public static final String TENANT = UserName.SUPER_TENANT;
    /** The user who may do everything. */
    public static final UserName ADMIN = new UserName(TENANT, "admin");
    /** That user as a caller. */
    public static final Caller ADMIN_CALLER =
            new Caller(ADMIN, Set.of("admin", "Internal/everyone"), Set.of("/permission"));
    /** Version 1.0.0 of the example API. */
    public static final ApiId PHONE_ID = new ApiId(ADMIN, "PhoneVerification", "1.0.0");

    private Fixtures() {}

    /** The published example API, at {@code /phone/{version}}. */
    public static Api phoneVerification() {
        return api(PHONE_ID, "/phone/{version}");
    }

    /** An API like {@link #phoneVerification()} of another name, version or context template. */
    public static Api api(ApiId id, String contextTemplate) {
        return new Api(
                id,
                contextTemplate,
                ApiStatus.PUBLISHED,
                new Description(
                        "Verifies phone numbers; <b>really</b>, \u00fcberall.",
                        List.of("phone", "checkNumbers"),
                        "",
                        "",
                        "",
                        new Contact("Sales", "sales@example.com"),
                        Contact.NONE),
                Visibility.PUBLIC,
                Availability.CURRENT_TENANT,
                Backend.of(Endpoints.http("http://localhost:9099/phone")),
                Set.of("http", "https"),
                List.of("Gold", "Unlimited"),
                List.of(
                        new ApiResource("/CheckPhoneNumber", "GET", AuthType.ANY, "Unlimited", null, null),
                        new ApiResource("/CheckPhoneNumber", "POST", AuthType.APPLICATION_USER, "Gold", "check", null),
                        new ApiResource("/health", "GET", AuthType.NONE, "Unlimited", null, null)),
                List.of(new Scope("check", "Check", "May check numbers", Set.of("admin"))),
                Mediation.NONE,
                false,
                Set.of("Production and Sandbox"),
                null,
                NOON,
                ADMIN,
                1);
    }

    /** The first step of an example API's life. */
    public static Transition creation() {
        return new Transition(null, ApiStatus.CREATED, ADMIN, NOON);
    }

    /** An application of the administrator, not stored yet. */
    public static Application application(String name) {
        return new Application(0, ADMIN, name, "Unlimited", "", "For tests", ApplicationStatus.APPROVED, 1);
    }

    /** A client of the administrator that may use the grants of RFC 6749 §4.3, §4.4 and §6. */
    public static Consumer consumer(String key) {
        return new Consumer(
                key,
                "secret-of-" + key,
                ADMIN,
                "app_PRODUCTION",
                "",
                Set.of("client_credentials", "password", "refresh_token"),
                TokenFormat.OPAQUE);
    }

    /** An active application token with the scope {@code default}, good for an hour from {@link #NOON}. */
    public static AccessToken token(String value, String consumerKey) {
        return new AccessToken(
                value,
                null,
                consumerKey,
                ADMIN,
                false,
                new TreeSet<>(Set.of("default")),
                NOON,
                Duration.ofHours(1),
                AccessToken.State.ACTIVE);
    }
}
