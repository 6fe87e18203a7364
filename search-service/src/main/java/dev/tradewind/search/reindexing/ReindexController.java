package dev.tradewind.search.reindexing;

import dev.tradewind.search.auditing.Audit;
import dev.tradewind.search.reindexing.CannotReindex.AlreadyRunning;
import dev.tradewind.search.reindexing.CannotReindex.NeverDone;
import dev.tradewind.search.reindexing.CannotReindex.NothingToAbort;
import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ReindexController.PATH)
class ReindexController {

    static final String PATH = "/api/ops/search/reindex";

    private final Reindexings reindexings;
    private final ReindexingLoop loop;
    private final Audit audit;
    private final TransactionOperations transaction;
    private final Duration patience;

    ReindexController(
            Reindexings reindexings,
            ReindexingLoop loop,
            Audit audit,
            TransactionOperations transaction,
            @Value("${tradewind.search.reindex.patience:2h}") Duration patience) {
        this.reindexings = reindexings;
        this.loop = loop;
        this.audit = audit;
        this.transaction = transaction;
        this.patience = patience;
    }

    /// Begins to build the index anew; how far it came is asked for at the same address.
    @PostMapping
    ResponseEntity<Reindexing> begin(@Valid @RequestBody Reason reason, Caller caller) {
        caller.mustBe(Role.OPERATOR);
        transaction.executeWithoutResult(_ -> {
            var id = reindexings
                    .begin(caller.accountId(), reason.reason(), patience)
                    .orElseThrow(AlreadyRunning::new);
            audit.record(caller.accountId(), "reindex", "reindexing " + id, reason.reason(), "done");
        });
        loop.wake();
        return ResponseEntity.accepted().location(URI.create(PATH)).body(newest());
    }

    @GetMapping
    Reindexing progress(Caller caller) {
        caller.mustBe(Role.OPERATOR);
        return newest();
    }

    /// The index that is read stays the one it was.
    @PostMapping("/abort")
    Reindexing abort(@Valid @RequestBody Reason reason, Caller caller) {
        caller.mustBe(Role.OPERATOR);
        transaction.executeWithoutResult(_ -> {
            var id = reindexings.abort().orElseThrow(NothingToAbort::new);
            audit.record(caller.accountId(), "abort-reindex", "reindexing " + id, reason.reason(), "done");
        });
        return newest();
    }

    private Reindexing newest() {
        return reindexings.newest().orElseThrow(NeverDone::new);
    }
}
