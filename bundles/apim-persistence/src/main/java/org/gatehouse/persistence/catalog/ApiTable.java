package org.gatehouse.persistence.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Revision.Cause;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.TagCount;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.persistence.catalog.RevisionRows.Save;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.DatabaseFailure;
import org.gatehouse.persistence.database.Rows;
import org.gatehouse.persistence.database.Words;
import org.gatehouse.persistence.identity.TenantTable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** APIs in the tables AM_API, AM_API_URL_MAPPING, IDN_OAUTH2_SCOPE, AM_API_LC_EVENT and APIM_API_DEFINITION; each save keeps what it leaves ({@link RevisionRows}). */
public final class ApiTable implements Apis {
    private static final Comparator<Api> BY_NAME = Comparator.comparing(Api::id, ApiId.BY_NAME);

    /** Each question has an index of its own. */
    private static final String AROUND = """
            SELECT B.API_ID FROM AM_API B WHERE B.CONTEXT IN (%s)
            UNION SELECT C.API_ID FROM AM_API C WHERE C.UNVERSIONED IN (%s)
            UNION SELECT D.API_ID FROM AM_API D WHERE D.CONTEXT >= ? AND D.CONTEXT < ?""";

    private static final String LIVE = Stream.of(ApiStatus.values())
            .filter(ApiStatus::isOnGateway)
            .map(ApiStatus::name)
            .collect(Collectors.joining("', '"));

    private static final String OF_TENANT =
            "A.TENANT_ID = (SELECT T.UM_ID FROM UM_TENANT T WHERE T.UM_DOMAIN_NAME = ?) ";

    private final Database database;
    private final ApiSearch search;

    /** Of a database, which is asked for whatever is searched. */
    public ApiTable(Database database) {
        this.database = database;
        search = new ApiSearch(database, null);
    }

    /** Of a database, with an index of it. */
    public ApiTable(Database database, FreshIndex index) {
        this.database = database;
        search = new ApiSearch(database, index);
    }

    @Override
    public Optional<Api> find(ApiId id) {
        return database.inSnapshot(sql -> find(sql, id));
    }

