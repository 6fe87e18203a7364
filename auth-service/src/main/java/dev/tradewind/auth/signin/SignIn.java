package dev.tradewind.auth.signin;

import dev.tradewind.auth.domain.WrongCredentials;
import dev.tradewind.auth.passwords.Passwords;
import dev.tradewind.auth.tokens.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Checks a password and begins a session.
@Component
class SignIn {

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Tokens tokens;

    SignIn(Accounts accounts, Passwords passwords, Sessions sessions, Tokens tokens) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    record SignedIn(String accessToken, String refreshToken) {

        @Override
        public String toString() {
            return "SignedIn";
        }
    }

    /// No transaction around the password: a connection must not wait for a slow hash.
    SignedIn with(String email, String password, String device) {
        var found = accounts.find(email);
        var matches = passwords.matches(password, found.map(Accounts.Registered::passwordHash));
        var account =
                found.filter(_ -> matches).map(Accounts.Registered::account).orElseThrow(WrongCredentials::new);
        var session = sessions.begin(account.id(), device);
        log.atInfo().addKeyValue("accountId", account.id()).log("Signed in");
        return new SignedIn(tokens.issue(account, session.id()), session.refreshToken());
    }
}
