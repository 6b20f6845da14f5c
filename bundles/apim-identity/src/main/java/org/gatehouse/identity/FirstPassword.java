package org.gatehouse.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Users;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administrator's password for a server that starts for the first time: what the environment says, or else a file, which
 * is read once and removed. Tells the launcher in a file of its own how to sign in.
 */
@Component(service = FirstPassword.class)
public final class FirstPassword {
    static final String VARIABLE = "GATEHOUSE_ADMIN_PASSWORD";

    private static final Logger LOG = LoggerFactory.getLogger(FirstPassword.class);

    private final @Nullable String variable;
    private final Path file;
    private final Path told;

    /** Of this installation. */
    @Activate
    public FirstPassword(BundleContext context) {
        this(
                System.getenv(VARIABLE),
                Path.of(
                        String.valueOf(context.getProperty("carbon.home")),
                        "repository",
                        "resources",
                        "security",
                        "admin.password"),
                Path.of(String.valueOf(context.getProperty("karaf.data")), "sign-in"));
    }

    FirstPassword(@Nullable String variable, Path file, Path told) {
        this.variable = variable;
        this.file = file;
        this.told = told;
    }

    /**
     * The password that somebody has chosen; empty if nobody has.
     *
     * @throws Invalid if it can be none, naming the place
     */
    Optional<String> given() {
        if (variable != null && !variable.isEmpty()) {
            return Optional.of(checked(variable, "environment variable " + VARIABLE));
        }
        try {
            return Files.exists(file)
                    ? Optional.of(checked(Files.readString(file).strip(), "file " + file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new Unavailable("file " + file + " cannot be read (expected: the administrator's first password)", e);
        }
    }

    private static String checked(String password, String place) {
        try {
            StoredAccounts.requirePassword(password);
            return password;
        } catch (Invalid e) {
            throw new Invalid(place + ": no password (expected: 5 to 128 characters without blanks)", e);
        }
    }

    /** Removes the file, be it that it came too late. */
    void forget() {
        try {
            if (Files.deleteIfExists(file)) {
                LOG.info("{} was read and removed", file);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: a password stands in it", file, e);
        }
    }

    /** Says how to sign in, in the log and in the file that the launcher shows. */
    void tell(Users users) {
        boolean asShipped = FirstAccounts.isAsShipped(users);
        if (asShipped) {
            LOG.warn(
                    "The administrator admin has the password that everybody knows. It counts on this machine only, until it"
                            + " is changed.");
        }
        try {
            Files.createDirectories(told.toAbsolutePath().getParent());
            Files.writeString(
                    told,
                    asShipped
                            ? "Sign in as admin with the password admin, from this machine only until it is changed.\n"
                            : "Sign in as admin with its own password.\n");
        } catch (IOException e) {
            LOG.warn("{} cannot be written", told, e);
        }
    }
}
