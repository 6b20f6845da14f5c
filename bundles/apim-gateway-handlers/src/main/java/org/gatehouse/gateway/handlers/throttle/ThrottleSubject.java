package org.gatehouse.gateway.handlers.throttle;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Whose calls are counted together. */
sealed interface ThrottleSubject {
    /** The level it is counted at. */
    Level level();

    /** Whether calls of the application's keys to the API at the context are counted here. */
    boolean concerns(String applicationId, Set<String> consumerKeys, String context);

    /** What it is written as. */
    List<String> words();

    /** A client of an API, by its address. */
    record Address(String context, String address) implements ThrottleSubject {
        @Override
        public Level level() {
            return Level.ADDRESS;
        }

        @Override
        public boolean concerns(String applicationId, Set<String> consumerKeys, String called) {
            return context.equals(called);
        }

        @Override
        public List<String> words() {
            return List.of(context, address);
        }

        @Override
        public String toString() {
            return address;
        }
    }

    /** All callers of an API. */
    record Total(String context) implements ThrottleSubject {
        @Override
        public Level level() {
            return Level.TOTAL;
        }

        @Override
        public boolean concerns(String applicationId, Set<String> consumerKeys, String called) {
            return context.equals(called);
        }

        @Override
        public List<String> words() {
            return List.of(context);
        }

        @Override
        public String toString() {
            return "everybody";
        }
    }

    /** An application. */
    record Application(String id) implements ThrottleSubject {
        @Override
        public Level level() {
            return Level.APPLICATION;
        }

        @Override
        public boolean concerns(String applicationId, Set<String> consumerKeys, String called) {
            return id.equals(applicationId);
        }

        @Override
        public List<String> words() {
            return List.of(id);
        }

        @Override
        public String toString() {
            return "application " + id;
        }
    }

    /** A user of a key on a resource. */
    record Resource(String context, String resource, String verb, String consumer, String user)
            implements ThrottleSubject {
        @Override
        public Level level() {
            return Level.RESOURCE;
        }

        @Override
        public boolean concerns(String applicationId, Set<String> consumerKeys, String called) {
            return context.equals(called) && consumerKeys.contains(consumer);
        }

        @Override
        public List<String> words() {
            return List.of(context, resource, verb, consumer, user);
        }

        @Override
        public String toString() {
            return user + " on " + verb + " " + resource;
        }
    }

    /** A user of a key on an API. */
    record Api(String context, String consumer, String user) implements ThrottleSubject {
        @Override
        public Level level() {
            return Level.API;
        }

        @Override
        public boolean concerns(String applicationId, Set<String> consumerKeys, String called) {
            return context.equals(called) && consumerKeys.contains(consumer);
        }

        @Override
        public List<String> words() {
            return List.of(context, consumer, user);
        }

        @Override
        public String toString() {
            return user;
        }
    }

    /** All those for whom there was no room, a few hundred of them to each of these. */
    record Shared(Level level, String tier, int number) implements ThrottleSubject {
        @Override
        public boolean concerns(String applicationId, Set<String> consumerKeys, String called) {
            return false;
        }

        @Override
        public List<String> words() {
            throw new UnsupportedOperationException("nobody's own");
        }
    }

    /** Writes one. */
    static void write(ThrottleSubject subject, DataOutput out) throws IOException {
        out.writeUTF(subject.level().name());
        for (String word : subject.words()) {
            out.writeUTF(word);
        }
    }

    /** Reads one that was written. */
    static ThrottleSubject read(DataInput in) throws IOException {
        return switch (Level.valueOf(in.readUTF())) {
            case ADDRESS -> new Address(in.readUTF(), in.readUTF());
            case TOTAL -> new Total(in.readUTF());
            case APPLICATION -> new Application(in.readUTF());
            case RESOURCE -> new Resource(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
            case API -> new Api(in.readUTF(), in.readUTF(), in.readUTF());
        };
    }
}
