package dev.tradewind.notification.mailing;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lays mails into a directory, where any mail program opens them. For where there is no mail server.
final class FileTransport implements Transport {

    private static final Logger log = LoggerFactory.getLogger(FileTransport.class);

    private final Path directory;

    FileTransport(Path directory) {
        this.directory = directory.toAbsolutePath();
        log.atInfo().addKeyValue("directory", this.directory).log("No mail server is set: mails become files");
    }

    @Override
    public String send(Mail mail) {
        var name = mail.messageId().replaceAll("@.*|[^\\w-]", "");
        var file = directory.resolve(name + ".eml");
        var unfinished = directory.resolve(name + ".unfinished");
        try {
            Files.createDirectories(directory);
            var message = new MimeMessage(Session.getInstance(new Properties()));
            Envelope.fill(message, mail);
            message.saveChanges();
            // Saving makes up a new one.
            message.setHeader("Message-ID", mail.messageId());
            try (var out = Files.newOutputStream(unfinished)) {
                message.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file.toString();
        } catch (IOException | MessagingException failed) {
            throw new Failed("The mail cannot be written: " + failed.getMessage(), failed);
        }
    }
}
