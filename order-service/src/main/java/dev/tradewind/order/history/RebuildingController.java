package dev.tradewind.order.history;

import dev.tradewind.web.Caller;
import dev.tradewind.web.Caller.Role;
import dev.tradewind.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ops/projections/{name}")
class RebuildingController {

    private final Rebuilding rebuilding;
    private final Rebuilds rebuilds;

    RebuildingController(Rebuilding rebuilding, Rebuilds rebuilds) {
        this.rebuilding = rebuilding;
        this.rebuilds = rebuilds;
    }

    /// 202: it goes on behind, and the list is read and written meanwhile.
    @PostMapping("/rebuild")
    ResponseEntity<Rebuild> rebuild(@PathVariable String name, Caller caller) {
        caller.mustBe(Role.OPERATOR);
        known(name);
        if (!rebuilding.begin(caller.accountId())) {
            throw new RebuildRunning();
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(newest(name));
    }

    @GetMapping
    Rebuild progress(@PathVariable String name, Caller caller) {
        caller.mustBe(Role.OPERATOR);
        known(name);
        return newest(name);
    }

    private Rebuild newest(String name) {
        return rebuilds.newest(name).orElseThrow(() -> new NeverRebuilt(name));
    }

    private static void known(String name) {
        if (!name.equals(Rebuilding.NAME)) {
            throw new NeverRebuilt(name);
        }
    }

    private static final class RebuildRunning extends Refusal {

        private static final long serialVersionUID = 1L;

        RebuildRunning() {
            super(Kind.CONFLICT, "rebuild-running", "This projection is being rebuilt already.");
        }
    }

    private static final class NeverRebuilt extends Refusal {

        private static final long serialVersionUID = 1L;

        NeverRebuilt(String name) {
            super(Kind.NOT_FOUND, "no-rebuild", "There is no rebuild of a projection '" + name + "'.");
        }
    }
}
