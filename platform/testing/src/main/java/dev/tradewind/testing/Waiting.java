package dev.tradewind.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// How long tests wait for what is promised, unless they say otherwise. Awaitility by itself gives up after ten
/// seconds, which a busy machine may take for a first message.
public final class Waiting implements LauncherSessionListener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
