/** JSON and YAML as one kind of tree, within bounds that no text gets beyond. */
@NullMarked
package org.gatehouse.definitions.tree;

import org.jspecify.annotations.NullMarked;
