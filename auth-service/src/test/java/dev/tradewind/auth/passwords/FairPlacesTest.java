package dev.tradewind.auth.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.auth.passwords.FairPlaces.Entry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairPlacesTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final FairPlaces places = new FairPlaces(1, 5, 3);
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.close();
    }

    @Test
    void whoComesOnceStandsBeforeWhoComesOften() throws InterruptedException {
        places.enter("first", "here", LONG);
        queue("mallory", "there");
        queue("mallory", "there");
        queue("mallory", "there");
        queue("ana", "there");

        places.leave("first");

        awaitAll(4);
        assertThat(order).containsExactly("mallory", "ana", "mallory", "mallory");
    }

    @Test
    void manyAccountsOfOneAddressStandBehindAnotherAddress() throws InterruptedException {
        places.enter("first", "here", LONG);
        queue("one", "there");
        queue("two", "there");
        queue("three", "there");
        queue("ana", "home");

        places.leave("first");

        awaitAll(4);
        assertThat(order).containsExactly("one", "ana", "two", "three");
    }

    @Test
    void whoGivesUpTakesNoPlace() throws InterruptedException {
        places.enter("first", "here", LONG);

        assertThat(places.enter("ana", "home", Duration.ofMillis(1))).isEqualTo(Entry.NO_PLACE);

        places.leave("first");
        assertThat(places.enter("bruno", "home", Duration.ofMillis(1))).isEqualTo(Entry.PLACE);
    }

    @Test
    void noMoreWaitThanCanBeServed() throws InterruptedException {
        places.enter("first", "here", LONG);
        for (int i = 0; i < 5; i++) {
            queue("account " + i, "home");
        }

        assertThat(places.enter("one too many", "home", LONG)).isEqualTo(Entry.NO_PLACE);

        places.leave("first");
        awaitAll(5);
    }

    @Test
    void noMoreWaitForOneAccountThanItsOwnerCouldBe() throws InterruptedException {
        places.enter("first", "here", LONG);
        for (int i = 0; i < 3; i++) {
            queue("mallory", "there");
        }

        assertThat(places.enter("mallory", "elsewhere", LONG)).isEqualTo(Entry.ACCOUNT_FULL);

        places.leave("first");
        awaitAll(3);
        Awaitility.await().until(() -> places.enter("mallory", "elsewhere", Duration.ofMillis(1)) == Entry.PLACE);
    }

    @Test
    void oneAccountLeavesHalfOfThePlacesToOthers() throws InterruptedException {
        var four = new FairPlaces(4, 5, 3);

        assertThat(four.enter("mallory", "there", LONG)).isEqualTo(Entry.PLACE);
        assertThat(four.enter("mallory", "there", LONG)).isEqualTo(Entry.PLACE);
        assertThat(four.enter("mallory", "there", Duration.ofMillis(1))).isEqualTo(Entry.NO_PLACE);
        assertThat(four.enter("ana", "home", LONG)).isEqualTo(Entry.PLACE);
        four.leave("mallory");
        assertThat(four.enter("mallory", "there", LONG)).isEqualTo(Entry.PLACE);
    }

    private void queue(String account, String address) {
        var before = places.waiting();
        threads.execute(() -> takeAPlace(account, address));
        Awaitility.await().until(() -> places.waiting() > before);
    }

    private void takeAPlace(String account, String address) {
        try {
            places.enter(account, address, LONG);
            order.add(account);
            places.leave(account);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAll(int count) {
        Awaitility.await().until(() -> order.size() == count);
    }
}
