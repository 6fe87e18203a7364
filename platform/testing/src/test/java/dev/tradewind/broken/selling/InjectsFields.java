package dev.tradewind.broken.selling;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

class InjectsFields {

    @Autowired
    @Nullable
    String collaborator;
}
