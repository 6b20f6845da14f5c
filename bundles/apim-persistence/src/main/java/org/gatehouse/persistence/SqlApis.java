package org.gatehouse.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.UserName;

/** APIs in the tables AM_API, AM_API_URL_MAPPING, IDN_OAUTH2_SCOPE and AM_API_LC_EVENT. */
final class SqlApis implements Apis {
    private static final Comparator<Api> BY_NAME = Comparator.comparing(Api::id, ApiId.BY_NAME);

    private static final String INSERT = """
            INSERT INTO AM_API (
              API_PROVIDER, API_NAME, API_VERSION, TENANT_ID, STATUS,
              CONTEXT, CONTEXT_TEMPLATE, UPDATED_TIME,
              DESCRIPTION, TAGS, THUMBNAIL, WSDL, WADL,
              BUSINESS_OWNER, BUSINESS_OWNER_EMAIL, TECHNICAL_OWNER, TECHNICAL_OWNER_EMAIL,
              VISIBILITY, VISIBLE_ROLES, AVAILABILITY, TENANTS,
              ENDPOINT_CONFIG, IMPLEMENTATION, ENDPOINT_SECURED, ENDPOINT_USERNAME, ENDPOINT_PASSWORD,
              TRANSPORTS, TIERS, IN_SEQUENCE, OUT_SEQUENCE, FAULT_SEQUENCE,
              RESPONSE_CACHING, CACHE_TIMEOUT, DESTINATION_STATS, DEFAULT_VERSION, ENVIRONMENTS)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE = """
            UPDATE AM_API SET
              CONTEXT = ?, CONTEXT_TEMPLATE = ?, UPDATED_TIME = ?,
              DESCRIPTION = ?, TAGS = ?, THUMBNAIL = ?, WSDL = ?, WADL = ?,
              BUSINESS_OWNER = ?, BUSINESS_OWNER_EMAIL = ?, TECHNICAL_OWNER = ?, TECHNICAL_OWNER_EMAIL = ?,
              VISIBILITY = ?, VISIBLE_ROLES = ?, AVAILABILITY = ?, TENANTS = ?,
              ENDPOINT_CONFIG = ?, IMPLEMENTATION = ?, ENDPOINT_SECURED = ?, ENDPOINT_USERNAME = ?,
              ENDPOINT_PASSWORD = ?,
              TRANSPORTS = ?, TIERS = ?, IN_SEQUENCE = ?, OUT_SEQUENCE = ?, FAULT_SEQUENCE = ?,
              RESPONSE_CACHING = ?, CACHE_TIMEOUT = ?, DESTINATION_STATS = ?, DEFAULT_VERSION = ?, ENVIRONMENTS = ?
            WHERE API_ID = ?""";

    private final Database database;

    SqlApis(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Api> find(ApiId id) {
        return database
                .inSnapshot(sql -> load(
                        sql,
                        "A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ?",
                        Columns.of(id.provider()),
                        id.name(),
                        id.version()))
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Api> findByContext(String context) {
        return database.inSnapshot(sql -> load(sql, "A.CONTEXT = ?", context)).stream()
                .findFirst();
    }

    @Override
    public Optional<String> scopeOf(String context, String urlPattern, String verb) {
        return database.inTransaction(
                sql -> sql.first("""
                SELECT M.SCOPE_KEY FROM AM_API_URL_MAPPING M JOIN AM_API A ON A.API_ID = M.API_ID
                WHERE A.CONTEXT = ? AND M.URL_PATTERN = ? AND M.HTTP_METHOD = ? AND M.SCOPE_KEY IS NOT NULL""", found -> found.getString("SCOPE_KEY"), context, urlPattern, verb));
    }

    @Override
    public List<Api> all(String tenant) {
        return database
                .inSnapshot(sql -> load(
                        sql, "A.TENANT_ID IN (SELECT T.UM_ID FROM UM_TENANT T WHERE T.UM_DOMAIN_NAME = ?)", tenant))
                .stream()
                .sorted(BY_NAME)
                .toList();
    }

    @Override
    public List<Api> all() {
        return database.inSnapshot(sql -> load(sql, "A.API_ID > ?", 0)).stream()
                .sorted(BY_NAME)
                .toList();
    }

    @Override
    public List<Api> versions(UserName provider, String name) {
        return database
                .inSnapshot(sql -> load(sql, "A.API_PROVIDER = ? AND A.API_NAME = ?", Columns.of(provider), name))
                .stream()
                .sorted(BY_NAME)
                .toList();
    }

    @Override
    public void add(Api api, Transition creation) {
        try {
            database.transact(sql -> {
                oneAtATime(sql);
                requireFreeTemplate(sql, api);
                List<Object> values = new ArrayList<>(List.of(
                        Columns.of(api.id().provider()),
                        api.id().name(),
                        api.id().version(),
                        Columns.tenant(sql, api.id().provider().tenant()),
                        api.status().name()));
                values.addAll(values(api));
                long number = sql.add("API_ID", INSERT, values.toArray());
                addParts(sql, number, api);
                note(sql, number, creation);
            });
        } catch (DatabaseFailure e) {
            throw conflictOr(e, api);
        }
    }

    @Override
    public void update(Api api) {
        try {
            database.transact(sql -> {
                oneAtATime(sql);
                long number = number(sql, api.id());
                requireFreeTemplate(sql, api);
                sql.change(UPDATE, Columns.and(values(api), number));
                sql.change("DELETE FROM AM_API_URL_MAPPING WHERE API_ID = ?", number);
                sql.change("DELETE FROM IDN_OAUTH2_SCOPE WHERE API_ID = ?", number);
                addParts(sql, number, api);
            });
        } catch (DatabaseFailure e) {
            throw conflictOr(e, api);
        }
    }

    @Override
    public void move(ApiId id, Transition transition) {
        database.transact(sql -> {
            long number = number(sql, id);
            sql.change(
                    "UPDATE AM_API SET STATUS = ? WHERE API_ID = ?",
                    transition.to().name(),
                    number);
            note(sql, number, transition);
        });
    }

    @Override
    public List<Transition> history(ApiId id) {
        return database.inTransaction(
                sql -> sql.list("""
                SELECT E.PREVIOUS_STATE, E.NEW_STATE, E.USER_ID, E.EVENT_DATE
                FROM AM_API_LC_EVENT E JOIN AM_API A ON A.API_ID = E.API_ID
                WHERE A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ?
                ORDER BY E.EVENT_ID""", SqlApis::transition, Columns.of(id.provider()), id.name(), id.version()));
    }

    @Override
    public void remove(ApiId id) {
        database.transact(sql -> sql.change(
                "DELETE FROM AM_API WHERE API_PROVIDER = ? AND API_NAME = ? AND API_VERSION = ?",
                Columns.of(id.provider()),
                id.name(),
                id.version()));
    }

    @Override
    public boolean scopeTaken(String tenant, String scopeKey, ApiId except) {
        return database.inTransaction(
                sql -> sql.any("""
                SELECT S.SCOPE_ID
                FROM IDN_OAUTH2_SCOPE S
                JOIN AM_API A ON A.API_ID = S.API_ID
                JOIN UM_TENANT T ON T.UM_ID = S.TENANT_ID
                WHERE T.UM_DOMAIN_NAME = ? AND S.SCOPE_KEY = ?
                  AND NOT (A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ?)""", tenant, scopeKey, Columns.of(except.provider()), except.name(), except.version()));
    }

    /** The APIs for which the condition on AM_API A holds, in the order in which they were added. */
    private static List<Api> load(Sql sql, String condition, Object... values) {
        Map<Long, List<ApiResource>> resources = new HashMap<>();
        Map<Long, List<Scope>> scopes = new HashMap<>();
        List<Long> numbers =
                sql.list("SELECT A.API_ID FROM AM_API A WHERE " + condition, found -> found.getLong("API_ID"), values);
        for (Long number : numbers) {
            resources.put(number, new ArrayList<>());
            scopes.put(number, new ArrayList<>());
        }
        if (numbers.isEmpty()) {
            return List.of();
        }
        sql.list(
                "SELECT R.* FROM AM_API_URL_MAPPING R JOIN AM_API A ON A.API_ID = R.API_ID WHERE " + condition
                        + " ORDER BY R.URL_MAPPING_ID",
                found -> resources
                        .getOrDefault(found.getLong("API_ID"), new ArrayList<>())
                        .add(resource(found)),
                values);
        sql.list(
                "SELECT S.* FROM IDN_OAUTH2_SCOPE S JOIN AM_API A ON A.API_ID = S.API_ID WHERE " + condition
                        + " ORDER BY S.SCOPE_ID",
                found -> scopes.getOrDefault(found.getLong("API_ID"), new ArrayList<>())
                        .add(scope(found)),
                values);
        return sql.list(
                "SELECT A.* FROM AM_API A WHERE " + condition + " ORDER BY A.API_ID",
                found -> api(
                        found,
                        resources.getOrDefault(found.getLong("API_ID"), List.of()),
                        scopes.getOrDefault(found.getLong("API_ID"), List.of())),
                values);
    }

    private static Api api(ResultSet found, List<ApiResource> resources, List<Scope> scopes) throws SQLException {
        return new Api(
                new ApiId(
                        Columns.user(found, "API_PROVIDER"),
                        found.getString("API_NAME"),
                        found.getString("API_VERSION")),
                found.getString("CONTEXT_TEMPLATE"),
                ApiStatus.valueOf(found.getString("STATUS")),
                description(found),
                new Visibility(
                        Visibility.Level.valueOf(found.getString("VISIBILITY")), Columns.set(found, "VISIBLE_ROLES")),
                new Availability(
                        Availability.Level.valueOf(found.getString("AVAILABILITY")), Columns.set(found, "TENANTS")),
                backend(found),
                Columns.set(found, "TRANSPORTS"),
                Columns.list(found, "TIERS"),
                resources,
                scopes,
                mediation(found),
                found.getBoolean("DEFAULT_VERSION"),
                Columns.set(found, "ENVIRONMENTS"),
                Columns.instant(found, "UPDATED_TIME"));
    }

    private static Description description(ResultSet found) throws SQLException {
        return new Description(
                found.getString("DESCRIPTION"),
                Columns.list(found, "TAGS"),
                found.getString("THUMBNAIL"),
                found.getString("WSDL"),
                found.getString("WADL"),
                new Contact(found.getString("BUSINESS_OWNER"), found.getString("BUSINESS_OWNER_EMAIL")),
                new Contact(found.getString("TECHNICAL_OWNER"), found.getString("TECHNICAL_OWNER_EMAIL")));
    }

    private static Backend backend(ResultSet found) throws SQLException {
        return new Backend(
                EndpointColumn.read(found.getString("ENDPOINT_CONFIG")),
                Backend.Implementation.valueOf(found.getString("IMPLEMENTATION")),
                found.getBoolean("ENDPOINT_SECURED"),
                found.getString("ENDPOINT_USERNAME"),
                found.getString("ENDPOINT_PASSWORD"));
    }

    private static Mediation mediation(ResultSet found) throws SQLException {
        return new Mediation(
                found.getString("IN_SEQUENCE"),
                found.getString("OUT_SEQUENCE"),
                found.getString("FAULT_SEQUENCE"),
                found.getBoolean("RESPONSE_CACHING"),
                found.getInt("CACHE_TIMEOUT"),
                found.getBoolean("DESTINATION_STATS"));
    }

    private static ApiResource resource(ResultSet found) throws SQLException {
        return new ApiResource(
                found.getString("URL_PATTERN"),
                found.getString("HTTP_METHOD"),
                AuthType.parse(found.getString("AUTH_SCHEME")),
                found.getString("THROTTLING_TIER"),
                found.getString("SCOPE_KEY"),
                found.getString("MEDIATION_SCRIPT"));
    }

    private static Scope scope(ResultSet found) throws SQLException {
        return new Scope(
                found.getString("SCOPE_KEY"),
                found.getString("NAME"),
                found.getString("DESCRIPTION"),
                Columns.set(found, "ROLES"));
    }

    private static Transition transition(ResultSet found) throws SQLException {
        String from = found.getString("PREVIOUS_STATE");
        return new Transition(
                from == null ? null : ApiStatus.valueOf(from),
                ApiStatus.valueOf(found.getString("NEW_STATE")),
                Columns.user(found, "USER_ID"),
                Columns.instant(found, "EVENT_DATE"));
    }

    /** In the order of the columns that {@link #INSERT} and {@link #UPDATE} have in common. */
    private static List<Object> values(Api api) {
        Description description = api.description();
        Backend backend = api.backend();
        Mediation mediation = api.mediation();
        return List.of(
                api.context(),
                api.contextTemplate(),
                api.lastUpdated(),
                description.text(),
                Columns.of(description.tags()),
                description.thumbnail(),
                description.wsdl(),
                description.wadl(),
                description.business().name(),
                description.business().email(),
                description.technical().name(),
                description.technical().email(),
                api.visibility().level().name(),
                Columns.of(api.visibility().roles()),
                api.availability().level().name(),
                Columns.of(api.availability().tenants()),
                EndpointColumn.write(backend.endpoints()),
                backend.implementation().name(),
                backend.secured(),
                backend.username(),
                backend.password(),
                Columns.of(api.transports()),
                Columns.of(api.tiers()),
                mediation.inSequence(),
                mediation.outSequence(),
                mediation.faultSequence(),
                mediation.responseCaching(),
                mediation.cacheTimeoutSeconds(),
                mediation.destinationStatistics(),
                api.defaultVersion(),
                Columns.of(api.environments()));
    }

    private static void addParts(Sql sql, long number, Api api) {
        for (ApiResource resource : api.resources()) {
            sql.change(
                    """
                    INSERT INTO AM_API_URL_MAPPING (
                      API_ID, URL_PATTERN, HTTP_METHOD, AUTH_SCHEME, THROTTLING_TIER, SCOPE_KEY, MEDIATION_SCRIPT)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""",
                    number,
                    resource.urlPattern(),
                    resource.verb(),
                    resource.auth().stored(),
                    resource.tier(),
                    resource.scope(),
                    resource.mediationScript());
        }
        for (Scope scope : api.scopes()) {
            sql.change(
                    """
                    INSERT INTO IDN_OAUTH2_SCOPE (API_ID, SCOPE_KEY, NAME, DESCRIPTION, ROLES, TENANT_ID)
                    VALUES (?, ?, ?, ?, ?, ?)""",
                    number,
                    scope.key(),
                    scope.name(),
                    scope.description(),
                    Columns.of(scope.roles()),
                    Columns.tenant(sql, api.id().provider().tenant()));
        }
    }

    private static void note(Sql sql, long number, Transition transition) {
        sql.change(
                """
                INSERT INTO AM_API_LC_EVENT (API_ID, PREVIOUS_STATE, NEW_STATE, USER_ID, EVENT_DATE)
                VALUES (?, ?, ?, ?, ?)""",
                number,
                transition.from() == null ? null : transition.from().name(),
                transition.to().name(),
                Columns.of(transition.by()),
                transition.at());
    }

    private static long number(Sql sql, ApiId id) {
        return find(sql, id).orElseThrow(() -> new NotFound("API: " + id));
    }

    static Optional<Long> find(Sql sql, ApiId id) {
        return sql.first(
                "SELECT API_ID FROM AM_API WHERE API_PROVIDER = ? AND API_NAME = ? AND API_VERSION = ?",
                found -> found.getLong("API_ID"),
                Columns.of(id.provider()),
                id.name(),
                id.version());
    }

    /** No constraint can say what {@link #requireFreeTemplate} says, so this row is the latch of all who ask it. */
    private static void oneAtATime(Sql sql) {
        sql.change("UPDATE APIM_SCHEMA SET STEP = STEP");
    }

    /** Versions of one API share their template; two APIs never do. */
    private static void requireFreeTemplate(Sql sql, Api api) {
        boolean taken = sql.any(
                "SELECT API_ID FROM AM_API WHERE CONTEXT_TEMPLATE = ? AND NOT (API_PROVIDER = ? AND API_NAME = ?)",
                api.contextTemplate(),
                Columns.of(api.id().provider()),
                api.id().name());
        if (taken) {
            throw new Conflict("context: " + api.contextTemplate() + " (expected: one that no other API has)");
        }
    }

    private static RuntimeException conflictOr(DatabaseFailure failure, Api api) {
        return failure.isDuplicate()
                ? new Conflict(
                        "API: " + api.id() + " at " + api.context() + " (expected: one that is not there yet)", failure)
                : failure;
    }
}
