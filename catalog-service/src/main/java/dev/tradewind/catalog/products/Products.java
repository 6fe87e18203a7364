package dev.tradewind.catalog.products;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

public interface Products extends JpaRepository<Product, UUID>, JpaSpecificationExecutor<Product> {

    @Query("select p from Product p where p.id = :id and p.deletedAt is null")
    Optional<Product> look(UUID id);

    /// For a change: whoever comes second waits and then sees what the first one did.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Product p where p.id = :id and p.deletedAt is null")
    Optional<Product> lock(UUID id);

    /// Those that are there, for a change; in the order of ids, so that two who do the same never wait for each other.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select p from Product p
            where p.organizationId = :organization and p.sku in :skus and p.deletedAt is null
            order by p.id
            """)
    List<Product> lockAll(UUID organization, Collection<String> skus);

    /// The same by their ids.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Product p where p.id in :ids and p.deletedAt is null order by p.id")
    List<Product> lockAll(Collection<UUID> ids);
}
