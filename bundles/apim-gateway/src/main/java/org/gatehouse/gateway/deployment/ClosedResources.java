package org.gatehouse.gateway.deployment;

import org.apache.synapse.SynapseException;
import org.apache.synapse.config.SynapseConfiguration;
import org.apache.synapse.util.resolver.ResourceMap;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;

/** What stylesheets and schemas may import: the local entries that their mediator names for it. Nothing else is looked for. */
final class ClosedResources extends ResourceMap {
    ClosedResources(@Nullable ResourceMap written) {
        if (written != null) {
            written.getResources().forEach(this::addResource);
        }
    }

    @Override
    public InputSource resolve(SynapseConfiguration configuration, String location) {
        InputSource known = getResources().containsKey(location) ? super.resolve(configuration, location) : null;
        if (known == null) {
            throw new SynapseException(
                    location + " is not read (expected: a resource of the mediator, with a local entry as its key)");
        }
        return known;
    }
}
