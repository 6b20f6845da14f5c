package org.gatehouse.identity.ldap;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import javax.net.ssl.SSLSocketFactory;
import org.gatehouse.domain.identity.UserStoreDefinition;
import org.gatehouse.domain.identity.UserStoreDefinitions;
import org.gatehouse.domain.identity.UserStores;
import org.gatehouse.domain.tls.TlsIdentity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The directories that are defined now; one that is defined anew is connected to anew. */
@Component
public final class LdapUserStores implements UserStores {
    private final UserStoreDefinitions definitions;
    private final SSLSocketFactory tls;
    private final Map<String, Directory> connected = new HashMap<>();

    /** Connected to none yet. */
    @Activate
    public LdapUserStores(@Reference UserStoreDefinitions definitions, @Reference TlsIdentity tls) {
        this(definitions, tls.client().getSocketFactory());
    }

    LdapUserStores(UserStoreDefinitions definitions, SSLSocketFactory tls) {
        this.definitions = definitions;
        this.tls = tls;
    }

    @Override
    public Optional<Member> authenticate(String name, String password) {
        return ask(name, (directory, plain) -> directory.authenticate(plain, password));
    }

    @Override
    public Optional<Member> find(String name) {
        return ask(name, Directory::find);
    }

    @Override
    public Map<String, String> attributes(String name, Set<String> wanted) {
        return ask(name, (directory, plain) -> {
                    Map<String, String> found = directory.attributes(plain, wanted);
                    return found.isEmpty() ? Optional.empty() : Optional.of(found);
                })
                .orElse(Map.of());
    }

    private <T> Optional<T> ask(String name, BiFunction<Directory, String, Optional<T>> question) {
        int slash = name.indexOf('/');
        String domain = slash <= 0 ? "" : name.substring(0, slash).toUpperCase(Locale.ROOT);
        String plain = slash <= 0 ? name : name.substring(slash + 1);
        List<UserStoreDefinition> asked = definitions.all().stream()
                .filter(definition -> definition.kind().toLowerCase(Locale.ROOT).contains("ldap")
                        || definition.kind().endsWith("ActiveDirectoryUserStoreManager"))
                .filter(definition -> domain.isEmpty() || definition.domain().equals(domain))
                .toList();
        for (UserStoreDefinition definition : asked) {
            Optional<T> answer = question.apply(directory(definition), plain);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private synchronized Directory directory(UserStoreDefinition definition) {
        Directory known = connected.get(definition.domain());
        if (known != null && known.definition().equals(definition)) {
            return known;
        }
        Directory next = Directory.of(definition, tls);
        connected.put(definition.domain(), next);
        if (known != null) {
            known.close();
        }
        return next;
    }

    /** Closes the connections. */
    @Deactivate
    public synchronized void close() {
        connected.values().forEach(Directory::close);
        connected.clear();
    }
}