    static Optional<Api> find(Handle sql, ApiId id) {
        return load(
                        sql,
                        "A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ?",
                        id.provider(),
                        id.name(),
                        id.version())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Api> findByContext(String context) {
        return database.inSnapshot(sql -> load(sql, "A.CONTEXT = ?", context)).stream()
                .findFirst();
    }

    @Override
    public Optional<Definition> definition(ApiId id) {
        return database.inTransaction(sql -> DefinitionRows.find(sql, id));
    }

    @Override
    public Optional<String> scopeOf(String context, String urlPattern, String verb) {
        return database.inTransaction(sql ->
                sql.select("""
                SELECT M.SCOPE_KEY FROM AM_API_URL_MAPPING M JOIN AM_API A ON A.API_ID = M.API_ID
                WHERE A.CONTEXT = ? AND M.URL_PATTERN = ? AND M.HTTP_METHOD = ? AND M.SCOPE_KEY IS NOT NULL""", context, urlPattern, verb).mapTo(String.class).findFirst());
    }

    @Override
    public Page<ApiSummary> page(ApiQuery query, PageRequest wanted) {
        return search.page(query, wanted);
    }

    @Override
    public List<ApiSummary> list(ApiQuery query) {
        return search.list(query);
    }

    @Override
    public List<TagCount> tags(ApiQuery query, int most) {
        return search.tags(query, most);
    }

    @Override
    public boolean nameTaken(String tenant, String name) {
        return database.inTransaction(sql -> Rows.any(
                sql,
                "SELECT A.API_ID FROM AM_API A WHERE " + OF_TENANT + "AND A.NAME_KEY = ?",
                tenant,
                ApiKeys.name(name)));
    }

    @Override
    public boolean contextTaken(String tenant, String unversioned) {
        return database.inTransaction(sql -> Rows.any(
                sql, "SELECT A.API_ID FROM AM_API A WHERE A.UNVERSIONED = ? AND " + OF_TENANT, unversioned, tenant));
    }

    @Override
    public List<ApiSummary> around(String tenant, Set<String> paths, String above) {
        String marks = Rows.marks(paths.size());
        List<Object> values = new ArrayList<>(paths);
        values.addAll(paths);
        // The character after a slash ends what is below the path.
        values.addAll(List.of(above + "/", above + "0"));
        List<ApiSummary> ofAll = database.inTransaction(sql -> ApiSearch.rows(
                sql,
                sql.select(AROUND.formatted(marks, marks), values.toArray())
                        .mapTo(Long.class)
                        .list()));
        // Asked for one tenant's alone, Derby would look at each of these.
        return ofAll.stream()
                .filter(found -> found.id().provider().tenant().equals(tenant))
                .toList();
    }

    @Override
    public List<ApiId> offering(String tenant, String tier) {
        return database.inTransaction(sql -> sql.select(
                        "SELECT A.API_PROVIDER, A.API_NAME, A.API_VERSION FROM AM_API A WHERE " + OF_TENANT
                                + "AND ',' || A.TIERS || ',' LIKE ? ESCAPE '!' ORDER BY A.ORDER_KEY",
                        tenant,
                        "%," + tier.replaceAll("([!%_])", "!$1") + ",%")
                .map(ApiRows::id)
                .list());
    }

    @Override
    public Map<ApiId, List<ApiResource>> limitedBy(String tenant, String tier) {
        Map<ApiId, List<ApiResource>> limited = new LinkedHashMap<>();
        database.inTransaction(
                        sql -> sql.select("""
                        SELECT A.API_PROVIDER, A.API_NAME, A.API_VERSION, R.*
                        FROM AM_API_URL_MAPPING R JOIN AM_API A ON A.API_ID = R.API_ID
                        WHERE R.THROTTLING_TIER = ? AND\s""" + OF_TENANT + "ORDER BY A.ORDER_KEY, R.URL_MAPPING_ID", tier, tenant)
                                .map(found -> Map.entry(ApiRows.id(found), ApiRows.resource(found)))
                                .list())
                .forEach(each -> limited.computeIfAbsent(each.getKey(), api -> new ArrayList<>())
                        .add(each.getValue()));
        return limited;
    }

    @Override
    public List<Api> all() {
        return database.inSnapshot(ApiTable::all).stream().sorted(BY_NAME).toList();
    }

    @Override
    public List<Api> versions(UserName provider, String name) {
        return database.inSnapshot(sql -> load(sql, "A.API_PROVIDER = ? AND A.API_NAME = ?", provider, name)).stream()
                .sorted(BY_NAME)
                .toList();
    }

    @Override
    public void add(Api api, Transition creation, @Nullable Definition definition) {
        Save save = new Save(Cause.CREATED, null, PackedDefinition.ofNullable(definition));
        try {
            database.transact(sql -> {
                ApiChanges.takeTurn(sql);
                requireFreeTemplate(sql, api);
                Map<String, @Nullable Object> columns = ApiRows.columns(api);
                columns.put("API_PROVIDER", api.id().provider());
                columns.put("API_NAME", api.id().name());
                columns.put("API_VERSION", api.id().version());
                columns.put(
                        "TENANT_ID", TenantTable.number(sql, api.id().provider().tenant()));
                columns.put("STATUS", api.status());
                long number = Rows.add(sql, "AM_API", "API_ID", columns);
                addParts(sql, number, api);
                if (api.defaultVersion()) {
                    takeDefault(sql, number, api.id(), api.status());
                }
                note(sql, number, creation);
                DefinitionRows.put(sql, number, definition);
                RevisionRows.begin(sql, number, api.withRevision(1), save);
                ApiChanges.note(sql, number);
            });
        } catch (DatabaseFailure e) {
            throw conflictOr(e, api);
        }
    }

    @Override
    public void update(Api api, @Nullable Definition definition) {
        update(api, new Save(Cause.SAVED, null, PackedDefinition.ofNullable(definition)));
    }

    @Override
    public void goBack(Api api, @Nullable Definition definition, long revision) {
        update(api, new Save(Cause.WENT_BACK, revision, PackedDefinition.ofNullable(definition)));
    }

    private void update(Api api, Save save) {
        try {
            database.transact(sql -> {
                ApiChanges.takeTurn(sql);
                long number = number(sql, api.id());
                Api before = load(sql, "A.API_ID = ?", number).get(0);
                change(sql, api.id(), new Rows.Row("API_ID", number, api.revision()), ApiRows.columns(api));
                requireFreeTemplate(sql, api);
                RevisionRows.Kept kept = RevisionRows.until(sql, number, before);
                sql.execute("DELETE FROM AM_API_URL_MAPPING WHERE API_ID = ?", number);
                sql.execute("DELETE FROM IDN_OAUTH2_SCOPE WHERE API_ID = ?", number);
                sql.execute("DELETE FROM APIM_API_TAG WHERE API_ID = ?", number);
                addParts(sql, number, api);
                if (api.defaultVersion() && !before.defaultVersion()) {
                    takeDefault(sql, number, api.id(), before.status());
                }
                if (save.endsDefinition()) {
                    DefinitionRows.remove(sql, number);
                }
                DefinitionRows.put(sql, number, save.written());
                RevisionRows.follow(sql, number, kept, api.withRevision(api.revision() + 1), save);
                ApiChanges.note(sql, number);
            });
        } catch (DatabaseFailure e) {
            throw conflictOr(e, api);
        }
    }

    @Override
    public void move(ApiId id, long revision, Transition transition) {
        database.transact(sql -> {
            ApiChanges.takeTurn(sql);
            long number = number(sql, id);
            Standing before = standing(sql, number);
            change(sql, id, new Rows.Row("API_ID", number, revision), Map.of("STATUS", transition.to()));
            if (before.isDefault()
                    && !before.status().isOnGateway()
                    && transition.to().isOnGateway()) {
                takeDefault(sql, number, id, transition.to());
            }
            note(sql, number, transition);
            ApiChanges.note(sql, number);
        });
    }

    /** Of an API one version that gateways have is the default, and one that they don't have is to become it. */
    private static void takeDefault(Handle sql, long number, ApiId id, ApiStatus status) {
        sql.execute(
                "UPDATE AM_API SET DEFAULT_VERSION = ?, REVISION = REVISION + 1"
                        + " WHERE API_PROVIDER = ? AND API_NAME = ? AND API_ID <> ? AND DEFAULT_VERSION = ? AND STATUS "
                        + (status.isOnGateway() ? "IN ('" : "NOT IN ('") + LIVE + "')",
                false,
                id.provider(),
                id.name(),
                number,
                true);
    }

    private static Standing standing(Handle sql, long number) {
        return sql.select("SELECT STATUS, DEFAULT_VERSION FROM AM_API WHERE API_ID = ?", number)
                .map(found -> new Standing(
                        found.getColumn("STATUS", ApiStatus.class), found.getColumn("DEFAULT_VERSION", Boolean.class)))
                .one();
    }

    /** Where an API stands among its versions. */
    private record Standing(ApiStatus status, boolean isDefault) {}

    private static void change(Handle sql, ApiId id, Rows.Row read, Map<String, ? extends @Nullable Object> columns) {
        if (!Rows.changeFrom(sql, "AM_API", columns, read)) {
            long stored = sql.select("SELECT REVISION FROM AM_API WHERE API_ID = ?", read.number())
                    .mapTo(Long.class)
                    .one();
            throw new Changed(
                    "API " + id + " is at revision " + stored + " (expected: " + read.revision()
                            + "; somebody has changed it meanwhile)",
                    stored);
        }
    }

    @Override
    public List<Transition> history(ApiId id) {
        return database.inTransaction(sql -> sql.select("""
                SELECT E.PREVIOUS_STATE, E.NEW_STATE, E.USER_ID, E.EVENT_DATE
                FROM AM_API_LC_EVENT E JOIN AM_API A ON A.API_ID = E.API_ID
                WHERE A.API_PROVIDER = ? AND A.API_NAME = ? AND A.API_VERSION = ?
                ORDER BY E.EVENT_ID""", id.provider(), id.name(), id.version())
                .map(ApiRows::transition)
                .list());
    }

    @Override
    public void remove(ApiId id) {
        database.transact(sql -> numberIfAny(sql, id).ifPresent(number -> {
            ApiChanges.takeTurn(sql);
            sql.execute("DELETE FROM AM_API WHERE API_ID = ?", number);
            ApiChanges.note(sql, number);
        }));
    }

    @Override
    public boolean scopeTaken(String tenant, String scopeKey, ApiId except) {
        return database.inTransaction(sql -> Rows.any(sql, """
                SELECT S.SCOPE_ID
                FROM IDN_OAUTH2_SCOPE S
                JOIN AM_API A ON A.API_ID = S.API_ID
                JOIN UM_TENANT T ON T.UM_ID = S.TENANT_ID
                WHERE T.UM_DOMAIN_NAME = ? AND S.SCOPE_KEY = ?
                  AND NOT (A.API_PROVIDER = ? AND A.API_NAME = ?)""", tenant, scopeKey, except.provider(), except.name()));
    }

    /** All of them, in the order in which they were added. */
    static List<Api> all(Handle sql) {
        return load(sql, "A.API_ID > ?", 0);
    }

    /** The APIs for which the condition on AM_API A holds, in the order in which they were added. */
    private static List<Api> load(Handle sql, String condition, Object... values) {
        Map<Long, Api> apis = new LinkedHashMap<>();
        Map<Long, List<ApiResource>> resources = new HashMap<>();
        Map<Long, List<Scope>> scopes = new HashMap<>();
        sql.select("SELECT A.* FROM AM_API A WHERE " + condition + " ORDER BY A.API_ID", values)
                .map(found -> apis.put(number(found), ApiRows.api(found)))
                .list();
        if (apis.isEmpty()) {
            return List.of();
        }
        sql.select(
                        "SELECT R.* FROM AM_API_URL_MAPPING R JOIN AM_API A ON A.API_ID = R.API_ID WHERE " + condition
                                + " ORDER BY R.URL_MAPPING_ID",
                        values)
                .map(found -> resources
                        .computeIfAbsent(number(found), number -> new ArrayList<>())
                        .add(ApiRows.resource(found)))
                .list();
        sql.select(
                        "SELECT S.* FROM IDN_OAUTH2_SCOPE S JOIN AM_API A ON A.API_ID = S.API_ID WHERE " + condition
                                + " ORDER BY S.SCOPE_ID",
                        values)
                .map(found -> scopes.computeIfAbsent(number(found), number -> new ArrayList<>())
                        .add(ApiRows.scope(found)))
                .list();
        return apis.entrySet().stream()
                .map(each -> each.getValue()
                        .withResources(resources.getOrDefault(each.getKey(), List.of()))
                        .withScopes(scopes.getOrDefault(each.getKey(), List.of())))
                .toList();
    }

    private static long number(RowView found) {
        return found.getColumn("API_ID", Long.class);
    }

    private static void addParts(Handle sql, long number, Api api) {
        PreparedBatch resources = sql.prepareBatch("""
                INSERT INTO AM_API_URL_MAPPING (
                  API_ID, URL_PATTERN, HTTP_METHOD, AUTH_SCHEME, THROTTLING_TIER, SCOPE_KEY, MEDIATION_SCRIPT)
                VALUES (?, ?, ?, ?, ?, ?, ?)""");
        for (ApiResource resource : api.resources()) {
            resources.add(
                    number,
                    resource.urlPattern(),
                    resource.verb(),
                    resource.auth().stored(),
                    resource.tier(),
                    resource.scope(),
                    resource.mediationScript());
        }
        PreparedBatch scopes = sql.prepareBatch("""
                INSERT INTO IDN_OAUTH2_SCOPE (API_ID, SCOPE_KEY, NAME, DESCRIPTION, ROLES, TENANT_ID)
                VALUES (?, ?, ?, ?, ?, (SELECT T.TENANT_ID FROM AM_API T WHERE T.API_ID = ?))""");
        for (Scope scope : api.scopes()) {
            scopes.add(number, scope.key(), scope.name(), scope.description(), Words.of(scope.roles()), number);
        }
        // A token is good for every version that has its scope: who may have it is the same in all of them.
        PreparedBatch everywhere = sql.prepareBatch("""
                UPDATE IDN_OAUTH2_SCOPE SET NAME = ?, DESCRIPTION = ?, ROLES = ? WHERE SCOPE_KEY = ? AND API_ID IN (
                  SELECT A.API_ID FROM AM_API A WHERE A.API_PROVIDER = ? AND A.API_NAME = ?)""");
        for (Scope scope : api.scopes()) {
            everywhere.add(
                    scope.name(),
                    scope.description(),
                    Words.of(scope.roles()),
                    scope.key(),
                    api.id().provider(),
                    api.id().name());
        }
        for (PreparedBatch rows : List.of(resources, scopes, everywhere)) {
            if (rows.size() > 0) {
                rows.execute();
            }
        }
        ApiKeys.addTags(sql, number, api.description().tags());
    }

    private static void note(Handle sql, long number, Transition transition) {
        sql.execute(
                """
                INSERT INTO AM_API_LC_EVENT (API_ID, PREVIOUS_STATE, NEW_STATE, USER_ID, EVENT_DATE)
                VALUES (?, ?, ?, ?, ?)""",
                number,
                transition.from() == null ? null : transition.from().name(),
                transition.to().name(),
                transition.by(),
                transition.at());
    }

    /**
     * The number of an API.
     *
     * @throws NotFound if there is no such API
     */
    public static long number(Handle sql, ApiId id) {
        return numberIfAny(sql, id).orElseThrow(() -> new NotFound("API: " + id));
    }

    static Optional<Long> numberIfAny(Handle sql, ApiId id) {
        return sql.select(
                        "SELECT API_ID FROM AM_API WHERE API_PROVIDER = ? AND API_NAME = ? AND API_VERSION = ?",
                        id.provider(),
                        id.name(),
                        id.version())
                .mapTo(Long.class)
                .findFirst();
    }

    /**
     * Versions of one API share their template; two APIs never do. No constraint can say so: who asks has
     * {@linkplain ApiChanges#takeTurn the turn}.
     */
    private static void requireFreeTemplate(Handle sql, Api api) {
        boolean taken = Rows.any(
                sql,
                "SELECT API_ID FROM AM_API WHERE CONTEXT_TEMPLATE = ? AND NOT (API_PROVIDER = ? AND API_NAME = ?)",
                api.contextTemplate(),
                api.id().provider(),
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
