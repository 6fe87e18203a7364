package dev.tradewind.local.screen;

import java.io.Console;
import java.util.Optional;

/// Where progress is shown; several steps are under way at a time.
public interface Screen {

    /// A step begins, or says what it is at now.
    void begin(String step, String what);

    void done(String step, String what);

    void failed(String step, String what);

    /// Something to read besides the steps.
    void say(String text);

    /// Ends a display that keeps changing; what is there stays.
    default void settle() {}

    /// A live table for a person, plain lines for a file or a pipe.
    static Screen forThisTerminal() {
        var isTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return isTerminal && !"dumb".equals(System.getenv("TERM"))
                ? new LiveScreen(System.out)
                : new PlainScreen(System.out);
    }
}
