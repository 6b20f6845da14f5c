package org.gatehouse.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.TrustedIssuer;
import org.gatehouse.domain.identity.TrustedIssuer.Realm;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.SpentAssertions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What identity providers state of users, as a grant (RFC 7521): of which users each may speak, and that a statement counts
 * once. That it is the provider's own, meant for this server and of now, its door has found before.
 */
@Component(service = Statements.class)
public final class Statements {
    /** So that what has to be remembered is bounded. RFC 7523 §3 allows to refuse what lasts unreasonably long. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    private final Authenticator users;
    private final SpentAssertions spent;
    private final InstantSource clock;

    /** Over what is stored. */
    @Activate
    public Statements(@Reference Authenticator users, @Reference SpentAssertions spent) {
        this(users, spent, InstantSource.system());
    }

    Statements(Authenticator users, SpentAssertions spent, InstantSource clock) {
        this.users = users;
        this.spent = spent;
        this.clock = clock;
    }

    /**
     * A statement.
     *
     * @param id what tells it from all others of its issuer
     * @param subject the user, as the issuer writes it
     * @param end from when on its door refuses it for its age, in seconds of the epoch
     */
    public record Statement(String id, String subject, long end) {}

    /**
     * The user whom the statement means; the same statement never comes through again, at any server of this database.
     *
     * @throws GrantRefused if it came before, lasts longer than {@link #LONGEST}, or means a user of whom the issuer may not
     *     speak
     */
    public UserName spend(TrustedIssuer issuer, Statement statement) {
        if (statement.end() > clock.instant().plus(LONGEST).getEpochSecond()) {
            throw new GrantRefused("a statement that lasts longer than " + LONGEST.toHours() + " hours");
        }
        UserName user = user(issuer, statement.subject());
        if (!spent.spend(issuer.issuer(), statement.id(), Instant.ofEpochSecond(statement.end()))) {
            throw new GrantRefused("a statement that came before");
        }
        return user;
    }

    private UserName user(TrustedIssuer issuer, String subject) {
        Realm realm = issuer.realm();
        if (realm == null) {
            throw new GrantRefused(
                    "the file of " + issuer.name() + " names no UserStoreDomain of whose users it may speak");
        }
        UserName asked = named(realm, subject);
        Optional<Caller> known = realm.covers(asked) ? users.asCaller(asked) : Optional.empty();
        if (known.isEmpty() && realm.covers(asked) && realm.strangers()) {
            return asked;
        }
        // A name without a domain may be found in a store of another one.
        Caller caller = known.filter(found -> realm.covers(found.user()))
                .orElseThrow(() -> new GrantRefused("a user of whom " + issuer.name() + " may not speak"));
        if (!realm.administrators() && runsSomething(caller)) {
            throw new GrantRefused("an administrator, of whom " + issuer.name() + " may not speak");
        }
        return caller.user();
    }

    /** Those who can become others: who runs the server, and who sets the passwords of its users. */
    private static boolean runsSomething(Caller caller) {
        return caller.runsTheServer() || caller.may(Permission.MANAGE_ACCOUNTS);
    }

    private static UserName named(Realm realm, String subject) {
        String plain = subject.strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(plain).matches()) {
            throw new GrantRefused("a subject that is no name");
        }
        try {
            UserName parsed = UserName.parse(plain);
            String tenant = parsed.name().equals(plain) ? realm.tenant() : parsed.tenant();
            int slash = parsed.name().indexOf('/');
            String store = slash < 0
                    ? realm.store()
                    : parsed.name().substring(0, slash).toUpperCase(Locale.ROOT);
            String name = parsed.name().substring(slash + 1);
            return new UserName(tenant, store.equals(Realm.PRIMARY) && !name.isBlank() ? name : store + "/" + name);
        } catch (Invalid e) {
            throw new GrantRefused("a subject that is no name");
        }
    }
}
