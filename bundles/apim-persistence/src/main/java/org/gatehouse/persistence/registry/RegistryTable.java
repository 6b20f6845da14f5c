package org.gatehouse.persistence.registry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.registry.RegistryGuard;
import org.gatehouse.persistence.database.Database;
import org.gatehouse.persistence.database.Rows;
import org.gatehouse.persistence.identity.TenantTable;
import org.jdbi.v3.core.Handle;

/** The resource tree in the table APIM_REGISTRY. Guards are asked before a transaction and told after its commit. */
public final class RegistryTable implements Registry {
    private static final String AT =
            " WHERE PATH = ? AND TENANT_ID IN (SELECT T.UM_ID FROM UM_TENANT T WHERE T.UM_DOMAIN_NAME = ?)";

    private final Database database;
    private final Function<String, List<RegistryGuard>> guards;

    public RegistryTable(Database database, Function<String, List<RegistryGuard>> guardsOfPath) {
        this.database = database;
        this.guards = guardsOfPath;
    }

    @Override
    public Optional<RegistryFile> find(String tenant, String path) {
        return database.inTransaction(sql -> sql.select(
                        "SELECT PATH, MEDIA_TYPE, CONTENT FROM APIM_REGISTRY" + AT, path, tenant)
                .map(found -> new RegistryFile(
                        found.getColumn("PATH", String.class),
                        found.getColumn("MEDIA_TYPE", String.class),
                        found.getColumn("CONTENT", byte[].class)))
                .findFirst());
    }

    @Override
    public List<String> below(String tenant, String folder) {
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        return database
                .inTransaction(sql -> sql.select("""
                        SELECT R.PATH FROM APIM_REGISTRY R JOIN UM_TENANT T ON T.UM_ID = R.TENANT_ID
                        WHERE T.UM_DOMAIN_NAME = ? AND SUBSTR(R.PATH, 1, LENGTH(CAST(? AS VARCHAR(700)))) = ?""", tenant, prefix, prefix)
                        .mapTo(String.class)
                        .list())
                .stream()
                .sorted()
                .toList();
    }

    @Override
    public void put(String tenant, RegistryFile file) {
        List<RegistryGuard> concerned = guards.apply(file.path());
        concerned.forEach(guard -> guard.check(tenant, file));
        database.settle(sql -> {
            int changed = sql.execute(
                    "UPDATE APIM_REGISTRY SET MEDIA_TYPE = ?, STAMP = ?, CONTENT = ?" + AT,
                    file.mediaType(),
                    stamp(),
                    file.content(),
                    file.path(),
                    tenant);
            return changed > 0 || add(sql, tenant, file);
        });
        concerned.forEach(guard -> guard.stored(tenant, file.path()));
    }

    @Override
    public boolean replace(String tenant, RegistryFile seen, RegistryFile file) {
        List<RegistryGuard> concerned = guards.apply(file.path());
        concerned.forEach(guard -> guard.check(tenant, file));
        boolean replaced = database.inTransaction(sql -> stampOf(sql, tenant, seen)
                .filter(stamp -> replace(sql, tenant, file, stamp))
                .isPresent());
        if (replaced) {
            concerned.forEach(guard -> guard.stored(tenant, file.path()));
        }
        return replaced;
    }

    /** The stamp of the resource, if its content is that. */
    private static Optional<String> stampOf(Handle sql, String tenant, RegistryFile file) {
        return sql.select("SELECT STAMP, CONTENT FROM APIM_REGISTRY" + AT, file.path(), tenant)
                .map(found ->
                        Map.entry(found.getColumn("STAMP", String.class), found.getColumn("CONTENT", byte[].class)))
                .findFirst()
                .filter(now -> Arrays.equals(now.getValue(), file.content()))
                .map(Map.Entry::getKey);
    }

    /** Whoever else has replaced it since its stamp was read has left another one there. */
    private static boolean replace(Handle sql, String tenant, RegistryFile file, String stamp) {
        return sql.execute(
                        "UPDATE APIM_REGISTRY SET MEDIA_TYPE = ?, STAMP = ?, CONTENT = ?" + AT + " AND STAMP = ?",
                        file.mediaType(),
                        stamp(),
                        file.content(),
                        file.path(),
                        tenant,
                        stamp)
                > 0;
    }

    @Override
    public void putIfAbsent(String tenant, RegistryFile file) {
        database.settle(sql ->
                Rows.any(sql, "SELECT PATH FROM APIM_REGISTRY" + AT, file.path(), tenant) || add(sql, tenant, file));
    }

    @Override
    public void remove(String tenant, String path) {
        database.transact(sql -> sql.execute("DELETE FROM APIM_REGISTRY" + AT, path, tenant));
        guards.apply(path).forEach(guard -> guard.stored(tenant, path));
    }

    private static boolean add(Handle sql, String tenant, RegistryFile file) {
        sql.execute(
                "INSERT INTO APIM_REGISTRY (TENANT_ID, PATH, MEDIA_TYPE, STAMP, CONTENT) VALUES (?, ?, ?, ?, ?)",
                TenantTable.number(sql, tenant),
                file.path(),
                file.mediaType(),
                stamp(),
                file.content());
        return true;
    }

    private static String stamp() {
        return UUID.randomUUID().toString();
    }

    /** What tells whether the resource at a path is another one: its stamp, for each tenant that has one. */
    Map<String, String> stamps(String path) {
        Map<String, String> stamps = new HashMap<>();
        database.inTransaction(sql -> sql.select("""
                        SELECT T.UM_DOMAIN_NAME, R.STAMP FROM APIM_REGISTRY R JOIN UM_TENANT T ON T.UM_ID = R.TENANT_ID
                        WHERE R.PATH = ?""", path)
                        .map(found -> Map.entry(
                                found.getColumn("UM_DOMAIN_NAME", String.class),
                                found.getColumn("STAMP", String.class)))
                        .list())
                .forEach(stamp -> stamps.put(stamp.getKey(), stamp.getValue()));
        return stamps;
    }
}
