package org.gatehouse.container;

import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Container;

/**
 * Gives {@link PlainErrors} to every context as it comes. Pax Web gives each one an error handler of its own, which goes before
 * the server's and tells of exceptions and servlets.
 */
public final class PlainContexts implements Container.InheritedListener {
    /** For the server, before it has contexts. */
    public PlainContexts() {}

    @Override
    public void beanAdded(Container parent, Object child) {
        if (child instanceof ServletContextHandler context) {
            context.setErrorHandler(new Plain());
        }
    }

    @Override
    public void beanRemoved(Container parent, Object child) {}

    /** Of the kind that Pax Web expects. Nothing here has error pages of its own. */
    private static final class Plain extends ErrorPageErrorHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            PlainErrors.say(response, callback);
            return true;
        }
    }
}
