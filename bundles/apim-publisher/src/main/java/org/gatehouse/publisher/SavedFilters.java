package org.gatehouse.publisher;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The filters that each account has saved: in a resource of the registry, a line each, with a tab behind the name. Every verb is
 * about the caller's own, and throws {@link Forbidden} for who neither creates nor publishes.
 */
@Component(service = SavedFilters.class)
public final class SavedFilters {
    /** So many can be kept. */
    public static final int MOST = 20;

    private static final String FOLDER = Registry.CONFIGURATION + "/publisher/filters/";
    private static final int TRIES = 5;

    private final Registry registry;

    /** In that registry. */
    @Activate
    public SavedFilters(@Reference Registry registry) {
        this.registry = registry;
    }

    /** All of them, the oldest first. */
    public List<SavedFilter> list(Caller caller) {
        requireProvider(caller);
        return stored(caller).map(SavedFilters::read).orElse(List.of());
    }

    /**
     * Keeps it, in place of one of the same name.
     *
     * @throws Invalid if it would be one more than {@value #MOST}
     * @throws Conflict if the caller changes others at the same time, again and again
     */
    public void save(Caller caller, SavedFilter filter) {
        requireProvider(caller);
        change(caller, all -> {
            List<SavedFilter> others = without(all, filter.name());
            if (others.size() >= MOST) {
                throw new Invalid("filters: " + (others.size() + 1) + " (expected: at most " + MOST + ")");
            }
            others.add(filter);
            return others;
        });
    }

    /**
     * Forgets the one of that name; does nothing if there is none.
     *
     * @throws Conflict if the caller changes others at the same time, again and again
     */
    public void remove(Caller caller, String name) {
        requireProvider(caller);
        change(caller, all -> without(all, name));
    }

    private static List<SavedFilter> without(List<SavedFilter> all, String name) {
        List<SavedFilter> others = new ArrayList<>(all);
        others.removeIf(each -> each.name().equals(name));
        return others;
    }

    private void change(Caller caller, UnaryOperator<List<SavedFilter>> change) {
        for (int i = 0; i < TRIES; i++) {
            Optional<RegistryFile> seen = stored(caller);
            if (seen.isEmpty()) {
                registry.putIfAbsent(caller.tenant(), written(caller, List.of()));
                continue;
            }
            List<SavedFilter> wanted = change.apply(read(seen.get()));
            if (registry.replace(caller.tenant(), seen.get(), written(caller, wanted))) {
                return;
            }
        }
        throw new Conflict("The filters are being changed elsewhere, too");
    }

    private Optional<RegistryFile> stored(Caller caller) {
        return registry.find(caller.tenant(), path(caller.user()));
    }

    private static RegistryFile written(Caller caller, List<SavedFilter> filters) {
        String lines = filters.stream()
                .map(each -> each.name() + "\t" + each.query() + "\n")
                .collect(Collectors.joining());
        return RegistryFile.ofText(path(caller.user()), "text/plain", lines);
    }

    private static List<SavedFilter> read(RegistryFile file) {
        return file.text()
                .lines()
                .limit(MOST)
                .flatMap(line -> read(line).stream())
                .toList();
    }

    /** What somebody else wrote there, and is no filter, is left out. */
    private static Optional<SavedFilter> read(String line) {
        int tab = line.indexOf('\t');
        try {
            return Optional.of(new SavedFilter(line.substring(0, Math.max(tab, 0)), line.substring(tab + 1)));
        } catch (Invalid none) {
            return Optional.empty();
        }
    }

    private static String path(UserName user) {
        return FOLDER + URLEncoder.encode(user.name(), StandardCharsets.UTF_8);
    }

    private static void requireProvider(Caller caller) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
    }
}
