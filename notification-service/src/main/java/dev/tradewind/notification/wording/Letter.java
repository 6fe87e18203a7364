package dev.tradewind.notification.wording;

/// What somebody gets to read by mail. The subject is one line, whatever went into it.
public record Letter(String subject, String html, String text) {

    public Letter {
        subject = subject.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
