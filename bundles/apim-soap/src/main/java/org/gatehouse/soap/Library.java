package org.gatehouse.soap;

import java.io.IOException;
import org.apache.axiom.soap.SOAPEnvelope;

/** Axiom, which looks for its parts by the thread's class loader. */
final class Library {
    private Library() {}

    /** Something that works with Axiom. */
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T with(Work<T> work) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SOAPEnvelope.class.getClassLoader());
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
