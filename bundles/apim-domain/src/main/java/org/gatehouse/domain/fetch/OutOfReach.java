package org.gatehouse.domain.fetch;

import java.io.IOException;

/** The address is one from which this server reads nothing, whoever may be there. */
public final class OutOfReach extends IOException {
    OutOfReach() {
        super("an address that documents are not read from");
    }
}
