package dev.tradewind.auth.sso;

import dev.tradewind.local.server.Child;
import dev.tradewind.local.server.DemoIdp;
import dev.tradewind.local.server.Guard;
import dev.tradewind.local.server.House;
import dev.tradewind.local.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/// A real provider in a process of its own, started once for this JVM.
final class RunningIdp {

    private static final DemoIdp IDP = started();

    private RunningIdp() {}

    static String issuer() {
        return IDP.issuer();
    }

    private static DemoIdp started() {
        try {
            var house = House.here();
            var idp = new DemoIdp(house.demoIdpHome(), house.demoIdpLoginPage(), Ports.free());
            var directory = Files.createTempDirectory("tradewind-test-");
            var child = Child.start(idp, directory.resolve("demo-idp.log"));
            var guard = Guard.over(directory, List.of(child));
            Runtime.getRuntime().addShutdownHook(new Thread(guard::release, "end demo-idp"));
            child.awaitReady(Duration.ofMinutes(1));
            return idp;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
