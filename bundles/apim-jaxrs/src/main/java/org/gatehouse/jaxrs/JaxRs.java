package org.gatehouse.jaxrs;

import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.function.Supplier;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;

/** The JAX-RS API, which would look for its implementation through whatever loader the calling thread has. */
public final class JaxRs {
    private JaxRs() {}

    /** Works with CXF, which finds its own parts through the context class loader. */
    public static <T> T with(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(CXFBusFactory.class.getClassLoader());
        try {
            RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
