package dev.tradewind.messaging;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/// Tells errors of what we stand on from errors of a message. The former say nothing about the message and must
/// never count against it: a database that is away parks nothing.
final class Outages {

    /// Connection, resources, locks and cancellation, operator intervention, system; rollback for concurrency.
    private static final Set<String> SQL_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

    private static final int DEEPEST = 20;

    private Outages() {}

    static boolean isOutage(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (isOneItself(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneItself(Throwable cause) {
        return switch (cause) {
            // A version that moved on may be the message's own fault: bisecting tries it again anyway.
            case OptimisticLockingFailureException _ -> false;
            case Unavailable _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    DataAccessResourceFailureException _,
                    CannotCreateTransactionException _,
                    TransactionTimedOutException _,
                    SQLTransientException _,
                    SQLRecoverableException _,
                    RetriableException _ -> true;
            case SocketException _,
                    InterruptedIOException _,
                    UnknownHostException _,
                    HttpTimeoutException _,
                    ClosedChannelException _ -> true;
            case SQLException sql -> isOfTheServer(sql);
            // What failed was the rollback, so the connection is broken; it hides why we rolled back.
            case TransactionSystemException broken -> broken.getApplicationException() != null;
            case StackOverflowError _ -> false;
            case VirtualMachineError _ -> true;
            default -> false;
        };
    }

    /// The pool says of a connection it has given up that it is closed, and nothing else.
    private static boolean isOfTheServer(SQLException sql) {
        var state = sql.getSQLState();
        return state == null
                ? String.valueOf(sql.getMessage()).contains("is closed")
                : state.length() >= 2 && SQL_CLASSES.contains(state.substring(0, 2));
    }
}
