package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiTaken;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.LargeThumbnail;
import org.gatehouse.domain.catalog.MalformedThumbnail;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryDocuments;
import org.junit.jupiter.api.Test;

final class ThumbnailsTest extends PublisherRooms {
    private static final String ICONS = "/_system/governance/apimgt/applicationdata/icons";
    private static final Thumbnail SUN = Thumbnail.of(gif("sun"));
    private static final Thumbnail MOON = Thumbnail.of(gif("moon"));

    private byte[] there = gif("there");
    private final ApiThumbnails thumbnails = new ApiThumbnails(apis, registry, new Addresses() {
        @Override
        public byte[] read(Account who, URI address, String accept, int mostBytes) {
            if (there.length > mostBytes) {
                throw new Invalid(address + ": more than " + mostBytes + " bytes");
            }
            return there;
        }

        @Override
        public int status(Account who, URI address, Duration longest) {
            throw new UnsupportedOperationException();
        }
    });

    private static byte[] gif(String name) {
        return ("GIF89a" + name).getBytes(StandardCharsets.US_ASCII);
    }

    private List<String> stored() {
        return registry.below(Fixtures.TENANT, ICONS);
    }

    private Api v1() {
        return apis.find(V1).orElseThrow();
    }

    @Test
    void anApiBeginsWithItsThumbnail() {
        editing.create(ADMIN, draft(V1, "/phone").withThumbnail(SUN));

        assertThat(thumbnails.of(ADMIN, V1).bytes()).isEqualTo(SUN.bytes());
        assertThat(thumbnails.of(ADMIN, V1).kind()).isEqualTo(Thumbnail.Kind.GIF);
        assertThat(v1().description().thumbnail()).isEqualTo(ICONS + "/admin/Phone/1.0.0/icon/" + SUN.digest());
        assertThat(stored()).containsExactly(v1().description().thumbnail());
    }

    @Test
    void anotherOneTakesItsPlaceAndNoneStaysBehind() {
        editing.create(ADMIN, draft(V1, "/phone").withThumbnail(SUN));
        change(draft -> draft);
        assertThat(thumbnails.of(ADMIN, V1).bytes()).isEqualTo(SUN.bytes());
        change(draft -> draft.withThumbnail(SUN));
        assertThat(thumbnails.of(ADMIN, V1).bytes()).isEqualTo(SUN.bytes());

        change(draft -> draft.withThumbnail(MOON));

        assertThat(thumbnails.of(ADMIN, V1).bytes()).isEqualTo(MOON.bytes());
        assertThat(stored()).hasSize(1);
        change(draft -> draft.withDescription(draft.description().withThumbnail("")));
        assertThatThrownBy(() -> thumbnails.of(ADMIN, V1)).isInstanceOf(NotFound.class);
        assertThat(stored()).isEmpty();
    }

    private void change(java.util.function.UnaryOperator<ApiDraft> change) {
        editing.update(ADMIN, V1, OptionalLong.empty(), before -> change.apply(ApiDraft.of(before)));
    }

    @Test
    void aChangeThatFailsLeavesTheOldOneAndNothingElse() {
        published(V1, "/phone");
        change(draft -> draft.withThumbnail(SUN));

        assertThatThrownBy(() -> editing.update(
                        ADMIN,
                        V1,
                        OptionalLong.of(1),
                        before -> ApiDraft.of(before).withThumbnail(MOON)))
                .isInstanceOf(Changed.class)
                .hasMessageContaining("differs from what was sent in icon.");
        gateway.refuse();
        assertThatThrownBy(() -> change(draft -> draft.withThumbnail(MOON))).isInstanceOf(GatewayRefused.class);
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/other").withThumbnail(MOON)))
                .isInstanceOf(ApiTaken.class);

        assertThat(thumbnails.of(ADMIN, V1).bytes()).isEqualTo(SUN.bytes());
        assertThat(stored()).hasSize(1);
    }

