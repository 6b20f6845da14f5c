package org.gatehouse.jaxrs;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.gatehouse.front.BehindFront;
import org.gatehouse.front.WholeRequest;
import org.jspecify.annotations.Nullable;

/** A door whose addresses are resources of JAX-RS (Jakarta RESTful Web Services 4.0), on a bus of CXF that goes with it. */
public abstract class JaxRsServlet extends CXFNonSpringServlet implements BehindFront {
    private transient @Nullable Server server;

    /** For a door. */
    protected JaxRsServlet() {}

    /** What is at its addresses; asked once, when the servlet begins. */
    protected abstract List<Object> resources();

    /** What reads and writes bodies, and answers for failures; asked once, when the servlet begins. */
    protected abstract List<Object> providers();

    /**
     * Looks at the request before CXF does.
     *
     * @return its body, all of it; null if the request is answered
     */
    protected abstract byte @Nullable [] admitted(HttpServletRequest request, HttpServletResponse response)
            throws IOException;

    @Override
    public final void init(ServletConfig config) throws ServletException {
        super.init(new Unlisted(config));
    }

    @Override
    protected final void loadBus(ServletConfig config) {
        server = JaxRs.with(this::started);
    }

    private Server started() {
        Bus defaultBefore = BusFactory.getThreadDefaultBus(false);
        try {
            Bus bus = new CXFBusFactory().createBus();
            setBus(bus);
            JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
            factory.setBus(bus);
            factory.setAddress("/");
            factory.setServiceBeans(resources());
            factory.setProviders(providers());
            return factory.create();
        } finally {
            BusFactory.setThreadDefaultBus(defaultBefore);
        }
    }

    @Override
    public final void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        HttpServletRequest http = (HttpServletRequest) request;
        byte[] body = admitted(http, (HttpServletResponse) response);
        if (body != null) {
            super.service(new WholeRequest(http, body), response);
        }
    }

    @Override
    public final void destroy() {
        Server running = server;
        if (running != null) {
            running.destroy();
        }
        Bus bus = getBus();
        if (bus != null) {
            bus.shutdown(true);
        }
        super.destroy();
    }
}
