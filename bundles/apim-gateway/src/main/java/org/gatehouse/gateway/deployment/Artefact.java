package org.gatehouse.gateway.deployment;

import java.util.List;

/**
 * What was built of a file.
 *
 * @param name unique among its kind
 * @param built a deployed API (which a proxy service is, too), or Synapse's sequence, endpoint or entry
 * @param remarks what the file asks for that is not carried out, each with its line
 */
record Artefact(Kind kind, String name, Object built, List<PluginUse> uses, List<String> remarks) {}
