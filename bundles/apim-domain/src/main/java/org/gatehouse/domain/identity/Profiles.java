package org.gatehouse.domain.identity;

import java.util.Map;

/** What is known of the users that are stored: names of attributes, as directories have them, and their values. */
public interface Profiles {
    /** All that is known of the user; empty for one who is unknown. */
    Map<String, String> of(UserName user);

    /** Sets these attributes and leaves the others; an empty value takes one away. Does nothing for an unknown user. */
    void put(UserName user, Map<String, String> attributes);
}
