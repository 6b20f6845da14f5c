/** A handler as anyone may write one: a bundle of its own, private package, found by the class name its service tells. */
@NullMarked
package org.gatehouse.example;

import org.jspecify.annotations.NullMarked;
