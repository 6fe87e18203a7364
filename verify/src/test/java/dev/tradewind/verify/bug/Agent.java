package dev.tradewind.verify.bug;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// Brings a [SeededBug] into a process. The jar is made here, from the test's own class, and never shipped.
final class Agent {

    private Agent() {}

    static void seed(long pid, String words) {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgent(jar().toString(), words);
            } finally {
                machine.detach();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException failed) {
            throw new IllegalStateException("Cannot seed " + words + " into process " + pid, failed);
        }
    }

    private static Path jar() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), SeededBug.class.getName());
        manifest.getMainAttributes().put(new Attributes.Name("Can-Retransform-Classes"), "true");
        var jar = Path.of("target", "seeded-bugs.jar").toAbsolutePath();
        var name = SeededBug.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = SeededBug.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new JarEntry(name));
            if (in == null) {
                throw new IOException("No " + name);
            }
            in.transferTo(out);
            out.closeEntry();
        }
        return jar;
    }
}
