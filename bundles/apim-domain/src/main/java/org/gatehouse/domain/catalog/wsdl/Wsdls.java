package org.gatehouse.domain.catalog.wsdl;

import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;

/**
 * The WSDLs of APIs: documents in the registry, to which their descriptions lead. Other bytes have another path, so that a
 * description leads to its own document or to none.
 */
public final class Wsdls {
    private static final String FOLDER = Registry.GOVERNANCE + "/apimgt/applicationdata/wsdls/";

    private final Registry registry;

    /** Those of a registry. */
    public Wsdls(Registry registry) {
        this.registry = registry;
    }

    /** Whether the API has a WSDL here; it may also say where one is, and have none. */
    public static boolean has(Description description) {
        return isPath(description.wsdl());
    }

    /** Whether a text leads into the registry, where no API leads by hand. */
    public static boolean isPath(String text) {
        return text.startsWith(FOLDER);
    }

    /** Where the WSDL of an API is, or would be. A tenant has a registry of its own, so that it is no part of the path. */
    public static String path(ApiId api, Wsdl wsdl) {
        return FOLDER + String.join("/", api.provider().name(), api.name(), api.version(), wsdl.digest() + ".wsdl");
    }

    /** Stores it for the API, whose description is to have its {@link #path} then. */
    public void put(ApiId api, Wsdl wsdl) {
        registry.put(api.provider().tenant(), new RegistryFile(path(api, wsdl), Wsdl.MEDIA_TYPE, wsdl.bytes()));
    }

    /** The one that an API of this description has. */
    public Optional<Wsdl> find(ApiId api, Description description) {
        return has(description)
                ? registry.find(api.provider().tenant(), description.wsdl()).flatMap(Wsdls::wsdl)
                : Optional.empty();
    }

    /**
     * The same for those who call the API: its services are at the gateways that have it.
     *
     * @param gateways where these are called, without a path
     */
    public Optional<Wsdl> forCallers(Api api, List<String> gateways) {
        List<String> addresses =
                gateways.stream().map(gateway -> gateway + api.context()).toList();
        return find(api.id(), api.description()).map(wsdl -> wsdl.at(addresses));
    }

    /** Who edits the registry may have put anything there. */
    private static Optional<Wsdl> wsdl(RegistryFile file) {
        try {
            return Optional.of(Wsdl.of(file.content()));
        } catch (Invalid none) {
            return Optional.empty();
        }
    }

    /** Removes the one that an API of this description had; does nothing if it had none. */
    public void remove(ApiId api, Description description) {
        if (has(description)) {
            registry.remove(api.provider().tenant(), description.wsdl());
        }
    }
}
