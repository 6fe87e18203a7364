package dev.tradewind.local.command;

import dev.tradewind.local.server.Commands;
import dev.tradewind.local.suite.Extra;
import dev.tradewind.local.suite.Machine;
import dev.tradewind.local.suite.Place;
import dev.tradewind.local.suite.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says what is missing on this machine.
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Says what is missing here.")
public final class DoctorCommand implements Callable<Integer> {

    private static final long MEMORY_MIB = 6_000;
    private static final long DISK_MIB = 4_000;
    private static final long MEBI = 1024 * 1024;
    private static final int JDK = 25;

    @Mixin
    private Where where = new Where();

    private boolean isWell = true;

    @Override
    public Integer call() throws IOException {
        var place = where.place();
        var jdk = Runtime.version().feature();
        tell(jdk >= JDK, "JDK %d at %s".formatted(jdk, System.getProperty("java.home")), "JDK 25 is needed");
        tell(
                Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "javac")),
                "it has a compiler",
                "this is a JRE: the build needs a JDK");
        tell(Commands.has("mvn"), "Maven", "install it: apt install maven");
        var memory = Machine.availableMemoryMib();
        tell(memory >= MEMORY_MIB, memory + " MiB of memory available", MEMORY_MIB + " MiB are needed at full size");
        var disk = Files.getFileStore(place.house().root()).getUsableSpace() / MEBI;
        tell(
                disk >= DISK_MIB,
                disk + " MiB of disk free",
                DISK_MIB + " MiB are needed for libraries, servers and data");
        tell(
                !Commands.isRoot() || canDropRights(),
                Commands.isRoot() ? "root, whose rights PostgreSQL can do without" : "a user",
                "PostgreSQL refuses root, and unshare, setpriv and runuser are missing: start as a user");
        ports(place);
        return isWell ? 0 : 1;
    }

    private void ports(Place place) throws IOException {
        if (where.running().hasLauncher()) {
            tell(true, "the suite is running and has its ports", "");
            return;
        }
        var taken = Supervisor.takenPorts(place, EnumSet.allOf(Extra.class));
        tell(
                taken.isEmpty(),
                "ports" + (taken.isEmpty() ? " free" : " taken: " + String.join(", ", taken)),
                "use --port-offset N");
    }

    private static boolean canDropRights() {
        return Stream.of("unshare", "setpriv", "runuser").anyMatch(Commands::has);
    }

    private void tell(boolean isGood, String what, String advice) {
        System.out.println(isGood ? "  ok       " + what : "  MISSING  " + what + ": " + advice);
        isWell &= isGood;
    }
}
