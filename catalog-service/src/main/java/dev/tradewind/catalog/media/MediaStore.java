package dev.tradewind.catalog.media;

import java.util.Collection;
import java.util.Optional;
import org.springframework.core.io.Resource;

/// Where the bytes are. A name is given once and never again, so nothing is ever overwritten with something else.
interface MediaStore {

    void put(MediaName name, byte[] content);

    Optional<Resource> find(MediaName name);

    /// What is not there is no matter.
    void delete(Collection<MediaName> names);
}
