package org.gatehouse.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.gateway.GatewayAddresses;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The addresses that the environments of {@code api-manager.xml} have. */
@Component(configurationPid = ApiManagerFile.ADDRESSES)
public final class InstallationGateways implements GatewayAddresses {
    private final List<Gateway> gateways;

    /** As {@link ApiManagerFile} tells them: {@code gateways}, each {@code name|address,address}. */
    @Activate
    public InstallationGateways(Map<String, Object> settings) {
        this(settings.get("gateways") instanceof String[] told ? List.of(told) : List.of());
    }

    InstallationGateways(List<String> told) {
        gateways = told.stream().map(Gateway::parse).toList();
    }

    @Override
    public List<String> of(Api api) {
        // What is only advertised is at none.
        return api.original() != null
                ? List.of()
                : gateways.stream().flatMap(gateway -> gateway.addressesOf(api)).toList();
    }

    private record Gateway(String environment, List<String> addresses) {
        static Gateway parse(String text) {
            int bar = text.indexOf('|');
            return new Gateway(
                    text.substring(0, Math.max(bar, 0)),
                    Arrays.stream(text.substring(bar + 1).split(","))
                            .map(address -> address.strip().replaceFirst("/+$", ""))
                            .filter(address -> !address.isEmpty())
                            .toList());
        }

        Stream<String> addressesOf(Api api) {
            boolean isMeant = api.environments().isEmpty() || api.environments().contains(environment);
            return !isMeant
                    ? Stream.empty()
                    : Stream.of("https", "http")
                            .filter(api.transports()::contains)
                            .flatMap(
                                    scheme -> addresses.stream().filter(address -> address.startsWith(scheme + "://")));
        }
    }
}
