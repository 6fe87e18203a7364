package dev.tradewind.auth.signin;

import dev.tradewind.auth.accounts.Accounts;
import dev.tradewind.auth.accounts.Accounts.Registered;
import dev.tradewind.auth.domain.Account;
import dev.tradewind.auth.domain.SessionEnded;
import dev.tradewind.auth.domain.WrongCredentials;
import dev.tradewind.auth.passwords.Passwords;
import dev.tradewind.auth.sessions.Device;
import dev.tradewind.auth.sessions.Sessions;
import dev.tradewind.auth.sessions.Sessions.Renewable;
import dev.tradewind.auth.throttling.Asker;
import dev.tradewind.auth.throttling.Throttle;
import dev.tradewind.auth.tokens.Tokens;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Begins and renews sessions: whoever has proven who they are gets tokens here, however they did it.
@Component
public class SignIn {

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final Accounts accounts;
    private final Throttle throttle;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Cookies cookies;

    SignIn(
            Accounts accounts,
            Throttle throttle,
            Passwords passwords,
            Sessions sessions,
            Tokens tokens,
            Cookies cookies) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.passwords = passwords;
        this.sessions = sessions;
        this.tokens = tokens;
        this.cookies = cookies;
    }

    /// Signs somebody in who is known to be that person.
    public SignedIn of(Account account, Device device) {
        var session = sessions.begin(account.id(), device);
        log.atInfo().addKeyValue("accountId", account.id()).log("Signed in");
        return signedIn(session);
    }

    /// No transaction around the password: a connection must not wait for a slow hash. Whoever failed too often is
    /// sent away before anything is looked up or hashed for them.
    SignedIn withPassword(String email, String password, Device device) {
        var asker = Asker.of(email, device.address());
        throttle.check(asker);
        var account = passwords
                .inTurn(asker, () -> throttle.attempt(asker, () -> whoHas(email, password)))
                .orElseThrow(WrongCredentials::new);
        return of(account, device);
    }

    private Optional<Account> whoHas(String email, String password) {
        var found = accounts.find(email);
        var matches = passwords.matches(password, found.map(Registered::passwordHash));
        return found.filter(_ -> matches).map(Registered::account);
    }

    SignedIn again(String refreshToken) {
        return signedIn(sessions.renew(refreshToken).orElseThrow(SessionEnded::new));
    }

    private SignedIn signedIn(Renewable session) {
        var access = tokens.issue(session.account(), session.id());
        return new SignedIn(
                new SignedIn.TokensView(access, "Bearer", Tokens.LIFETIME.toSeconds(), session.refreshToken()),
                cookies.of(access, session));
    }
}
