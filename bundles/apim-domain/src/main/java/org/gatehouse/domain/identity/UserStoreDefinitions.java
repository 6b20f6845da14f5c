package org.gatehouse.domain.identity;

import java.util.List;

/** The stores of users that operators have defined. */
public interface UserStoreDefinitions {
    /** Those that are not disabled, by domain, as they are now. */
    List<UserStoreDefinition> all();
}
