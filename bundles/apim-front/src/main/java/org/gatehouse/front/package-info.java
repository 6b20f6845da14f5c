/**
 * What stands in front of every servlet of every bundle: who may come in and how, what a session and its cookie are, how much
 * of a body is taken in, and what an error shows. The doors ask it; a door that it does not stand in front of answers nothing.
 */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.front;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
