package dev.tradewind.auth.closing;

import dev.tradewind.web.Caller;
import dev.tradewind.web.ExpectedVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Lets people go.
@RestController
class ClosingController {

    private final Closing closing;

    ClosingController(Closing closing) {
        this.closing = closing;
    }

    @DeleteMapping("/api/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(Caller caller, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        closing.close(caller.accountId(), new ExpectedVersion(ifMatch));
    }
}
