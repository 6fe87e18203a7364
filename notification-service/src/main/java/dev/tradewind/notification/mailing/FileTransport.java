package dev.tradewind.notification.mailing;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.FastByteArrayOutputStream;

/// Lays mails into a directory, where any mail program opens them. For where there is no mail server.
final class FileTransport implements Transport {

    private static final Logger log = LoggerFactory.getLogger(FileTransport.class);

    private static final int BLOCK = 8192;

    private final Path directory;

    /// Sends nothing; but every message it makes shares one session, which takes longer to make than a mail.
    private final JavaMailSenderImpl messages = new JavaMailSenderImpl();

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
            var message = messages.createMimeMessage();
            Envelope.fill(message, mail);
            message.saveChanges();
            // Saving makes up a new one.
            message.setHeader("Message-ID", mail.messageId());
            // What encodes a mail's text hands it on byte by byte, and a file's own buffer would be locked for each.
            var bytes = new FastByteArrayOutputStream(BLOCK);
            message.writeTo(bytes);
            try (var out = Files.newOutputStream(unfinished)) {
                bytes.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file.toString();
        } catch (IOException | MessagingException failed) {
            throw new Failed("The mail cannot be written: " + failed.getMessage(), failed);
        }
    }
}
