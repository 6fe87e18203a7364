package dev.tradewind.notification.killing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tradewind.contracts.Message;
import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.MailServers;
import dev.tradewind.notification.Shop;
import dev.tradewind.notification.Shop.Order;
import dev.tradewind.testing.RealServers;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The service itself is not part of the test's process, which only says what the other services would say.
@RealServers
@SpringBootTest(classes = KilledWhileMailingTest.OtherServices.class, webEnvironment = WebEnvironment.NONE)
class KilledWhileMailingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARALLEL = 4;

    private final int orders = Boolean.getBoolean("tradewind.full") ? 500 : 120;
    private final int kills = Boolean.getBoolean("tradewind.full") ? 4 : 1;
    private final UUID organization = Ids.next();
    private final List<UUID> customers =
            Stream.generate(Ids::next).limit(orders).toList();

    @TempDir
    private Path directory;

    @Autowired
    private Shop shop;

    @Autowired
    private JdbcClient jdbc;

    @EnableAutoConfiguration
    @Import(Shop.class)
    static class OtherServices {}

    @Test
    void T5_killingTheServiceLosesNoMailAndRepeatsOnlyWhatWasBeingHandedOver(
            @Autowired ConfigurableApplicationContext context) throws InterruptedException {
        try (var service = new ServiceProcess(context, directory.resolve("service.log"))) {
            placeOrders();
            for (var kill = 1; kill <= kills; kill++) {
                var enough = orders * kill / (kills + 1);
                waiting()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> received().size() >= enough);
                service.kill();
                assertThat(settled()).as("some mails were not sent yet").isLessThan(orders);
                service.startAgain();
            }
            waiting().until(() -> settled() == orders);
        }

        everyMailCame(kills);
    }

    @Test
    void T5_twoInstancesShareTheMailsAndOneTakesOverWhatTheOtherHeld(@Autowired ConfigurableApplicationContext context)
            throws InterruptedException {
        try (var dying = new ServiceProcess(context, directory.resolve("dying.log"));
                var living = new ServiceProcess(context, directory.resolve("living.log"))) {
            waiting().until(() -> dying.isUp() && living.isUp());
            placeOrders();
            waiting()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> received().size() >= orders / 3);
            dying.kill();
            assertThat(settled()).as("some mails were not sent yet").isLessThan(orders);
            waiting().until(() -> settled() == orders);
        }

        everyMailCame(1);
    }

    /// The mail server's own thread fails when whoever speaks to it is killed, which is nobody's fault here.
    private static ConditionFactory waiting() {
        return await().dontCatchUncaughtExceptions().atMost(PATIENCE);
    }

    private void placeOrders() {
        for (var from = 0; from < orders; from += 20) {
            shop.say(customers.subList(from, Math.min(from + 20, orders)).stream()
                    .map(it -> Order.of(it, organization).confirmed())
                    .toArray(Message[]::new));
        }
    }

    /// At most as many came twice as were being handed over when somebody was killed.
    private void everyMailCame(int killed) {
        var mails = received();
        var ids =
                mails.stream().map(KilledWhileMailingTest::messageId).distinct().toList();
        assertThat(jdbc.sql("select '<' || id || '@tradewind.invalid>' from delivery_log where channel = 'EMAIL'"
                                + " and status = 'DELIVERED' and organization_id = :organization")
                        .param("organization", organization)
                        .query((row, _) -> row.getString(1))
                        .list())
                .as("every mail that was decided is in the server's record")
                .containsExactlyInAnyOrderElementsOf(ids)
                .hasSize(orders);
        assertThat(customers)
                .allSatisfy(it -> assertThat(MailServers.mailsTo(it).stream()
                                .map(KilledWhileMailingTest::messageId)
                                .distinct())
                        .hasSize(1));
        var repeated = mails.size() - orders;
        System.out.printf("%d mails, %d kills, %d repeated under the same Message-ID%n", orders, killed, repeated);
        assertThat(repeated).isBetween(0, killed * PARALLEL);
    }

    private List<MimeMessage> received() {
        return MailServers.mailsTo(customers);
    }

    private long settled() {
        return jdbc.sql("select count(*) from delivery_log where channel = 'EMAIL' and status = 'DELIVERED'"
                        + " and organization_id = :organization")
                .param("organization", organization)
                .query(Long.class)
                .single();
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
