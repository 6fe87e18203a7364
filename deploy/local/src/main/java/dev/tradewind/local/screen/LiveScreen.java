package dev.tradewind.local.screen;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A table that redraws itself in place, a line for each step, with the time it takes.
final class LiveScreen implements Screen {

    private static final int REDRAW_MILLIS = 200;
    private static final int WIDTH = 110;

    private enum Mark {
        RUNNING("\u001b[33m…\u001b[0m"),
        DONE("\u001b[32m✓\u001b[0m"),
        FAILED("\u001b[31m✗\u001b[0m");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }
    }

    private record Row(Mark mark, String what, long begun, long ended) {}

    private final PrintStream out;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private int drawn;
    private @Nullable ScheduledExecutorService clock;

    LiveScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void begin(String step, String what) {
        var known = rows.get(step);
        var begun = known == null || known.mark() != Mark.RUNNING ? System.nanoTime() : known.begun();
        rows.put(step, new Row(Mark.RUNNING, what, begun, 0));
        if (clock == null) {
            var executor = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("screen").factory());
            var _ = executor.scheduleAtFixedRate(this::draw, 0, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
            clock = executor;
        }
    }

    @Override
    public void done(String step, String what) {
        end(step, Mark.DONE, what);
    }

    @Override
    public void failed(String step, String what) {
        end(step, Mark.FAILED, what);
    }

    @Override
    public synchronized void say(String text) {
        erase();
        out.println(text);
        redraw();
    }

    @Override
    public synchronized void settle() {
        draw();
        rows.clear();
        drawn = 0;
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
    }

    private synchronized void end(String step, Mark mark, String what) {
        var known = rows.get(step);
        var now = System.nanoTime();
        rows.put(step, new Row(mark, what, known == null ? now : known.begun(), now));
        draw();
    }

    private synchronized void draw() {
        erase();
        redraw();
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[J");
        }
        drawn = 0;
    }

    private void redraw() {
        rows.forEach((step, row) -> {
            var time = PlainScreen.seconds((row.ended() == 0 ? System.nanoTime() : row.ended()) - row.begun());
            var line = "%-22s %8s  %s".formatted(step, time, row.what());
            out.println(" " + row.mark().sign + " " + (line.length() > WIDTH ? line.substring(0, WIDTH) : line));
        });
        drawn = rows.size();
        out.flush();
    }
}
