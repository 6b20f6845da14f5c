package org.gatehouse.gateway.mediation.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

final class CallFaultsTest {
    @Test
    void aFaultIsToldInWordsAndNotByClasses() {
        IOException cause = new IOException("Unexpected character in epilog");

        assertThat(CallFaults.reason(cause)).isEqualTo("Unexpected character in epilog");
        assertThat(CallFaults.reason(new RuntimeException(cause))).isEqualTo("Unexpected character in epilog");
        assertThat(CallFaults.reason(new UncheckedIOException("The body is cut off", cause)))
                .isEqualTo("The body is cut off");
        assertThat(CallFaults.reason(new NullPointerException())).isEqualTo("The message could not be processed");
        assertThat(CallFaults.reason(new IllegalStateException("Expecting A, got class org.example.impl.BImpl")))
                .isEqualTo("The message could not be processed");
        assertThat(CallFaults.reason(new IllegalStateException("No host: a.b.example.org")))
                .isEqualTo("No host: a.b.example.org");
    }

    /** Scripts and stylesheets throw what was sent to them. */
    @Test
    void aFaultThatIsAsLongAsItsSenderLikesIsTold() {
        String dots = "a.".repeat(100_000);

        assertThat(CallFaults.reason(new IllegalStateException(dots))).isEqualTo(dots);
        assertThat(CallFaults.reason(new IllegalStateException(dots + "b.Impl")))
                .isEqualTo("The message could not be processed");
    }
}
