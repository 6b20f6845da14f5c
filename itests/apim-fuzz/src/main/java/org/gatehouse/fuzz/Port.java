package org.gatehouse.fuzz;

/** Where the server listens, for an offset of zero. */
enum Port {
    GATEWAY(8280, false),
    GATEWAY_TLS(8243, true),
    SERVICES(9763, false),
    SERVICES_TLS(9443, true),
    THRIFT(10397, true);

    private final int number;
    private final boolean tls;

    Port(int number, boolean tls) {
        this.number = number;
        this.tls = tls;
    }

    int at(int offset) {
        return number + offset;
    }

    boolean tls() {
        return tls;
    }

    boolean http() {
        return this != THRIFT;
    }
}
