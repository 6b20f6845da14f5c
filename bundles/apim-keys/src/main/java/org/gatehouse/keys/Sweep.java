package org.gatehouse.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gatehouse.domain.keys.AuthorizationCodes;
import org.gatehouse.domain.keys.SpentAssertions;
import org.gatehouse.domain.keys.Tokens;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes tokens, codes and memories of assertions that nobody can use any more: a token lives on in its refresh token after
 * its own time.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "apim.keys.lives")
public final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Tokens tokens;
    private final AuthorizationCodes codes;
    private final SpentAssertions assertions;
    private final Duration grace;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "apim-keys-sweep");
        thread.setDaemon(true);
        return thread;
    });

    /** Begins a while after the start, which has enough to do. */
    @Activate
    public Sweep(
            @Reference Tokens tokens,
            @Reference AuthorizationCodes codes,
            @Reference SpentAssertions assertions,
            LivesConfig config) {
        this(
                tokens,
                codes,
                assertions,
                Duration.ofSeconds(config.validity_refresh_seconds() + config.skew_seconds()),
                InstantSource.system());
        timer.scheduleWithFixedDelay(this::quietly, PAUSE.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    Sweep(Tokens tokens, AuthorizationCodes codes, SpentAssertions assertions, Duration grace, InstantSource clock) {
        this.tokens = tokens;
        this.codes = codes;
        this.assertions = assertions;
        this.grace = grace;
        this.clock = clock;
    }

    /** Ends it. */
    @Deactivate
    public void close() {
        timer.shutdownNow();
    }

    private void quietly() {
        try {
            int removed = run();
            if (removed > 0) {
                LOG.info("{} dead tokens, codes and assertions were removed", removed);
            }
        } catch (RuntimeException e) {
            LOG.warn("Dead tokens stay until the next round, in {}: {}", PAUSE, e.toString());
        }
    }

    /** Removes what is dead now, some at a time so that nobody waits for it long; returns how many. */
    int run() {
        Instant before = clock.instant().minus(grace);
        int all = codes.removeExpired(before) + assertions.removeOver(clock.instant());
        for (int some = tokens.removeDead(before); some > 0; some = tokens.removeDead(before)) {
            all += some;
        }
        return all;
    }
}
