package dev.tradewind.notification.mailing;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import org.springframework.mail.javamail.MimeMessageHelper;

/// A mail in the form of the internet: text and page as alternatives, with one-click unsubscription (RFC 8058).
final class Envelope {

    private Envelope() {}

    static void fill(MimeMessage message, Mail mail) throws MessagingException {
        try {
            var helper = new MimeMessageHelper(message, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, UTF_8.name());
            helper.setFrom(mail.from(), mail.sender());
            helper.setTo(mail.to().email());
            helper.setSubject(mail.letter().subject());
            helper.setText(mail.letter().text(), mail.letter().html());
            helper.setSentDate(Date.from(mail.at()));
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
        message.setHeader("Message-ID", mail.messageId());
        message.setHeader("Auto-Submitted", "auto-generated");
        if (mail.unsubscribe() != null) {
            message.setHeader("List-Unsubscribe", "<" + mail.unsubscribe() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }
}
