package org.gatehouse.domain.catalog;

import java.util.Optional;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;

/**
 * The thumbnails of APIs: pictures in the registry, to which their descriptions lead. Other bytes have another path, so that a
 * description leads to its own picture or to none.
 */
public final class Thumbnails {
    private static final String FOLDER = Registry.GOVERNANCE + "/apimgt/applicationdata/icons/";

    private final Registry registry;

    /** Those of a registry. */
    public Thumbnails(Registry registry) {
        this.registry = registry;
    }

    /** Whether the API has a thumbnail here. */
    public static boolean has(Description description) {
        return description.thumbnail().startsWith(FOLDER);
    }

    /** Where the thumbnail of an API is, or would be. A tenant has a registry of its own, so that it is no part of the path. */
    public static String path(ApiId api, Thumbnail thumbnail) {
        return FOLDER + String.join("/", api.provider().name(), api.name(), api.version(), "icon", thumbnail.digest());
    }

    /** Stores it for the API, whose description is to have its {@link #path} then. */
    public void put(ApiId api, Thumbnail thumbnail) {
        registry.put(
                api.provider().tenant(),
                new RegistryFile(path(api, thumbnail), thumbnail.kind().mediaType(), thumbnail.bytes()));
    }

    /** The one that an API of this description has. */
    public Optional<Thumbnail> find(ApiId api, Description description) {
        return has(description)
                ? registry.find(api.provider().tenant(), description.thumbnail())
                        .flatMap(Thumbnails::picture)
                : Optional.empty();
    }

    /** Who edits the registry may have put anything there. */
    private static Optional<Thumbnail> picture(RegistryFile file) {
        try {
            return Optional.of(Thumbnail.of(file.content()));
        } catch (Invalid none) {
            return Optional.empty();
        }
    }

    /** Removes the one that an API of this description had; does nothing if it had none. */
    public void remove(ApiId api, Description description) {
        if (has(description)) {
            registry.remove(api.provider().tenant(), description.thumbnail());
        }
    }
}
