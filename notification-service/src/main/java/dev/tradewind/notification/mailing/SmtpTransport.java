package dev.tradewind.notification.mailing;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/// Hands mails to an SMTP server, a provider's relay for instance.
final class SmtpTransport implements Transport {

    private static final Logger log = LoggerFactory.getLogger(SmtpTransport.class);
    private static final int DEEPEST = 20;

    private final JavaMailSender sender;

    SmtpTransport(JavaMailSender sender) {
        this.sender = sender;
    }

    @Override
    public String send(Mail mail) {
        try {
            var message = sender.createMimeMessage();
            Envelope.fill(message, mail);
            sender.send(message);
            return mail.messageId();
        } catch (MailException | MessagingException failed) {
            if (failed instanceof MailSendException several
                    && several.getFailedMessages().isEmpty()) {
                // It was taken. What failed is only saying goodbye.
                log.atDebug().setCause(several).log("A mail server did not part properly");
                return mail.messageId();
            }
            var said = saidForGood(failed instanceof MailSendException several ? first(several) : failed);
            if (said != null) {
                throw new Refused(said);
            }
            throw new Failed(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static Throwable first(MailSendException several) {
        var exceptions = several.getMessageExceptions();
        return exceptions.length == 0 ? several : exceptions[0];
    }

    /// A reply that begins with 5 is for good, whatever else went wrong beside it.
    private static @Nullable String saidForGood(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            var code = switch (cause) {
                case SMTPAddressFailedException it -> it.getReturnCode();
                case SMTPSendFailedException it -> it.getReturnCode();
                default -> 0;
            };
            if (code >= 500) {
                return String.valueOf(cause.getMessage());
            }
            cause = cause instanceof MessagingException chained && chained.getNextException() != null
                    ? chained.getNextException()
                    : cause.getCause();
        }
        return null;
    }
}
