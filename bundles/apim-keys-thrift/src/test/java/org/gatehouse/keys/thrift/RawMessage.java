package org.gatehouse.keys.thrift;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message in Thrift's strict binary protocol, written and read by hand from its specification, so that the library is
 * not checked against itself.
 *
 * @param kind 1 call, 2 reply, 3 exception
 * @param fields values by field number: Boolean, Integer, Long, String, List, or a map for a struct
 */
record RawMessage(int kind, String method, int sequence, Map<Integer, Object> fields) {
    private static final int VERSION_1 = 0x80010000;

    static RawMessage call(String method, int sequence, Map<Integer, Object> fields) {
        return new RawMessage(1, method, sequence, fields);
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(VERSION_1 | kind);
        writeString(out, method);
        out.writeInt(sequence);
        for (Map.Entry<Integer, Object> field : fields.entrySet()) {
            out.writeByte(11);
            out.writeShort(field.getKey());
            writeString(out, (String) field.getValue());
        }
        out.writeByte(0);
        return bytes.toByteArray();
    }

    static RawMessage read(DataInputStream in) throws IOException {
        int head = in.readInt();
        if ((head & 0xffff0000) != VERSION_1) {
            throw new IOException("not strict: " + Integer.toHexString(head));
        }
        String method = readString(in);
        int sequence = in.readInt();
        return new RawMessage(head & 0xff, method, sequence, readStruct(in));
    }

    @SuppressWarnings("unchecked")
    Map<Integer, Object> struct(int field) {
        return (Map<Integer, Object>) fields.get(field);
    }

    private static Map<Integer, Object> readStruct(DataInputStream in) throws IOException {
        Map<Integer, Object> fields = new LinkedHashMap<>();
        for (int type = in.readByte(); type != 0; type = in.readByte()) {
            int number = in.readShort();
            fields.put(number, readValue(in, type));
        }
        return fields;
    }

    private static Object readValue(DataInputStream in, int type) throws IOException {
        return switch (type) {
            case 2 -> in.readByte() == 1;
            case 8 -> in.readInt();
            case 10 -> in.readLong();
            case 11 -> readString(in);
            case 12 -> readStruct(in);
            case 15 -> readList(in);
            default -> throw new IOException("type " + type);
        };
    }

    private static List<Object> readList(DataInputStream in) throws IOException {
        int type = in.readByte();
        int size = in.readInt();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(readValue(in, type));
        }
        return values;
    }

    private static void writeString(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readString(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
