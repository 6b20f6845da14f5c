package org.gatehouse.gateway.deployment;

import java.nio.file.Path;

/**
 * What was built and is to be deployed.
 *
 * @param file where it will stand
 * @param content the file's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Planned(Path file, Artefact artefact, byte[] content) {}
