package org.gatehouse.fuzz;

/** A door behind which HTTP/1.1 is spoken. */
interface HttpDoor extends Door {
    /** A request that some client of this door might make. */
    Message request(Chance chance);

    Port port(Chance chance);

    @Override
    default Sent good(Chance chance) {
        return new Sent(port(chance), request(chance).text());
    }

    @Override
    default Sent bad(Chance chance) {
        return new Sent(port(chance), request(chance).spoiled(chance));
    }
}
