package org.gatehouse.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@code api-manager.xml} says, as one set of properties for each PID. Elements that are not in the table are left
 * alone: the file of an existing installation has many more.
 */
final class ApiManagerFile {
    private static final String SERVER = "apim.keys.thrift.server";
    private static final String CLIENT = "apim.keys.thrift.client";
    private static final String OIDC = "apim.keys.oidc";
    private static final String OWN_KEY_MANAGER = "org.wso2.carbon.apimgt.keymgt.AMDefaultKeyManagerImpl";
    private static final String SOAP_CLIENT = "apim.keys.soap.client";
    private static final String GATEWAY_KEYS = "apim.gateway.keys";
    private static final String SECURITY = "apim.gateway.security";
    private static final String CORS = "apim.gateway.cors";
    private static final String DEPLOYER = "apim.gateway.deployer";
    private static final String ONLY = "Production and Sandbox";
    /** What {@link InstallationGateways} is told. */
    static final String ADDRESSES = "apim.gateways";

    private static final String REMOTE = "apim.gateway.remote";
    private static final String ASSERTION = "apim.keys.assertion";
    private static final String STORE = "apim.store";
    private static final String FRONT = "apim.front";
    private static final String FRONT_CORS = "apim.front.cors";
    private static final String CORS_HEADERS = "authorization,Access-Control-Allow-Origin,Content-Type";
    /** Scopes that any token may have, whatever the file adds. */
    private static final String ALWAYS_ALLOWED = "^device_.* openid";

    private static final String SERVICES =
            "https://${carbon.local.ip}:${mgt.transport.https.port}${carbon.context}/services/";

    private static final String PORTALS = "https://${carbon.local.ip}:${mgt.transport.https.port}/";

