package org.gatehouse.keys.thrift;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.KeyValidator;
import org.gatehouse.domain.keys.TokenSecret;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.domain.tls.TlsIdentity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The key manager over Thrift, also when it is in the same process: what a gateway is told is what any gateway is told. */
@Component(configurationPid = "apim.keys.thrift.client", property = KeyValidator.VIA + "=" + KeyValidator.THRIFT)
@Designate(ocd = ThriftKeyValidator.Config.class)
public final class ThriftKeyValidator implements KeyValidator {
    /** Where the key manager is. */
    @ObjectClassDefinition(name = "API Manager: key validation over Thrift, client")
    public @interface Config {
        /** The key manager's services; host and log-in come from it. */
        @AttributeDefinition(description = "Address of the key manager's services; its host is asked, and logs in.")
        String server_url() default "https://localhost:9443/services/";

        /** The Thrift port of that host. */
        @AttributeDefinition(description = "The key manager's Thrift port.", min = "1", max = "65535")
        int port() default 10397;

        /** Who logs in. */
        @AttributeDefinition(
                description =
                        "The user as which the gateway logs in, where the key manager is not of this installation.")
        String username() default "admin";

        /** With which password. */
        @AttributeDefinition(description = "That user's password.", type = AttributeType.PASSWORD)
        String password() default "admin";

        /** Patience for one question. */
        @AttributeDefinition(
                description = "Within which time an answer is there or given up, in milliseconds.",
                min = "1",
                max = "600000")
        int timeout_ms() default 10_000;

        /** The most connections. */
        @AttributeDefinition(description = "How many connections are kept at most.", min = "1", max = "1000")
        int connections() default 50;
    }

    private final TlsIdentity tls;
    private final MachineIdentity part;
    private volatile KeyManagerLine line;

    /** As configured. */
    @Activate
    public ThriftKeyValidator(@Reference TlsIdentity tls, @Reference TokenSecret secret, Config config) {
        this(tls, new MachineIdentity(secret, InstantSource.system()), settings(config));
    }

    ThriftKeyValidator(TlsIdentity tls, MachineIdentity part, KeyManagerLine.Settings settings) {
        this.tls = tls;
        this.part = part;
        this.line = new KeyManagerLine(settings, tls, part);
    }

    /** From now on as configured; calls that are under way end as they began. */
    @Modified
    public void modified(Config config) {
        use(settings(config));
    }

    /** Ends its connections. */
    @Deactivate
    public void close() {
        line.close();
    }

    @Override
    public Verdict verdict(KeyRequest request) {
        return line.ask((client, session) -> VerdictWire.verdict(client.validateKey(
                request.context(),
                request.version(),
                request.accessToken(),
                session,
                request.level().stored(),
                request.clientDomain(),
                request.resource(),
                request.verb())));
    }

    @Override
    public List<ApiResource> resources(String context, String version) {
        return line.ask((client, session) -> client.getAllURITemplates(context, version, session).stream()
                .map(VerdictWire::resource)
                .toList());
    }

    void use(KeyManagerLine.Settings settings) {
        KeyManagerLine before = line;
        line = new KeyManagerLine(settings, tls, part);
        before.close();
    }

    private static KeyManagerLine.Settings settings(Config config) {
        return new KeyManagerLine.Settings(
                KeyManagerAddress.of(config.server_url(), config.port()),
                config.username(),
                config.password(),
                Duration.ofMillis(config.timeout_ms()),
                config.connections());
    }
}
