package dev.tradewind.catalog.stores;

import static org.hibernate.jpa.SpecHints.HINT_SPEC_LOCK_TIMEOUT;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;

public interface Stores extends JpaRepository<Store, UUID>, JpaSpecificationExecutor<Store> {

    String SKIP_LOCKED = "-2";

    /// For a change: whoever comes second waits and then sees what the first one did.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Store s where s.id = :id")
    Optional<Store> lock(UUID id);

    /// Those whose hours open or close them, but for what another instance is at.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = HINT_SPEC_LOCK_TIMEOUT, value = SKIP_LOCKED))
    @Query("select s from Store s where s.byHours and s.nextTurnAt <= :now order by s.nextTurnAt")
    List<Store> lockDue(Instant now, Limit limit);
}