    static final List<Setting> TABLE = List.of(
            new Setting("APIKeyValidator/EnableThriftServer", SERVER, "enabled", Kind.BOOLEAN, "true"),
            new Setting("APIKeyValidator/ThriftServerPort", SERVER, "port", Kind.PORT, "10397"),
            new Setting("APIKeyValidator/ThriftServerHost", SERVER, "host", Kind.HOST, "127.0.0.1"),
            new Setting(
                    "APIKeyValidator/ThriftClientConnectionTimeOut", SERVER, "timeout.ms", Kind.MILLISECONDS, "10000"),
            new Setting(
                    "APIKeyValidator/ThriftClientConnectionTimeOut", CLIENT, "timeout.ms", Kind.MILLISECONDS, "10000"),
            new Setting("APIKeyValidator/ThriftClientPort", CLIENT, "port", Kind.PORT, "10397"),
            new Setting("APIKeyValidator/ServerURL", CLIENT, "server.url", Kind.URL, SERVICES),
            new Setting("APIKeyValidator/ServerURL", SOAP_CLIENT, "server.url", Kind.URL, SERVICES),
            new Setting("APIKeyValidator/Username", SOAP_CLIENT, "username", Kind.TEXT, "${admin.username}"),
            new Setting("APIKeyValidator/Password", SOAP_CLIENT, "password", Kind.SECRET, "${admin.password}"),
            new Setting(
                    "APIKeyValidator/ThriftClientConnectionTimeOut",
                    SOAP_CLIENT,
                    "timeout.ms",
                    Kind.MILLISECONDS,
                    "10000"),
            new Setting("APIKeyValidator/ServerURL", "apim.keys.oauth2", "server.url", Kind.URL, SERVICES),
            new Setting("APIKeyValidator/Username", CLIENT, "username", Kind.TEXT, "${admin.username}"),
            new Setting("APIKeyValidator/Password", CLIENT, "password", Kind.SECRET, "${admin.password}"),
            new Setting(
                    "APIKeyValidator/KeyValidatorClientType", GATEWAY_KEYS, "client.type", Kind.CLIENT, "ThriftClient"),
            new Setting("APIGateway/EnableGatewayKeyCache", GATEWAY_KEYS, "key.cache", Kind.BOOLEAN, "true"),
            new Setting("APIGateway/EnableGatewayResourceCache", GATEWAY_KEYS, "resource.cache", Kind.BOOLEAN, "true"),
            new Setting("APIGateway/ClientDomainHeader", SECURITY, "client.domain.header", Kind.HEADER, "referer"),
            new Setting(
                    "APIConsumerAuthentication/RemoveOAuthHeadersFromOutMessage",
                    SECURITY,
                    "remove.authorization",
                    Kind.BOOLEAN,
                    "true"),
            new Setting("CORSConfiguration/Enabled", CORS, "enabled", Kind.BOOLEAN, "true"),
            new Setting("CORSConfiguration/Access-Control-Allow-Origin", CORS, "allow.origin", Kind.TEXT, "*"),
            new Setting(
                    "CORSConfiguration/Access-Control-Allow-Methods",
                    CORS,
                    "allow.methods",
                    Kind.TEXT,
                    "GET,PUT,POST,DELETE,OPTIONS"),
            new Setting(
                    "CORSConfiguration/Access-Control-Allow-Headers", CORS, "allow.headers", Kind.TEXT, CORS_HEADERS),
            new Setting("CORSConfiguration/Enabled", FRONT_CORS, "enabled", Kind.BOOLEAN, "true"),
            new Setting("CORSConfiguration/Access-Control-Allow-Origin", FRONT_CORS, "allow.origin", Kind.TEXT, "*"),
            new Setting(
                    "CORSConfiguration/Access-Control-Allow-Headers",
                    FRONT_CORS,
                    "allow.headers",
                    Kind.TEXT,
                    CORS_HEADERS),
            new Setting("APIConsumerAuthentication/EnableTokenGeneration", DEPLOYER, "jwt", Kind.BOOLEAN, "false"),
            new Setting("APIConsumerAuthentication/EnableTokenGeneration", ASSERTION, "enabled", Kind.BOOLEAN, "false"),
            new Setting(
                    "APIConsumerAuthentication/ConsumerDialectURI",
                    ASSERTION,
                    "dialect",
                    Kind.TEXT,
                    "http://wso2.org/claims"),
            new Setting(
                    "APIConsumerAuthentication/SignatureAlgorithm",
                    ASSERTION,
                    "algorithm",
                    Kind.SIGNATURE,
                    "SHA256withRSA"),
            new Setting("APIKeyValidator/SecurityContextTTL", ASSERTION, "ttl.minutes", Kind.MINUTES, "15"),
            new Setting(
                    "APIKeyValidator/RemoveUserNameFromJWTForApplicationToken",
                    ASSERTION,
                    "without.application.user",
                    Kind.BOOLEAN,
                    "false"),
            new Setting(
                    "APIConsumerAuthentication/ClaimsRetrieverImplClass",
                    ASSERTION,
                    "claims.retriever",
                    Kind.TEXT,
                    null),
            new Setting(
                    "APIConsumerAuthentication/SecurityContextHeader",
                    "apim.gateway.assertion",
                    "header",
                    Kind.HEADER,
                    "X-JWT-Assertion"),
            new Setting("ExtensionHandlerPosition", DEPLOYER, "extension.position", Kind.POSITION, "bottom"),
            new Setting(
                    "APIKeyValidator/ApplicationTokenScope",
                    "apim.keys",
                    "application.token.scope",
                    Kind.TEXT,
                    "am_application_scope"),
            new Setting(
                    "APIKeyValidator/ScopeWhitelist/Scope", "apim.keys", "scope.whitelist", Kind.LIST, ALWAYS_ALLOWED),
            new Setting(
                    "APIKeyManager/KeyManagerClientImpl",
                    "apim.keys.server",
                    "name",
                    Kind.KEY_MANAGER,
                    OWN_KEY_MANAGER),
            new Setting("APIKeyManager/Configuration/ServerURL", OIDC, "server.url", Kind.URL, null),
            new Setting("APIKeyManager/Configuration/Username", OIDC, "username", Kind.TEXT, null),
            new Setting("APIKeyManager/Configuration/Password", OIDC, "password", Kind.SECRET, null),
            new Setting(
                    "APIKeyManager/Configuration/RegistrationScope",
                    OIDC,
                    "registration.scope",
                    Kind.TEXT,
                    "client.create"),
            new Setting(
                    "APIKeyManager/Configuration/TokenValidation",
                    OIDC,
                    "validation",
                    Kind.VALIDATION,
                    "introspection"),
            new Setting(
                    "APIKeyValidator/EncryptPersistedTokens",
                    "apim.persistence",
                    "encrypt.tokens",
                    Kind.BOOLEAN,
                    "true"),
            new Setting(
                    "TierManagement/AnswerTooManyRequests",
                    "apim.gateway.throttle",
                    "too.many.requests",
                    Kind.BOOLEAN,
                    "false"),
            new Setting("TierManagement/EnableUnlimitedTier", "apim.tiers", "unlimited", Kind.BOOLEAN, "true"),
            new Setting("APIKeyValidator/ServerURL", FRONT, "server.url", Kind.URL, SERVICES),
            new Setting("APIStore/URL", FRONT, "store.url", Kind.URL, PORTALS + "store"),
            new Setting("APIPublisher/URL", FRONT, "publisher.url", Kind.URL, PORTALS + "publisher"),
            new Setting("StrictTransportSecurity/MaxAge", FRONT, "hsts.seconds", Kind.SECONDS, "2592000"),
            new Setting("APIStore/DisplayURL", STORE, "display.url", Kind.BOOLEAN, "false"),
            new Setting("APIStore/URL", STORE, "store.url", Kind.URL, null),
            new Setting("APIStore/DisplayMultipleVersions", STORE, "display.multiple.versions", Kind.BOOLEAN, "false"),
            new Setting("APIStore/DisplayAllAPIs", STORE, "display.all.apis", Kind.BOOLEAN, "false"),
            new Setting("APIPublisher/DisplayURL", "apim.publisher", "display.url", Kind.BOOLEAN, "false"),
            new Setting("APIPublisher/URL", "apim.publisher", "publisher.url", Kind.URL, null));

