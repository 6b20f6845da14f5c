package org.gatehouse.domain.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.gatehouse.domain.Invalid;

/**
 * The API of another store which one of the same name and version only advertises, and does not serve.
 *
 * @param store the address of that store, of http or https, without a slash at its end
 * @param owner who provides it there
 */
public record Original(String store, String owner) {
    private static final int LONGEST_ADDRESS = 1024;
    private static final int LONGEST_OWNER = 256;

    /**
     * Takes off what follows the address of the store.
     *
     * @throws Invalid if that is no address to which people can be sent, or nobody is named
     */
    public Original {
        store = address(store.strip());
        owner = owner.strip();
        if (owner.isEmpty() || owner.length() > LONGEST_OWNER) {
            throw new Invalid("API owner: " + owner.length() + " characters (expected: 1 to " + LONGEST_OWNER + ")");
        }
    }

    private static String address(String text) {
        try {
            URI address = new URI(text);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            boolean isOfTheWeb = scheme.equals("https") || scheme.equals("http");
            boolean isPlain = address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
            if (isOfTheWeb && isPlain && address.getHost() != null && text.length() <= LONGEST_ADDRESS) {
                return text.replaceAll("/+$", "");
            }
        } catch (URISyntaxException none) {
            // It is told below.
        }
        throw new Invalid(
                "store: not an address (expected: one of http or https, without user, query and fragment, of up to "
                        + LONGEST_ADDRESS + " characters)");
    }

    /** Where people find the API there, as stores of API Manager 1.9 and later have it. */
    public String page(ApiId id) {
        return store + "/apis/info?name=" + encoded(id.name()) + "&version=" + encoded(id.version()) + "&provider="
                + encoded(owner);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
