package dev.tradewind.local.command;

import dev.tradewind.local.screen.Screen;
import dev.tradewind.local.story.Shop;
import dev.tradewind.local.story.Stories;
import dev.tradewind.local.suite.Purpose;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows the house at work; leaves it as it was found, up or down.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts everything, sends one order of each kind through it and prints each step.")
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws Exception {
        var place = where.place();
        var screen = Screen.forThisTerminal();
        if (!where.running().isReady()) {
            new Start(place, screen, where.builds(), Purpose.EVERYDAY).here();
        }
        var otherwise = new Stories(new Shop(place.gateway()), place.demoFile(), System.out).tell();
        return otherwise == 0 ? 0 : 1;
    }
}
