package dev.tradewind.payment.webhooks;

import org.springframework.boot.test.context.TestComponent;

/// Tidies up at once instead of some minutes later.
@TestComponent
public class Sweeper {

    private final OldWebhooks old;

    Sweeper(OldWebhooks old) {
        this.old = old;
    }

    public void forgetOldCalls() {
        old.forget();
    }
}
