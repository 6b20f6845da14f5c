package org.gatehouse.gateway.deployment;

import java.util.function.BooleanSupplier;

/**
 * Where an artefact names a class of another bundle.
 *
 * @param present whether a bundle provides it now
 */
record PluginUse(String className, int line, BooleanSupplier present) {}
