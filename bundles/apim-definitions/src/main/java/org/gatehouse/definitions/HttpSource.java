package org.gatehouse.definitions;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.gatehouse.domain.catalog.definition.DefinitionSource;
import org.gatehouse.domain.fetch.Download;
import org.gatehouse.domain.fetch.Origin;
import org.gatehouse.domain.fetch.Reach;
import org.gatehouse.domain.fetch.Securing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Fetches with bounds on where from, how much, how long and how far. */
@Component(configurationPid = "apim.definitions")
@Designate(ocd = HttpSource.Config.class)
public final class HttpSource implements DefinitionSource {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MOST_REDIRECTS = 3;
    private static final String ACCEPT = "application/json, application/yaml, text/yaml, */*";

    private final Reach reach;
    private final Duration longest;

    /** What an administrator may set. */
    @ObjectClassDefinition(name = "API Manager: definitions of APIs")
    @interface Config {
        @AttributeDefinition(description = "Whether definitions may be fetched from this machine and private networks.")
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
    }

    @Override
    public String fetch(URI address) {
        try {
            return new String(follow(address), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Invalid("definition at " + address + ": " + e.getMessage(), e);
        }
    }

    private byte[] follow(URI address) throws IOException {
        Download.Bounds bounds = new Download.Bounds(DefinitionReader.MAX_BYTES, System.nanoTime() + longest.toNanos());
        URI at = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Download download =
                    new Download(at, reach.resolve(at, bounds.deadline()), Securing.BY_NAME, ACCEPT, bounds);
            URI next = download.run();
            if (next == null) {
                return download.content();
            }
            if (Origin.of(at).isSecure() && !Origin.of(next).isSecure()) {
                throw new IOException("a redirect from https to http");
            }
            at = next;
        }
        throw new IOException("more than " + MOST_REDIRECTS + " redirects");
    }
}
