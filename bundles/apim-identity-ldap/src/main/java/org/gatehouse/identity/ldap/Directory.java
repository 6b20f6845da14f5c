package org.gatehouse.identity.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserStore;
import org.gatehouse.domain.identity.UserStoreDefinition;

/** One directory: connections as the user that its definition names, kept open. */
final class Directory implements UserStore {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int CONNECTIONS = 10;
    private static final int MOST_ROLES = 1_000;

    private final UserStoreDefinition definition;
    private final LDAPConnectionPool pool;

    private Directory(UserStoreDefinition definition, LDAPConnectionPool pool) {
        this.definition = definition;
        this.pool = pool;
    }

    /** Connects to it. */
    static Directory of(UserStoreDefinition definition, SSLSocketFactory tls) {
        try {
            LDAPURL url = new LDAPURL(definition.get("ConnectionURL", ""));
            LDAPConnectionOptions options = new LDAPConnectionOptions();
            options.setConnectTimeoutMillis(CONNECT_MILLIS);
            options.setResponseTimeoutMillis(ANSWER_MILLIS);
            options.setFollowReferrals(false);
            boolean secure = url.getScheme().equals("ldaps");
            String host = url.getHost();
            if (host == null) {
                throw new Unavailable("user store " + definition.domain() + ": ConnectionURL: " + url
                        + " (expected: ldap://host:port, or ldaps)");
            }
            LDAPConnection first = secure
                    ? new LDAPConnection(tls, options, host, url.getPort())
                    : new LDAPConnection(options, host, url.getPort());
            first.bind(new SimpleBindRequest(
                    definition.get("ConnectionName", ""), definition.get("ConnectionPassword", "")));
            LDAPConnectionPool pool = new LDAPConnectionPool(first, 1, CONNECTIONS);
            pool.setRetryFailedOperationsDueToInvalidConnections(true);
            return new Directory(definition, pool);
        } catch (LDAPException e) {
            throw unavailable(definition, e);
        }
    }

    @Override
    public Optional<Member> authenticate(String name, String password) {
        if (password.isEmpty()) {
            // A directory takes that for somebody who does not want to say who he is, and lets him in (RFC 4513
            // §5.1.2).
            return Optional.empty();
        }
        try {
            Optional<SearchResultEntry> user = entry(name);
            if (user.isEmpty()) {
                return Optional.empty();
            }
            pool.bindAndRevertAuthentication(user.get().getDN(), password);
            return Optional.of(member(user.get()));
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
                return Optional.empty();
            }
            throw unavailable(definition, e);
        }
    }

    @Override
    public Optional<Member> find(String name) {
        try {
            Optional<SearchResultEntry> user = entry(name);
            return user.isEmpty() ? Optional.empty() : Optional.of(member(user.get()));
        } catch (LDAPException e) {
            throw unavailable(definition, e);
        }
    }

    /** Several values have commas between them. */
    @Override
    public Map<String, String> attributes(String name, Set<String> wanted) {
        try {
            Map<String, String> attributes = new HashMap<>();
            entry(name, wanted.toArray(String[]::new))
                    .ifPresent(user -> user.getAttributes()
                            .forEach(found -> attributes.put(found.getName(), String.join(",", found.getValues()))));
            return attributes;
        } catch (LDAPException e) {
            throw unavailable(definition, e);
        }
    }

    /** The one entry of that name: two are none. What is typed is a value, never part of the filter. */
    private Optional<SearchResultEntry> entry(String name) throws LDAPException {
        return entry(name, nameAttribute());
    }

    private Optional<SearchResultEntry> entry(String name, String... wanted) throws LDAPException {
        String attribute = nameAttribute();
        String filter = definition.get("UserNameSearchFilter", "(" + attribute + "=?)");
        List<SearchResultEntry> found = search(
                definition.get("UserSearchBase", ""),
                Filter.create(filter.replace("?", Filter.encodeValue(name))),
                2,
                wanted);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private Member member(SearchResultEntry user) throws LDAPException {
        String name = user.getAttributeValue(nameAttribute());
        String base = definition.get("GroupSearchBase", "");
        Set<String> roles = new HashSet<>();
        if (!base.isEmpty()) {
            String attribute = definition.get("GroupNameAttribute", "cn");
            Filter filter = Filter.createANDFilter(
                    Filter.create(definition.get("GroupNameListFilter", "(objectClass=groupOfNames)")),
                    Filter.createEqualityFilter(definition.get("MembershipAttribute", "member"), user.getDN()));
            for (SearchResultEntry group : search(base, filter, MOST_ROLES, attribute)) {
                String role = group.getAttributeValue(attribute);
                if (role != null) {
                    roles.add(role);
                }
            }
        }
        return new Member(name == null ? String.valueOf(user.getDN()) : name, roles);
    }

    private List<SearchResultEntry> search(String base, Filter filter, int most, String... attributes)
            throws LDAPException {
        SearchRequest request = new SearchRequest(base, SearchScope.SUB, filter, attributes);
        request.setSizeLimit(most);
        try {
            return pool.search(request).getSearchEntries();
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                return List.of();
            }
            throw e;
        }
    }

    private String nameAttribute() {
        return definition.get("UserNameAttribute", "uid");
    }

    private static Unavailable unavailable(UserStoreDefinition definition, LDAPException e) {
        return new Unavailable("user store " + definition.domain() + " cannot be asked: " + e.getResultCode(), e);
    }

    @Override
    public void close() {
        pool.close();
    }
}
