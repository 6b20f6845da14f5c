package org.gatehouse.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.SignInLocks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limits of this server, as configured, and who has to wait by them. */
@Component(
        service = {SignInLimitsInForce.class, SignInLocks.class},
        configurationPid = "apim.identity")
@Designate(ocd = SignInLimitsInForce.Config.class)
public final class SignInLimitsInForce implements SignInLocks {
    private static final Logger LOG = LoggerFactory.getLogger(SignInLimitsInForce.class);

    private final SignInLimits limits;
    private final Duration remembered;

    /** As configured; nobody waits yet. */
    @Activate
    public SignInLimitsInForce(Config config) {
        this(
                new SignInLimits(
                        config.lock_failures(), Duration.ofMinutes(config.lock_minutes()), InstantSource.system()),
                Duration.ofSeconds(config.remember_seconds()));
    }

    SignInLimitsInForce(SignInLimits limits, Duration remembered) {
        this.limits = limits;
        this.remembered = remembered;
    }

    /** How long a right password is remembered. */
    Duration remembered() {
        return remembered;
    }

    SignInLimits limits() {
        return limits;
    }

    @Override
    public List<Lock> all(Caller caller) {
        caller.requireRunsTheServer();
        return limits.all();
    }

    @Override
    public int lift(Caller caller, String userOrAddress) {
        caller.requireRunsTheServer();
        int lifted = limits.lift(userOrAddress);
        LOG.info("{} has ended what kept {} waiting", caller.user(), userOrAddress);
        return lifted;
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: identity")
    @interface Config {
        @AttributeDefinition(description = "How long a right password is remembered, in seconds.", min = "0")
        int remember_seconds() default 60;

        @AttributeDefinition(
                description = "After how many wrong passwords a name has to wait at its address; 0 means never.",
                min = "0")
        int lock_failures() default 5;

        @AttributeDefinition(description = "For how long at last, in minutes.", min = "1")
        int lock_minutes() default 15;
    }
}
