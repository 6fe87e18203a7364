package dev.tradewind.notification.mailing;

import static dev.tradewind.notification.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.messaging.Ids;
import dev.tradewind.notification.WithMails;
import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.preferences.KeptPreferences;
import dev.tradewind.notification.preferences.UnsubscribeLinks;
import dev.tradewind.notification.wording.OwnLayouts;
import dev.tradewind.notification.wording.Wording;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// A postman with a clock of his own, which stands years ahead: the service's own has nothing to do with these mails.
@WithMails
class TryingAgainTest {

    private static final int TRIES = 6;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final UUID organization = Ids.next();
    private final UUID customer = Ids.next();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final ExecutorService carriers =
            Executors.newFixedThreadPool(1, Thread.ofVirtual().factory());

    private Duration lease = LEASE;
    private volatile Instant now = Instant.now().plus(3_650, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
    private volatile Transport transport = mail -> {
        throw new Transport.Failed("451 not now", new IllegalStateException());
    };

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    @Autowired
    private ContactBook contacts;

    @Autowired
    private KeptPreferences preferences;

    @Autowired
    private UnsubscribeLinks links;

    @Autowired
    private OwnLayouts layouts;

    @Autowired
    private Wording wording;

    @SuppressWarnings("NullAway.Init")
    private Postman postman;

    private record Row(String status, int tries, Instant due, String problem) {}

    @BeforeEach
    void aPostmanComes() {
        // What other tests left behind would be due as well.
        jdbc.sql("delete from delivery_log where status in ('PENDING', 'FAILED')")
                .update();
        InstantSource ahead = () -> now;
        var clock = ahead.withZone(ZoneOffset.UTC);
        postman = postman(clock, new OutboundMails(jdbc, json, clock));
    }

    @AfterEach
    void heGoes() {
        carriers.shutdownNow();
    }

    @Test
    void T5_aMailThatFailsIsTriedLaterAndLaterAndThenWaitsForAnOperator() throws Exception {
        var mail = decided(Kind.ORDER_CANCELLED);
        var pauses = new ArrayList<Duration>();

        for (var tried = 1; tried < TRIES; tried++) {
            assertThat(round()).isFalse();
            var row = row(mail);
            assertThat(row.status()).isEqualTo("FAILED");
            assertThat(row.tries()).isEqualTo(tried);
            assertThat(row.problem()).isEqualTo("451 not now");
            pauses.add(Duration.between(now, row.due()));
            now = row.due().minusMillis(1);
            round();
            assertThat(row(mail)).as("it is not tried before its time").isEqualTo(row);
            now = row.due();
        }
        round();

        assertThat(row(mail).status()).isEqualTo("DEAD");
        assertThat(row(mail).tries()).isEqualTo(TRIES);
        // A fifth more at most, so that not all come at once.
        for (var i = 0; i < pauses.size(); i++) {
            var least = FIRST.multipliedBy(1L << i);
            least = least.compareTo(LONGEST) < 0 ? least : LONGEST;
            assertThat(pauses.get(i)).isBetween(least, least.multipliedBy(6).dividedBy(5));
        }
        now = now.plus(Duration.ofDays(30));
        round();
        assertThat(row(mail).tries()).as("it waits").isEqualTo(TRIES);
    }

    @Test
    void T5_aMailThatIsRefusedForGoodIsNotTriedAgain() throws Exception {
        transport = _ -> {
            throw new Transport.Refused("550 no such user");
        };
        var mail = decided(Kind.ORDER_CANCELLED);

        round();

        assertThat(row(mail).status()).isEqualTo("DEAD");
        assertThat(row(mail).tries()).isEqualTo(1);
        assertThat(row(mail).problem()).isEqualTo("550 no such user");
    }

    @Test
    void T5_aMailThatCannotBeReadKeepsNobodyElseWaiting() throws Exception {
        transport = this::take;
        var spoilt = decided(Kind.ORDER_CANCELLED);
        jdbc.sql("update delivery_log set data = '{\"lines\": 7}' where id = :id")
                .param("id", spoilt)
                .update();
        var mail = decided(Kind.ORDER_CANCELLED);

        round();

        assertThat(row(mail).status()).isEqualTo("DELIVERED");
        assertThat(row(spoilt).status()).isEqualTo("DEAD");
        assertThat(row(spoilt).problem()).isEqualTo("What it is about cannot be read.");
    }

    /// A server that is slow, or a stop of the service: what nobody has begun was not tried.
    @Test
    void T5_whatWasTakenAndNotBegunIsGivenBackAtOnce() throws Exception {
        transport = mail -> {
            now = now.plus(LEASE.dividedBy(2));
            return take(mail);
        };
        var mails = IntStream.range(0, 3)
                .mapToObj(_ -> decided(Kind.ORDER_CANCELLED))
                .toList();

        round();

        assertThat(sent).hasSize(1);
        assertThat(mails.stream().map(this::row).filter(it -> it.status().equals("PENDING")))
                .hasSize(2)
                .allSatisfy(it -> {
                    assertThat(it.tries()).isZero();
                    assertThat(it.due()).isEqualTo(now);
                });
        postman.round(() -> false);
        assertThat(sent).as("nobody begins when it is time to go").hasSize(1);
        transport = this::take;
        round();
        assertThat(sent).hasSize(3);
    }

    @Test
    void T5_aMailThatTakesTooLongIsGivenUpBeforeSomebodyElseMayTakeIt() throws Exception {
        var never = new CountDownLatch(1);
        transport = _ -> {
            try {
                never.await();
                return "";
            } catch (InterruptedException cut) {
                throw new Transport.Failed("It takes too long.", cut);
            }
        };
        lease = Duration.ofSeconds(1);
        aPostmanComes();
        var mail = decided(Kind.ORDER_CANCELLED);

        round();

        eventually(() -> assertThat(row(mail).status()).isEqualTo("FAILED"));
        assertThat(row(mail).problem()).isEqualTo("It takes too long.");
    }

    @Test
    void F11_mailsToManyDoNotStandInTheWayOfThoseThatSomebodyWaitsFor() throws Exception {
        transport = this::take;
        yes();
        var many = IntStream.range(0, 100)
                .mapToObj(_ -> decided(Kind.PROMOTION, Ids.next()))
                .toList();
        now = now.plusSeconds(1);
        var order = decided(Kind.ORDER_CANCELLED);

        assertThat(round()).isTrue();

        assertThat(row(order).status()).isEqualTo("DELIVERED");
        assertThat(many.stream().map(this::row).filter(it -> it.status().equals("DELIVERED")))
                .hasSize(39);
    }

    @Test
    void F11_whatWasDecidedBeforeACampaignWasAbortedIsNotSentAfterIt() throws Exception {
        transport = this::take;
        yes();
        var campaign = Ids.next();
        jdbc.sql("""
                insert into campaigns (
                    id, organization_id, name, sender, title, text, audience, mails_per_minute, status, last_account,
                    next_at, created_by, created_at, ended_at)
                values (:id, :id, 'a', 'b', 'c', 'd', '{}', 60, 'ABORTED', :id, now(), :id, now(), now())
                """).param("id", campaign).update();
        // Somebody held it when the campaign was aborted, and did not come back.
        var mail = decided(Kind.PROMOTION, campaign);

        round();

        assertThat(sent).isEmpty();
        assertThat(row(mail).status()).isEqualTo("DROPPED");
        assertThat(row(mail).problem()).isEqualTo("The campaign was aborted.");
    }

    private boolean round() throws InterruptedException {
        return postman.round(() -> true);
    }

    private String take(Mail mail) {
        sent.add(mail.messageId());
        return mail.messageId();
    }

    private void yes() {
        jdbc.sql("""
                insert into notification_preferences (
                    account_id, time_zone, personal_recommendations, promotions, choices, sequence, updated_at)
                values (:account, 'UTC', true, true, '{"PROMOTION": {"EMAIL": true}}', 1, now())
                """).param("account", customer).update();
    }

    private UUID decided(Kind kind) {
        return decided(kind, Ids.next());
    }

    private UUID decided(Kind kind, UUID because) {
        var id = Ids.next();
        jdbc.sql("""
                insert into delivery_log (
                    id, event_id, event_type, kind, channel, account_id, organization_id, type, data, due_at, status,
                    occurred_at, created_at)
                values (:id, :event, 'a test', :kind, 'EMAIL', :account, :organization, 'order:updated',
                        '{"store": "Hats", "lines": [], "title": "Sale", "text": "All of it"}', :now, 'PENDING',
                        now(), now())
                """)
                .param("id", id)
                .param("event", because)
                .param("kind", kind.name())
                .param("account", customer)
                .param("organization", organization)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    private Row row(UUID mail) {
        return jdbc.sql("select status, tries, due_at, coalesce(problem, '') from delivery_log where id = :id")
                .param("id", mail)
                .query((row, _) -> new Row(
                        row.getString(1), row.getInt(2), row.getTimestamp(3).toInstant(), row.getString(4)))
                .single();
    }

    private Postman postman(Clock clock, OutboundMails mails) {
        var settings = new MailingProperties(
                MailingProperties.Transport.FILE,
                Path.of("mail"),
                "no-reply@shop.example",
                "shop.example",
                TRIES,
                FIRST,
                LONGEST,
                lease,
                1,
                Duration.ofMillis(50),
                Duration.ofDays(180),
                new MailingProperties.SendGrid(URI.create("http://127.0.0.1:1"), ""));
        return new Postman(
                new Postman.Parts(mails, contacts, preferences, links, layouts, wording, it -> transport.send(it)),
                settings,
                clock,
                carriers);
    }
}
