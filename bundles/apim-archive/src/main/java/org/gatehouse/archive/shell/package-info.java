/** The commands that write APIs into files and make them of files. In no other bundle: Karaf offers all commands of one together. */
@NullMarked
package org.gatehouse.archive.shell;

import org.jspecify.annotations.NullMarked;
