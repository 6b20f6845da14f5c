package org.gatehouse.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** An nginx with one worker: the back end of all measurements, or the proxy that the gateway stands beside. */
final class Nginx implements AutoCloseable {
    /** Passes every request on over connections that it keeps. */
    private static final String PASSING = """
            location / {
              proxy_pass http://backend;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_request_buffering off;
            }
            """;

    private final Process process;
    private final String scheme;
    private final int port;

    private Nginx(Process process, String scheme, int port) {
        this.process = process;
        this.scheme = scheme;
        this.port = port;
    }

    /** Answers every request with 1 KB out of memory. */
    static Nginx backend(Path work, int port) {
        return start(
                work.resolve("backend"),
                "http",
                port,
                "location / { default_type application/json; return 200 '" + "x".repeat(1024) + "'; }");
    }

    static Nginx proxy(Path work, int port, int backend) {
        return start(work.resolve("proxy"), "http", port, PASSING, keptTo(backend));
    }

    /** The same behind TLS, of that version and with that suite only. */
    static Nginx secureProxy(Path work, int port, int backend, Handshake like) {
        Path folder = work.resolve("secure-proxy");
        Certificate certificate = Certificate.create(folder);
        return start(
                folder,
                "https",
                port,
                """
                ssl_certificate %s;
                ssl_certificate_key %s;
                ssl_protocols %s;
                %s
                """.formatted(certificate.chain(), certificate.key(), like.protocol(), like.asNginxHasIt()) + PASSING,
                keptTo(backend));
    }

    private static String keptTo(int backend) {
        return "upstream backend { server 127.0.0.1:" + backend + "; keepalive 512; keepalive_requests 100000000; }";
    }

    private static Nginx start(Path folder, String scheme, int port, String location, String... more) {
        try {
            Files.createDirectories(folder.resolve("temp"));
            Path configuration = Files.writeString(
                    folder.resolve("nginx.conf"),
                    configuration(folder, scheme, port, location, String.join("\n", more)));
            Process process = new ProcessBuilder("nginx", "-c", configuration.toString(), "-p", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.log").toFile())
                    .start();
            Nginx nginx = new Nginx(process, scheme, port);
            nginx.awaitPort();
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(Path folder, String scheme, int port, String location, String more) {
        return """
                daemon off;
                master_process on;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 8192; }
                http {
                  access_log off;
                  keepalive_requests 100000000;
                  client_body_temp_path %1$s/temp;
                  proxy_temp_path %1$s/temp;
                  fastcgi_temp_path %1$s/temp;
                  uwsgi_temp_path %1$s/temp;
                  scgi_temp_path %1$s/temp;
                  %3$s
                  server {
                    listen 127.0.0.1:%2$d %5$s backlog=4096;
                    %4$s
                  }
                }
                """.formatted(folder, port, more, location, scheme.equals("https") ? "ssl" : "");
    }

    private void awaitPort() throws IOException {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                if (!process.isAlive()) {
                    throw new IllegalStateException("port " + port + " belongs to another process");
                }
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw notYet;
                }
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    String url() {
        return scheme + "://127.0.0.1:" + port + "/bench";
    }

    CpuClock cpu() {
        return new CpuClock(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
