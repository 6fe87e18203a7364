package dev.tradewind.broken.selling;

import org.springframework.web.bind.annotation.ExceptionHandler;

class HandlesExceptions {

    @ExceptionHandler
    String handle(IllegalStateException exception) {
        return String.valueOf(exception.getMessage());
    }
}
