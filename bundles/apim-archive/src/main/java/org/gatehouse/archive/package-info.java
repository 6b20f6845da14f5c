/** APIs as files of YAML and others, over the publisher's verbs. */
@NullMarked
package org.gatehouse.archive;

import org.jspecify.annotations.NullMarked;
