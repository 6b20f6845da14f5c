package org.gatehouse.domain.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReachTest {
    private final CountDownLatch over = new CountDownLatch(1);

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.0.1",
                "::1",
                "fd00::1",
                "fec0::1",
                "feff::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void privateAddressesAreForWhoAllowsThem(String address) throws IOException {
        InetAddress private1 = InetAddress.getByName(address);
        assertThat(new Reach(false).allows(private1)).isFalse();
        assertThat(new Reach(true).allows(private1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "169.254.169.254", "224.0.0.1", "::", "fe80::1", "febf::1", "ff02::1"})
    void someAddressesAreForNobody(String address) throws IOException {
        assertThat(new Reach(true).allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "2606:4700::1111"})
    void publicAddressesAreForEverybody(String address) throws IOException {
        assertThat(new Reach(false).allows(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void aNameIsLookedUpUntilTheDeadline() throws IOException {
        URI here = URI.create("http://127.0.0.1/");
        assertThat(new Reach(true).resolve(here, in(Duration.ofMinutes(1))))
                .isEqualTo(InetAddress.getByName("127.0.0.1"));
        assertThatThrownBy(() -> new Reach(true).resolve(here, in(Duration.ZERO)))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    @Timeout(60)
    void aResolverThatSaysNothingIsNotWaitedFor() {
        try {
            assertThatThrownBy(() -> Lookup.within(in(Duration.ofMillis(50)), () -> {
                        over.await();
                        return "late";
                    }))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("an unknown host: its name is not found in time");
        } finally {
            over.countDown();
        }
    }

    @Test
    void aNameThatIsNoneIsTold() {
        assertThatThrownBy(() -> Lookup.within(in(Duration.ofMinutes(1)), () -> {
                    throw new UnknownHostException("none");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("an unknown host")
                .hasCauseInstanceOf(UnknownHostException.class);
    }
}
