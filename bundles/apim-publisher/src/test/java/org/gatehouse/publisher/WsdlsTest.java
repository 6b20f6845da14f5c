package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiTaken;
import org.gatehouse.domain.catalog.wsdl.MalformedWsdl;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.catalog.wsdl.WsdlPort;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.fetch.Reach;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryDocuments;
import org.junit.jupiter.api.Test;

final class WsdlsTest extends PublisherRooms {
    private static final String WSDLS = "/_system/governance/apimgt/applicationdata/wsdls";
    private static final URI ADDRESS = URI.create("https://h/q?wsdl");
    private static final URI NEAR = URI.create("http://127.0.0.1/q?wsdl");
    private static final Wsdl QUOTES = wsdl("Quotes");
    private static final Wsdl SHARES = wsdl("Shares");

    private byte[] there = QUOTES.bytes();
    private final ApiWsdls wsdls = new ApiWsdls(apis, registry, api -> List.of("http://gateway"), new Addresses() {
        @Override
        public byte[] read(Account who, URI address, String accept, int mostBytes) {
            if (!address.equals(NEAR)) {
                return there;
            }
            try {
                new Reach(false)
                        .resolve(
                                address,
                                System.nanoTime() + Duration.ofSeconds(1).toNanos());
                throw new IllegalStateException("a private address is in reach");
            } catch (IOException refused) {
                throw new Invalid(address + ": " + refused.getMessage(), refused);
            }
        }

        @Override
        public int status(Account who, URI address, Duration longest) {
            throw new UnsupportedOperationException();
        }
    });

    private static Wsdl wsdl(String name) {
        return Wsdl.of(
                "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/' xmlns:s='http://schemas.xmlsoap.org/wsdl/soap/'"
                        + " name='" + name
                        + "'><service name='S'><port name='P'><s:address location='http://back/s'/></port>"
                        + "</service></definitions>");
    }

    private List<String> stored() {
        return registry.below(Fixtures.TENANT, WSDLS);
    }

    private Api v1() {
        return apis.find(V1).orElseThrow();
    }

    private void change(UnaryOperator<ApiDraft> change) {
        editing.update(ADMIN, V1, OptionalLong.empty(), before -> change.apply(ApiDraft.of(before)));
    }

    @Test
    void anApiBeginsWithItsWsdlAndGivesItBack() {
        editing.create(ADMIN, draft(V1, "/quotes").withWsdl(QUOTES));

        assertThat(wsdls.of(ADMIN, V1).bytes()).isEqualTo(QUOTES.bytes());
        assertThat(v1().description().wsdl()).isEqualTo(WSDLS + "/admin/Phone/1.0.0/" + QUOTES.digest() + ".wsdl");
        assertThat(stored()).containsExactly(v1().description().wsdl());
        assertThat(wsdls.forCallers(ADMIN, V1).ports())
                .extracting(WsdlPort::address)
                .containsExactly("http://gateway/quotes/1.0.0");
    }

    @Test
    void anotherOneTakesItsPlaceAndNoneStaysBehind() {
        editing.create(ADMIN, draft(V1, "/quotes").withWsdl(QUOTES));
        change(draft -> draft);
        assertThat(wsdls.of(ADMIN, V1).name()).isEqualTo("Quotes");

        change(draft -> draft.withWsdl(SHARES));

        assertThat(wsdls.of(ADMIN, V1).name()).isEqualTo("Shares");
        assertThat(stored()).hasSize(1);
        change(draft -> draft.withDescription(draft.description().withWsdl("https://h/q?wsdl")));
        assertThat(v1().description().wsdl()).isEqualTo("https://h/q?wsdl");
        assertThat(stored()).isEmpty();
        assertThatThrownBy(() -> wsdls.of(ADMIN, V1)).isInstanceOf(NotFound.class);
    }

    /** Else its end would be that of the other's. */
    @Test
    void nobodyHasAnothersWsdlByItsPath() {
        editing.create(ADMIN, draft(V1, "/quotes").withWsdl(QUOTES));
        String path = v1().description().wsdl();
        ApiDraft draft = draft(V2, "/more");
        editing.create(ADMIN, draft.withDescription(draft.description().withWsdl(path)));

        assertThat(apis.find(V2).orElseThrow().description().wsdl()).isEmpty();
        editing.remove(ADMIN, V2);
        assertThat(stored()).containsExactly(path);
        editing.remove(ADMIN, V1);
        assertThat(stored()).isEmpty();
    }

    @Test
    void aChangeThatFailsLeavesTheOldOneAndNothingElse() {
        published(V1, "/quotes");
        change(draft -> draft.withWsdl(QUOTES));

        assertThatThrownBy(() -> editing.update(
                        ADMIN,
                        V1,
                        OptionalLong.of(1),
                        before -> ApiDraft.of(before).withWsdl(SHARES)))
                .isInstanceOf(Changed.class)
                .hasMessageContaining("WSDL");
        gateway.refuse();
        assertThatThrownBy(() -> change(draft -> draft.withWsdl(SHARES))).isInstanceOf(GatewayRefused.class);
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/other").withWsdl(SHARES)))
                .isInstanceOf(ApiTaken.class);

        assertThat(wsdls.of(ADMIN, V1).name()).isEqualTo("Quotes");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void anotherVersionHasItsOwn() {
        editing.create(ADMIN, draft(V1, "/quotes").withWsdl(QUOTES));
        new ApiVersions(apis, new InMemoryDocuments(apis), editing, registry).copy(ADMIN, V1, "2.0.0", false);

        assertThat(wsdls.of(ADMIN, V2).bytes()).isEqualTo(QUOTES.bytes());
        editing.remove(ADMIN, V1);
        assertThat(wsdls.of(ADMIN, V2).name()).isEqualTo("Quotes");
    }

    @Test
    void itStaysWhenItsApiGoesBack() {
        editing.create(ADMIN, draft(V1, "/quotes").withWsdl(QUOTES));
        change(draft -> draft.withWsdl(SHARES));
        new ApiRevisions(apis, apis.revisions(), editing, null, gateways).goBack(ADMIN, V1, 2, 1);

        assertThat(wsdls.of(ADMIN, V1).name()).isEqualTo("Shares");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void oneIsFetched() {
        assertThat(wsdls.fetch(ADMIN, ADDRESS).orElseThrow().name()).isEqualTo("Quotes");
        there = "<html/>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> wsdls.fetch(ADMIN, ADDRESS)).isInstanceOf(MalformedWsdl.class);
        assertThat(wsdls.fetch(ADMIN, NEAR))
                .as("where this server does not ask")
                .isEmpty();
    }

    /** Who edits the registry may have put anything there. */
    @Test
    void whatIsNoneAnyMoreIsNone() {
        editing.create(ADMIN, draft(V1, "/quotes").withWsdl(QUOTES));
        registry.put(
                Fixtures.TENANT,
                new RegistryFile(v1().description().wsdl(), "text/xml", "<a/>".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> wsdls.of(ADMIN, V1)).isInstanceOf(NotFound.class);
    }
}
