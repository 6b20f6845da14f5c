package org.gatehouse.definitions;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.gatehouse.domain.catalog.definition.DefinitionSource;
import org.gatehouse.domain.fetch.Addresses;
import org.gatehouse.domain.fetch.Download;
import org.gatehouse.domain.fetch.Encounter;
import org.gatehouse.domain.fetch.Origin;
import org.gatehouse.domain.fetch.OutOfReach;
import org.gatehouse.domain.fetch.Probe;
import org.gatehouse.domain.fetch.Reach;
import org.gatehouse.domain.fetch.Securing;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.intake.FewAtOnce;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Fetches with bounds on where from, how much, how long and how far. */
@Component(configurationPid = "apim.definitions")
@Designate(ocd = HttpSource.Config.class)
public final class HttpSource implements DefinitionSource, Addresses, Probe {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MOST_REDIRECTS = 3;
    /** Each keeps one of the portals' threads for as long as a slow server likes. */
    private static final int AT_ONCE = 8;

    private static final String ACCEPT = "application/json, application/yaml, text/yaml, */*";

    private final Reach reach;
    private final Duration longest;
    private final FewAtOnce few;

    /** What an administrator may set. */
    @ObjectClassDefinition(name = "API Manager: definitions of APIs")
    @interface Config {
        @AttributeDefinition(
                description = "Whether what providers name is read from this machine and private networks, too.")
        boolean private_addresses() default false;
    }

    /** As configured. */
    @Activate
    public HttpSource(Config config) {
        this(new Reach(config.private_addresses()), LONGEST);
    }

    HttpSource(Reach reach, Duration longest) {
        this.reach = reach;
        this.longest = longest;
        this.few = new FewAtOnce("addresses", AT_ONCE, longest);
    }

    @Override
    public String fetch(Account who, URI address) {
        byte[] text = read(who, "definition at ", address, ACCEPT, DefinitionReader.MAX_BYTES);
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] read(Account who, URI address, String accept, int mostBytes) {
        return read(who, "", address, accept, mostBytes);
    }

    private byte[] read(Account who, String what, URI address, String accept, int mostBytes) {
        return few.run(who, () -> {
            Download.Bounds bounds = new Download.Bounds(mostBytes, System.nanoTime() + longest.toNanos());
            return follow(what, address, accept, bounds, Download::run).content();
        });
    }

    @Override
    public int status(Account who, URI address, Duration within) {
        return few.run(who, () -> {
            Download.Bounds bounds = new Download.Bounds(0, System.nanoTime() + within.toNanos());
            AtomicInteger status = new AtomicInteger();
            follow("", address, "*/*", bounds, head -> {
                status.set(head.ask());
                return head.elsewhere(status.get());
            });
            return status.get();
        });
    }

    @Override
    public Optional<Encounter> meet(Account who, URI address, Duration within) {
        return few.run(who, () -> {
            long begun = System.nanoTime();
            Witness witness = new Witness();
            try {
                Download.Bounds bounds = new Download.Bounds(0, begun + within.toNanos());
                int status =
                        new Download(address, reach.resolve(address, bounds.deadline()), witness, "*/*", bounds).ask();
                return Optional.of(new Encounter(status, since(begun), witness.met(), ""));
            } catch (OutOfReach e) {
                return Optional.empty();
            } catch (IOException e) {
                String problem = witness.distrust().isEmpty() ? String.valueOf(e.getMessage()) : witness.distrust();
                return Optional.of(new Encounter(0, since(begun), witness.met(), problem));
            }
        });
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Download follow(String what, URI address, String accept, Download.Bounds bounds, Step step) {
        try {
            return follow(address, accept, bounds, step);
        } catch (IOException e) {
            throw new Invalid(what + address + ": " + e.getMessage(), e);
        }
    }

    /** The one after which there is nowhere to go. */
    private Download follow(URI address, String accept, Download.Bounds bounds, Step step) throws IOException {
        URI at = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Download download =
                    new Download(at, reach.resolve(at, bounds.deadline()), Securing.BY_NAME, accept, bounds);
            URI next = step.next(download);
            if (next == null) {
                return download;
            }
            if (Origin.of(at).isSecure() && !Origin.of(next).isSecure()) {
                throw new IOException("a redirect from https to http");
            }
            at = next;
        }
        throw new IOException("more than " + MOST_REDIRECTS + " redirects");
    }

    /** Asks at one address, and tells the next one; null if it is the last. */
    private interface Step {
        @Nullable URI next(Download download) throws IOException;
    }
}
