/** What is looked after of the file that says which steps of consumers wait. */
@NullMarked
package org.gatehouse.store.workflow;

import org.jspecify.annotations.NullMarked;
