package dev.tradewind.notification.mailing;

/// How a mail leaves the house.
interface Transport {

    /// Returns when somebody else has taken the mail over. Every failure may be one that happened after that, so a mail
    /// that is sent again has the same `Message-ID`.
    ///
    /// @return by which the provider knows it
    /// @throws Refused when the same mail will not be taken later either
    String send(Mail mail);

    /// Said by whoever should take the mail.
    final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why, null, false, false);
        }
    }

    /// It may be tried again.
    final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failed(String why, Throwable cause) {
            super(why, cause);
        }
    }
}
