package org.gatehouse.persistence.users;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserStore;
import org.gatehouse.domain.identity.UserStoreDefinition;
import org.gatehouse.domain.identity.UserStoreKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jdbc.DataSourceFactory;

/** Databases of users, under the name of the class that API Manager 1.9 has for them, by whatever drivers are installed. */
@Component
public final class UserDatabases implements UserStoreKind {
    private static final int CONNECTIONS = 10;
    private static final int CONNECT_MILLIS = 3_000;

    private final Map<String, DataSourceFactory> drivers = new ConcurrentHashMap<>();

    /** Without drivers yet. */
    @Activate
    public UserDatabases() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(DataSourceFactory driver, Map<String, Object> properties) {
        drivers.put(String.valueOf(properties.get(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS)), driver);
    }

    void remove(DataSourceFactory driver, Map<String, Object> properties) {
        drivers.remove(String.valueOf(properties.get(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS)), driver);
    }

    @Override
    public boolean includes(UserStoreDefinition definition) {
        return definition.kind().endsWith(".JDBCUserStoreManager");
    }

    @Override
    public UserStore open(UserStoreDefinition definition) {
        String name = definition.get("driverName", "");
        DataSourceFactory driver = drivers.get(name);
        if (driver == null) {
            throw new Unavailable("user store " + definition.domain() + ": driverName " + name + " (expected: one of "
                    + new TreeSet<>(drivers.keySet()) + ", or its bundle installed)");
        }
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("users of " + definition.domain());
        pool.setDataSource(source(driver, definition));
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(CONNECT_MILLIS);
        pool.setInitializationFailTimeout(-1);
        return new UserDatabase(definition, new HikariDataSource(pool));
    }

    private static DataSource source(DataSourceFactory driver, UserStoreDefinition definition) {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, definition.get("url", ""));
        String user = definition.get("userName", "");
        if (!user.isEmpty()) {
            properties.setProperty(DataSourceFactory.JDBC_USER, user);
            properties.setProperty(DataSourceFactory.JDBC_PASSWORD, definition.get("password", ""));
        }
        try {
            return driver.createDataSource(properties);
        } catch (SQLException e) {
            throw new Unavailable(
                    "user store " + definition.domain() + ": url cannot be used by driver "
                            + definition.get("driverName", ""),
                    e);
        }
    }
}
