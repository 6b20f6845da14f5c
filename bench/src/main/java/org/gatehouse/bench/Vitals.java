package org.gatehouse.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into the gateway's virtual machine from outside. */
final class Vitals implements AutoCloseable {
    private final long pid;
    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final MemoryMXBean memory;
    private final MemoryPoolMXBean metaspace;

    @SuppressWarnings("BanJNDI") // to a process of our own on this machine
    Vitals(long pid) {
        this.pid = pid;
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            } finally {
                machine.detach();
            }
            MBeanServerConnection server = connector.getMBeanServerConnection();
            threads = ManagementFactory.newPlatformMXBeanProxy(
                    server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
            memory = ManagementFactory.newPlatformMXBeanProxy(
                    server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            metaspace = ManagementFactory.newPlatformMXBeanProxy(
                    server,
                    ManagementFactory.MEMORY_POOL_MXBEAN_DOMAIN_TYPE + ",name=Metaspace",
                    MemoryPoolMXBean.class);
        } catch (AttachNotSupportedException | IOException e) {
            throw new IllegalStateException("The gateway's process " + pid + " cannot be looked into", e);
        }
    }

    /** What each thread now alive has allocated since it began, in bytes, by the thread's number. */
    Map<Long, Long> allocated() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            allocated.put(ids[i], Math.max(0, bytes[i]));
        }
        return allocated;
    }

    /** Bytes that the threads still alive have allocated since it was {@code before}; what ended ones did is not known. */
    long allocatedSince(Map<Long, Long> before) {
        return allocated().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    int threads() {
        return threads.getThreadCount();
    }

    /** Megabytes of the heap in use after a collection. */
    long liveHeapMegabytes() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() >> 20;
    }

    long metaspaceMegabytes() {
        return metaspace.getUsage().getUsed() >> 20;
    }

    /** Megabytes that the operating system keeps in memory for the process. */
    long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
