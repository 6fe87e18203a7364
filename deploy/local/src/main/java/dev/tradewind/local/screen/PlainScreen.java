package dev.tradewind.local.screen;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// One line for each thing that happens, with the time since the beginning.
public final class PlainScreen implements Screen {

    private final PrintStream out;
    private final long begun = System.nanoTime();
    private final Map<String, Long> steps = new HashMap<>();

    public PlainScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void begin(String step, String what) {
        steps.putIfAbsent(step, System.nanoTime());
        line(step, what);
    }

    @Override
    public synchronized void done(String step, String what) {
        line(step, what + taken(step));
    }

    @Override
    public synchronized void failed(String step, String what) {
        line(step, "FAILED: " + what + taken(step));
    }

    @Override
    public synchronized void say(String text) {
        out.println(text);
        out.flush();
    }

    private String taken(String step) {
        var since = steps.remove(step);
        return since == null ? "" : " in %s".formatted(seconds(System.nanoTime() - since));
    }

    private void line(String step, String what) {
        out.printf("%8s  %-22s %s%n", seconds(System.nanoTime() - begun), step, what);
        out.flush();
    }

    static String seconds(long nanos) {
        return "%.1f s".formatted(Duration.ofNanos(nanos).toMillis() / 1000.0);
    }
}
