package org.gatehouse.domain.subscription;

import java.util.Locale;
import org.gatehouse.domain.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * Which subscriptions to an API are wanted.
 *
 * @param text what is somewhere in the name of the application, or of the user whose it is, in any case; empty for anything
 * @param status their status; null for any
 */
public record SubscriberQuery(String text, @Nullable SubscriptionStatus status) {
    private static final int MOST_OF_TEXT = 200;

    /** All of them. */
    public static final SubscriberQuery ALL = new SubscriberQuery("", null);

    /** Refuses a text of more than {@value #MOST_OF_TEXT} characters. */
    public SubscriberQuery {
        if (text.length() > MOST_OF_TEXT) {
            throw new Invalid("search: " + text.length() + " characters (expected: at most " + MOST_OF_TEXT + ")");
        }
    }

    /** Whether it finds this one. */
    public boolean finds(SubscribedApplication subscribed) {
        Application application = subscribed.application();
        return (status == null || status == subscribed.subscription().status())
                && (lower(application.name()).contains(lowerText())
                        || lower(application.subscriber().toString()).contains(lowerText()));
    }

    /** The text as it is looked for. */
    public String lowerText() {
        return lower(text);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
