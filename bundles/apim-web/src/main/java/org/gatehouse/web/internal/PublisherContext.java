package org.gatehouse.web.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.context.ServletContextHelper;

/** Where the publisher lives, with sessions of its own. Serves no files: every path is answered by a servlet. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {
            "osgi.http.whiteboard.context.name=apim-publisher",
            "osgi.http.whiteboard.context.path=/publisher",
        })
public final class PublisherContext extends ServletContextHelper {}
