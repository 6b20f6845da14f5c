package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.namespace.QName;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The words of Synapse's language that a class asks elements for, read off its code: {@code @name} for an attribute,
 * {@code /name} for a child. A name without a namespace is taken for an attribute's, as Synapse has it.
 */
final class FactoryWords {
    private static final String QNAME = "javax/xml/namespace/QName";
    /** Methods that are given a name and read the attribute, or the child, of that name. */
    private static final Set<String> OF_ATTRIBUTES = Set.of("createValue", "attribute", "required", "text", "choice");

    private static final Set<String> OF_CHILDREN = Set.of("child", "children", "getChildrenWithLocalName");

    private final SortedSet<String> words = new TreeSet<>();

    private FactoryWords() {}

    /** What the class's own methods ask for; not those that it inherits. The class is not loaded, since it may lack others. */
    static SortedSet<String> of(String factory) {
        FactoryWords reading = new FactoryWords();
        for (MethodNode method : code(factory.replace('.', '/')).methods) {
            // Which element the factory is for is no word within it.
            if (!method.name.equals("<clinit>") && !method.name.equals("getTagQName")) {
                method.instructions.forEach(reading::read);
            }
        }
        return reading.words;
    }

    /** Whether it has code at all. */
    static boolean isInterface(String type) {
        return (code(type.replace('.', '/')).access & Opcodes.ACC_INTERFACE) != 0;
    }

    private static ClassNode code(String type) {
        try (InputStream bytes = FactoryWords.class.getResourceAsStream("/" + type + ".class")) {
            ClassNode code = new ClassNode();
            new ClassReader(bytes).accept(code, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return code;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(AbstractInsnNode instruction) {
        if (instruction instanceof FieldInsnNode field
                && field.getOpcode() == Opcodes.GETSTATIC
                && field.desc.equals("L" + QNAME + ";")) {
            add((QName) value(field));
        } else if (instruction instanceof MethodInsnNode call) {
            read(call);
        }
    }

    private void read(MethodInsnNode call) {
        if (call.owner.equals(QNAME) && call.name.equals("<init>")) {
            made(call);
        } else if (call.name.equals("synapse") && text(call) instanceof String name) {
            words.add("/" + name);
        } else if (OF_ATTRIBUTES.contains(call.name)) {
            given(call, "@");
        } else if (OF_CHILDREN.contains(call.name)) {
            given(call, "/");
        }
    }

    /** A name that is made where it is used. */
    private void made(MethodInsnNode call) {
        AbstractInsnNode last = call.getPrevious();
        // Else it is given by the caller, which is read itself, or is a text in the document.
        if (last instanceof LdcInsnNode || last instanceof FieldInsnNode) {
            add(name(call));
        }
    }

    private static QName name(MethodInsnNode made) {
        AbstractInsnNode last = made.getPrevious();
        boolean inNamespace = made.desc.startsWith("(Ljava/lang/String;Ljava/lang/String;)");
        return new QName(inNamespace ? (String) constant(last.getPrevious()) : null, (String) constant(last));
    }

    /** The text that is among the last things put on the stack for the call. */
    private void given(MethodInsnNode call, String kind) {
        AbstractInsnNode at = call.getPrevious();
        for (int i = 0; at != null && i < 3; i++, at = at.getPrevious()) {
            if (at instanceof LdcInsnNode text && text.cst instanceof String name) {
                words.add(kind + name);
                return;
            }
            if (at instanceof MethodInsnNode) {
                return;
            }
        }
    }

    private static Object text(MethodInsnNode call) {
        return call.getPrevious() instanceof LdcInsnNode text ? text.cst : null;
    }

    private static Object constant(AbstractInsnNode instruction) {
        if (instruction instanceof LdcInsnNode text) {
            return text.cst;
        }
        if (instruction instanceof FieldInsnNode field) {
            return value(field);
        }
        if (instruction.getOpcode() == Opcodes.ACONST_NULL) {
            return null;
        }
        throw new AssertionError("a name that is known only when it is made: " + instruction);
    }

    private void add(QName name) {
        words.add((name.getNamespaceURI().isEmpty() ? "@" : "/") + name.getLocalPart());
    }

    private static Object value(FieldInsnNode read) {
        for (String owner = read.owner; owner != null; ) {
            ClassNode code = code(owner);
            for (FieldNode field : code.fields) {
                if (field.name.equals(read.name)) {
                    return field.value == null ? madeFor(code, field) : field.value;
                }
            }
            owner = code.superName;
        }
        throw new AssertionError("no field " + read.owner + "." + read.name);
    }

    private static QName madeFor(ClassNode code, FieldNode field) {
        for (MethodNode method : code.methods) {
            for (AbstractInsnNode each : method.instructions) {
                if (method.name.equals("<clinit>")
                        && each instanceof FieldInsnNode written
                        && written.name.equals(field.name)
                        && each.getPrevious() instanceof MethodInsnNode made) {
                    return name(made);
                }
            }
        }
        throw new AssertionError("nothing is written to " + code.name + "." + field.name);
    }
}
