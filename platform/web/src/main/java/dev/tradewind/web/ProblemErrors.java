package dev.tradewind.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where the container sends what failed outside of any controller.
@RestController
class ProblemErrors implements ErrorController {

    /// Nothing is said after an answer that has begun: it is part of that answer.
    @RequestMapping("${server.error.path:/error}")
    @Nullable
    ResponseEntity<Object> problem(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null;
        }
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var known = code instanceof Integer it ? HttpStatus.resolve(it) : HttpStatus.NOT_FOUND;
        var status = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
        var uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = uri == null ? request.getRequestURI() : uri.toString();
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(status, Problems.code(status), null, List.of(), path));
    }
}
