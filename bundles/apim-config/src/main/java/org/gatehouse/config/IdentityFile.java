package org.gatehouse.config;

import java.util.List;
import java.util.Map;

/** What {@code identity.xml} says of OAuth 2.0: how long codes and tokens last. The rest of the file is left alone. */
final class IdentityFile {
    private static final String LIVES = "apim.keys.lives";
    private static final String AUTHORIZATION = "apim.keys.authorization";

    static final List<Setting> TABLE = List.of(
            new Setting(
                    "OAuth/AuthorizationCodeDefaultValidityPeriod", AUTHORIZATION, "code.seconds", Kind.SECONDS, "300"),
            new Setting("OAuth/OpenIDConnect/SkipUserConsent", AUTHORIZATION, "without.consent", Kind.BOOLEAN, "false"),
            new Setting(
                    "OAuth/AccessTokenDefaultValidityPeriod", LIVES, "validity.application.seconds", Kind.LIFE, "3600"),
            new Setting(
                    "OAuth/ApplicationAccessTokenDefaultValidityPeriod",
                    LIVES,
                    "validity.application.seconds",
                    Kind.LIFE,
                    null),
            new Setting(
                    "OAuth/UserAccessTokenDefaultValidityPeriod", LIVES, "validity.user.seconds", Kind.LIFE, "3600"),
            new Setting("OAuth/RefreshTokenValidityPeriod", LIVES, "validity.refresh.seconds", Kind.SECONDS, "86400"),
            new Setting("OAuth/TimestampSkew", LIVES, "skew.seconds", Kind.SECONDS, "300"));

    private IdentityFile() {}

    /** Reads files of this kind. */
    record Reader(Placeholders placeholders) implements SettingsFile.Reader {
        @Override
        public Map<String, Map<String, Object>> read(byte[] bytes) throws RefusedFile {
            XmlElement root = StrictXml.parse(bytes);
            if (!root.name().equals("Server")) {
                throw new RefusedFile(List.of("line " + root.line() + ": " + root.name() + " (expected: Server)"));
            }
            return properties(root);
        }

        @Override
        public Map<String, Map<String, Object>> defaults() throws RefusedFile {
            return properties(new XmlElement("Server", Map.of(), "", 1, List.of()));
        }

        private Map<String, Map<String, Object>> properties(XmlElement root) throws RefusedFile {
            SettingsTable table = new SettingsTable(root, placeholders);
            TABLE.forEach(table::read);
            return table.properties();
        }
    }
}
