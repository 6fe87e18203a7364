package dev.tradewind.notification.mailing;

import dev.tradewind.notification.preferences.KeptPreferences;
import dev.tradewind.notification.preferences.UnsubscribeLinks;
import dev.tradewind.notification.wording.OwnLayouts;
import dev.tradewind.notification.wording.Wording;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.util.StreamProvider;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailingProperties.class)
class MailingConfiguration {

    static {
        // Otherwise looked for through all jars, for each part of each mail.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    /// A mail server that was set up is used; where there is none, nobody pretends.
    @Bean
    Transport mailTransport(MailingProperties settings, ObjectProvider<JavaMailSender> smtp) {
        var sender = smtp.getIfAvailable();
        var chosen = Objects.requireNonNullElse(
                settings.transport(),
                sender == null ? MailingProperties.Transport.FILE : MailingProperties.Transport.SMTP);
        return switch (chosen) {
            case FILE -> new FileTransport(settings.directory());
            case SENDGRID -> new SendGridTransport(settings.sendgrid());
            case SMTP -> {
                if (sender == null) {
                    throw new IllegalStateException("spring.mail.host (expected: the mail server's name)");
                }
                yield new SmtpTransport(sender);
            }
        };
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService mailCarriers(MailingProperties settings) {
        return Executors.newFixedThreadPool(
                settings.parallel(), Thread.ofVirtual().name("mail-", 1).factory());
    }

    @Bean
    Postman postman(
            OutboundMails mails,
            ContactBook contacts,
            KeptPreferences preferences,
            UnsubscribeLinks links,
            OwnLayouts layouts,
            Wording wording,
            Transport mailTransport,
            MailingProperties settings,
            Clock clock,
            ExecutorService mailCarriers) {
        var parts = new Postman.Parts(mails, contacts, preferences, links, layouts, wording, mailTransport);
        return new Postman(parts, settings, clock, mailCarriers);
    }

    @Bean
    Rounds mailRounds(
            Postman postman, OutboundMails mails, MailingProperties settings, Clock clock, MeterRegistry meters) {
        return new Rounds(postman, mails, settings, clock, meters);
    }
}