    private static final Set<String> ENVIRONMENT_TYPES = Set.of("hybrid", "production", "sandbox");

    private final XmlElement root;
    private final Placeholders placeholders;
    private final SettingsTable table;

    private ApiManagerFile(XmlElement root, Placeholders placeholders) {
        this.root = root;
        this.placeholders = placeholders;
        this.table = new SettingsTable(root, placeholders);
    }

    /** Reads files of this kind. */
    record Reader(Placeholders placeholders) implements SettingsFile.Reader {
        @Override
        public Map<String, Map<String, Object>> read(byte[] bytes) throws RefusedFile {
            XmlElement root = StrictXml.parse(bytes);
            if (!root.name().equals("APIManager")) {
                throw new RefusedFile(List.of("line " + root.line() + ": " + root.name() + " (expected: APIManager)"));
            }
            return new ApiManagerFile(root, placeholders).properties();
        }

        @Override
        public Map<String, Map<String, Object>> defaults() throws RefusedFile {
            return new ApiManagerFile(new XmlElement("APIManager", Map.of(), "", 1, List.of()), placeholders)
                    .properties();
        }
    }

    private Map<String, Map<String, Object>> properties() throws RefusedFile {
        TABLE.forEach(table::read);
        readEnvironments();
        return table.properties();
    }

    private void readEnvironments() {
        List<String> here = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<XmlElement> elements = root.all("APIGateway/Environments/Environment");
        for (XmlElement element : elements) {
            String name = child(element, "Name");
            String type = element.attributes().getOrDefault("type", "hybrid").toLowerCase(Locale.ROOT);
            String endpoint = child(element, "GatewayEndpoint");
            String server = element.all("ServerURL").isEmpty() ? resolved(SERVICES) : child(element, "ServerURL");
            if (name.isEmpty() || name.contains("|") || !names.add(name)) {
                environmentProblem(element, "/Name: " + name + " (expected: a name of its own, without '|')");
            } else if (!ENVIRONMENT_TYPES.contains(type)) {
                environmentProblem(element, "/@type: " + type + " (expected: hybrid, production or sandbox)");
            } else if (endpoint.isEmpty() || !allAddresses(endpoint)) {
                environmentProblem(
                        element,
                        "/GatewayEndpoint: " + endpoint + " (expected: http or https addresses, comma between)");
            } else if (Kind.URL.read(server) == null) {
                environmentProblem(element, "/ServerURL: " + server + " (expected: " + Kind.URL.expected() + ")");
            } else {
                addresses.add(name + "|" + endpoint);
                if (isHere(server)) {
                    here.add(name + "|" + type + "|" + endpoint);
                } else {
                    elsewhere.add(String.join(
                            "|", name, type, server, child(element, "Username"), child(element, "Password")));
                }
            }
        }
        if (elements.isEmpty()) {
            String endpoint =
                    resolved("http://${carbon.local.ip}:${http.nio.port},https://${carbon.local.ip}:${https.nio.port}");
            here.add(ONLY + "|hybrid|" + endpoint);
            addresses.add(ONLY + "|" + endpoint);
        }
        table.properties(DEPLOYER).put("environments", here.toArray(String[]::new));
        table.properties(ADDRESSES).put("gateways", addresses.toArray(String[]::new));
        table.properties(REMOTE).put("environments", elsewhere.toArray(String[]::new));
    }

    /** Whether the services at this address are those of this very server. */
    private boolean isHere(String address) {
        URI uri = URI.create(address);
        Set<String> own = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]", resolved("${carbon.local.ip}")));
        return own.contains(uri.getHost())
                && resolved("${mgt.transport.https.port}").equals("" + uri.getPort());
    }

    private static boolean allAddresses(String endpoint) {
        for (String address : endpoint.split(",", -1)) {
            if (Kind.URL.read(address.strip()) == null) {
                return false;
            }
        }
        return true;
    }

    private String child(XmlElement element, String name) {
        List<XmlElement> found = element.all(name);
        return found.isEmpty() ? "" : resolved(found.get(0).text());
    }

    private String resolved(String text) {
        try {
            return placeholders.replacedIn(text);
        } catch (IllegalArgumentException e) {
            // Stays as it is and is refused as an address.
            return text;
        }
    }

    private void environmentProblem(XmlElement element, String text) {
        table.problem(element.line(), "APIGateway/Environments/Environment" + text);
    }
}
