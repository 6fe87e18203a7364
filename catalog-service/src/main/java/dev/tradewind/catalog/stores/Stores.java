package dev.tradewind.catalog.stores;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

public interface Stores extends JpaRepository<Store, UUID>, JpaSpecificationExecutor<Store> {

    /// For a change: whoever comes second waits and then sees what the first one did.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Store s where s.id = :id")
    Optional<Store> lock(UUID id);
}
