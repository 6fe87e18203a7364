package dev.tradewind.notification.mailing;

import dev.tradewind.notification.domain.Channel;
import dev.tradewind.notification.domain.Preferences;
import dev.tradewind.notification.preferences.KeptPreferences;
import dev.tradewind.notification.preferences.UnsubscribeLinks;
import dev.tradewind.notification.wording.OwnLayouts;
import dev.tradewind.notification.wording.Reader;
import dev.tradewind.notification.wording.Wording;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes mails that are due, puts them into words and hands them over. Nothing of it within a transaction.
///
/// Between the moment somebody accepts a mail and the moment we have written that down lies a crash's chance to send it
/// twice, under the same `Message-ID`; the other order would lose it instead.
final class Postman {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);
    private static final int AT_ONCE = 40;
    private static final int MOST_CHARACTERS_OF_A_PROBLEM = 500;

    private final OutboundMails mails;
    private final Receipts receipts;
    private final ContactBook contacts;
    private final KeptPreferences preferences;
    private final UnsubscribeLinks links;
    private final OwnLayouts layouts;
    private final Wording wording;
    private final Transport transport;
    private final MailingProperties settings;
    private final Clock clock;
    private final ExecutorService carriers;
    /// What is known of those who get the mails of one round.
    ///
    /// @param contacts null when nobody could be asked
    private record Known(
            Map<UUID, Preferences> preferences, @Nullable Map<UUID, Contact> contacts, OwnLayouts.Known layouts) {}

    /// Everything it takes to write and send.
    record Parts(
            OutboundMails mails,
            ContactBook contacts,
            KeptPreferences preferences,
            UnsubscribeLinks links,
            OwnLayouts layouts,
            Wording wording,
            Transport transport) {}

    Postman(Parts parts, MailingProperties settings, Clock clock, ExecutorService carriers) {
        this.mails = parts.mails();
        this.receipts = new Receipts(settings.parallel(), mails::delivered);
        this.contacts = parts.contacts();
        this.preferences = parts.preferences();
        this.links = parts.links();
        this.layouts = parts.layouts();
        this.wording = parts.wording();
        this.transport = parts.transport();
        this.settings = settings;
        this.clock = clock;
        this.carriers = carriers;
    }

    /// @param goesOn when it does not, what was taken and not begun is left to others
    /// @return whether more may be due
    boolean round(BooleanSupplier goesOn) throws InterruptedException {
        var due = mails.take(AT_ONCE, settings.lease());
        if (due.isEmpty()) {
            return false;
        }
        var people = due.stream().map(Outbound::accountId).collect(Collectors.toSet());
        var known = new Known(
                preferences.of(people),
                contacts(people),
                layouts.of(due.stream().map(Outbound::organizationId).collect(Collectors.toSet())));
        var begun = ConcurrentHashMap.<UUID>newKeySet();
        var until = due.getFirst().until();
        for (var carried : carriers.invokeAll(
                due.stream()
                        .<Callable<Boolean>>map(it -> () -> {
                            if (goesOn.getAsBoolean() && isTimeToBegin(until) && begun.add(it.id())) {
                                carry(it, known);
                            }
                            return true;
                        })
                        .toList(),
                Duration.between(clock.instant(), until.minus(settings.lease().dividedBy(10)))
                        .toMillis(),
                TimeUnit.MILLISECONDS)) {
            if (carried.state() == Future.State.FAILED) {
                log.atWarn().setCause(carried.exceptionNow()).log("A mail waits for its lease to end");
            }
        }
        due.stream().filter(it -> begun.add(it.id())).forEach(mails::givenBack);
        return due.size() == AT_ONCE;
    }

    /// Whoever begins in the first half of a lease has nearly as long again: nobody is still at it when somebody else
    /// may take the mail.
    private boolean isTimeToBegin(Instant until) {
        return clock.instant().isBefore(until.minus(settings.lease().dividedBy(2)));
    }

    private @Nullable Map<UUID, Contact> contacts(Set<UUID> people) {
        try {
            return contacts.of(people);
        } catch (Accounts.Unavailable _) {
            return null;
        }
    }

    private void carry(Outbound mail, Known known) {
        var wanted = known.preferences().getOrDefault(mail.accountId(), Preferences.UNSAID);
        var now = clock.instant();
        var notBefore = wanted.notBefore(mail.kind(), now);
        if (mail.tries() > settings.tries()) {
            mails.dead(mail, "Whoever took it never came back.");
        } else if (!wanted.wants(mail.kind(), Channel.EMAIL)) {
            mails.dropped(mail, "It is not wanted any more.");
        } else if (notBefore.isAfter(now)) {
            mails.postponed(mail, notBefore);
        } else if (known.contacts() == null) {
            again(mail, "The accounts do not tell where to write to.");
        } else if (!known.contacts().containsKey(mail.accountId())) {
            mails.dropped(mail, "The account is closed.");
        } else if (mails.isAborted(mail)) {
            mails.dropped(mail, "The campaign was aborted.");
        } else {
            send(mail, wanted, Objects.requireNonNull(known.contacts().get(mail.accountId())), known);
        }
    }

    private void send(Outbound mail, Preferences wanted, Contact contact, Known known) {
        String providerId;
        try {
            providerId = transport.send(written(mail, wanted, contact, known));
        } catch (Transport.Refused refused) {
            mails.dead(mail, shown(refused, contact));
            return;
        } catch (RuntimeException failed) {
            // When it took too long it was interrupted, which the note of it must not be.
            Thread.interrupted();
            log.atDebug().addKeyValue("delivery", mail.id()).setCause(failed).log("A mail could not be sent");
            again(mail, shown(failed, contact));
            return;
        }
        Thread.interrupted();
        receipts.write(mail, providerId);
    }

    private Mail written(Outbound mail, Preferences wanted, Contact contact, Known known) {
        var unsubscribe = switch (mail.kind().haste()) {
            case AT_ONCE -> null;
            case CAN_WAIT -> links.of(mail.accountId(), mail.kind());
        };
        var reader = new Reader(
                contact.name(),
                wanted.language(),
                wanted.timeZone(),
                unsubscribe == null ? null : unsubscribe.toString());
        var own = known.layouts().of(mail.organizationId(), mail.kind(), wanted.language());
        return new Mail(
                "<" + mail.id() + "@" + settings.messageDomain() + ">",
                settings.from(),
                Objects.requireNonNullElse(mail.matter().store(), "Tradewind"),
                contact,
                wording.letter(mail.kind(), mail.matter(), reader, own),
                unsubscribe,
                clock.instant());
    }

    private void again(Outbound mail, String why) {
        if (mail.tries() >= settings.tries()) {
            mails.dead(mail, why);
        } else {
            mails.failed(mail, why, spread(settings.retryAfter(mail.tries())));
        }
    }

    /// Not all at the same moment.
    private static Duration spread(Duration pause) {
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 5 + 1));
    }

    /// Mail servers like to repeat the address; an operator has no use for it.
    private static String shown(RuntimeException problem, Contact contact) {
        var said = String.valueOf(problem.getMessage())
                .replace(contact.email(), "(address)")
                .strip();
        return said.length() > MOST_CHARACTERS_OF_A_PROBLEM ? said.substring(0, MOST_CHARACTERS_OF_A_PROBLEM) : said;
    }
}
