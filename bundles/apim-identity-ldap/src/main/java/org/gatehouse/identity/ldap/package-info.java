/** Users of LDAP directories, Active Directory among them. Asked by the authenticator for names that the database lacks. */
@NullMarked
package org.gatehouse.identity.ldap;

import org.jspecify.annotations.NullMarked;
