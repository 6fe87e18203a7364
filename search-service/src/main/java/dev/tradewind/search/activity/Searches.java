package dev.tradewind.search.activity;

import dev.tradewind.contracts.ActivityEvent.Searched;
import dev.tradewind.messaging.Asides;
import dev.tradewind.web.Caller;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells in passing who searched for what: a search must not cost a transaction, and one that is lost changes nothing
/// that matters. Of those who are not signed in nothing is told, and of machines neither.
@Component
public class Searches {

    private final Asides asides;
    private final Clock clock;

    Searches(Asides asides, Clock clock) {
        this.asides = asides;
        this.clock = clock;
    }

    public void asked(@Nullable Caller caller, @Nullable String text) {
        if (caller == null || caller.roles().isEmpty() || text == null || text.isBlank()) {
            return;
        }
        asides.say(new Searched(caller.accountId(), caller.organizationId(), cut(text.strip()), clock.instant()));
    }

    /// Never between the two halves of a character.
    private static String cut(String text) {
        return text.length() <= Searched.MAX_TEXT
                ? text
                : text.substring(
                                0,
                                Character.isHighSurrogate(text.charAt(Searched.MAX_TEXT - 1))
                                        ? Searched.MAX_TEXT - 1
                                        : Searched.MAX_TEXT)
                        .stripTrailing();
    }
}