    @Test
    void whatTheDatabaseRefusesLeavesNoThumbnail() {
        editing.create(ADMIN, draft(V1, "/phone").withThumbnail(SUN));
        // Somebody else is quicker, past the turns of this server.
        assertThatThrownBy(() -> editing.update(ADMIN, V1, OptionalLong.empty(), before -> {
                    apis.update(before, null);
                    return ApiDraft.of(before).withThumbnail(MOON);
                }))
                .isInstanceOf(Changed.class);

        assertThat(thumbnails.of(ADMIN, V1).bytes()).isEqualTo(SUN.bytes());
        assertThat(stored()).hasSize(1);
    }

    @Test
    void aNewVersionHasACopyOfItsOwn() {
        editing.create(ADMIN, draft(V1, "/phone").withThumbnail(SUN));
        ApiVersions versions = new ApiVersions(apis, new InMemoryDocuments(apis), editing, registry);

        versions.copy(ADMIN, V1, "2.0.0", false);
        assertThat(stored()).hasSize(2);
        editing.remove(ADMIN, V1);

        assertThat(stored()).hasSize(1);
        assertThat(thumbnails.of(ADMIN, V2).bytes()).isEqualTo(SUN.bytes());
        editing.remove(ADMIN, V2);
        assertThat(stored()).isEmpty();
    }

    @Test
    void nobodysDescriptionLeadsToWhatIsNotItsOwn() {
        editing.create(ADMIN, draft(V1, "/phone").withThumbnail(SUN));
        String sun = v1().description().thumbnail();
        Description thief = Description.NONE.withThumbnail(sun);

        editing.create(ADMIN, draft(V2, "/phone").withDescription(thief));

        assertThat(apis.find(V2).orElseThrow().description().thumbnail()).isEmpty();
        editing.update(
                ADMIN, V2, OptionalLong.empty(), before -> draft(V2, "/phone").withDescription(thief));
        assertThat(apis.find(V2).orElseThrow().description().thumbnail()).isEmpty();
        editing.remove(ADMIN, V2);
        assertThat(stored()).containsExactly(sun);
        registry.put(Fixtures.TENANT, RegistryFile.ofText(sun, "image/svg+xml", "<svg/>"));
        assertThatThrownBy(() -> thumbnails.of(ADMIN, V1))
                .as("what an operator has put there")
                .isInstanceOf(NotFound.class);
    }

    @Test
    void itIsForProvidersOfTheTenant() {
        editing.create(ADMIN, draft(V1, "/phone").withThumbnail(SUN));
        Caller stranger =
                new Caller(UserName.parse("eve@example.com"), Set.of(), Set.of(Permission.CREATE_APIS.path()));
        assertThatThrownBy(() -> thumbnails.of(stranger, V1)).isInstanceOf(NotFound.class);
        Caller subscriber = new Caller(BOTH2, Set.of(), Set.of(Permission.SUBSCRIBE.path()));
        assertThatThrownBy(() -> thumbnails.of(subscriber, V1)).isInstanceOf(Forbidden.class);
        assertThat(thumbnails.of(OTHER, V1).bytes()).isEqualTo(SUN.bytes());
    }

    @Test
    void oneIsFetchedByWhoCreates() {
        URI address = URI.create("https://h/there");
        assertThat(thumbnails.fetch(ADMIN, address).bytes()).isEqualTo(there);
        there = "<svg/>".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> thumbnails.fetch(ADMIN, address)).isInstanceOf(MalformedThumbnail.class);
        there = Arrays.copyOf(SUN.bytes(), Thumbnail.MAX_BYTES + 1);
        assertThatThrownBy(() -> thumbnails.fetch(ADMIN, address)).isInstanceOf(LargeThumbnail.class);
        Caller publisher = new Caller(Fixtures.ADMIN, Set.of(), Set.of(Permission.PUBLISH_APIS.path()));
        assertThatThrownBy(() -> thumbnails.fetch(publisher, address)).isInstanceOf(Forbidden.class);
    }
}
