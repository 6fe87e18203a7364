package dev.tradewind.search.reindexing;

import dev.tradewind.web.Refusal;

/// Why the index is not built anew, or not stopped being so.
abstract sealed class CannotReindex extends Refusal {

    private static final long serialVersionUID = 1L;

    private CannotReindex(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static final class AlreadyRunning extends CannotReindex {

        private static final long serialVersionUID = 1L;

        AlreadyRunning() {
            super(Kind.CONFLICT, "reindex-running", "The index is being built anew already.");
        }
    }

    static final class NothingToAbort extends CannotReindex {

        private static final long serialVersionUID = 1L;

        NothingToAbort() {
            super(Kind.CONFLICT, "no-reindex-running", "The index is not being built anew, or is just done.");
        }
    }

    static final class NeverDone extends CannotReindex {

        private static final long serialVersionUID = 1L;

        NeverDone() {
            super(Kind.NOT_FOUND, "no-reindex", "The index was never built anew.");
        }
    }
}
