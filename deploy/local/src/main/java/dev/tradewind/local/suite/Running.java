package dev.tradewind.local.suite;

import dev.tradewind.local.server.NotStarted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The suite of a place, asked from another process.
public record Running(Place place) {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    public boolean hasLauncher() throws IOException {
        return address().isPresent();
    }

    /// Demo products can be ordered and found.
    public boolean isReady() throws IOException {
        return address().filter(it -> it.phase().equals("READY")).isPresent();
    }

    /// All thirteen and the further instances, whether they run or not.
    public List<Status> status() throws IOException {
        var address = address();
        var running =
                address.isPresent() ? Status.fromJson(ControlFile.ask(address.get(), "status")) : List.<Status>of();
        var all = new ArrayList<>(running);
        addMissing(all, "postgresql", Place.POSTGRES);
        addMissing(all, "kafka", Place.KAFKA);
        addMissing(all, "redis", Place.REDIS);
        addMissing(all, "elasticsearch", Place.ELASTICSEARCH);
        for (var it : Service.values()) {
            addMissing(all, it.folder(), it.port());
        }
        return all;
    }

    public void restart(String name) throws IOException {
        ControlFile.ask(required(), "restart " + name);
    }

    public void scale(String service, int instances) throws IOException {
        ControlFile.ask(required(), "scale " + service + " " + instances);
    }

    /// Ends the suite, also what a killed launcher left behind; false when nothing ran.
    public boolean stop() throws IOException {
        var address = address();
        var leftBehind = PidFile.leftBehind(place);
        if (address.isPresent()) {
            ControlFile.ask(address.get(), "stop");
            awaitEnd(address.get().pid());
            return true;
        }
        PidFile.endLeftBehind(place);
        new ControlFile(place).delete();
        return !leftBehind.isEmpty();
    }

    private void addMissing(List<Status> all, String name, int port) {
        if (all.stream().noneMatch(it -> it.name().equals(name))) {
            all.add(Status.down(name, place.port(port)));
        }
    }

    private static void awaitEnd(long pid) {
        try {
            var process = ProcessHandle.of(pid);
            if (process.isPresent()) {
                process.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            throw new NotStarted("The launcher does not end", late);
        }
    }

    private ControlFile.Address required() throws IOException {
        return address().orElseThrow(() -> new NotStarted("The suite does not run: ./tradewind up"));
    }

    private Optional<ControlFile.Address> address() throws IOException {
        return new ControlFile(place).read();
    }
}
