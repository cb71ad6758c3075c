package org.sosgi.errors;

import java.net.URI;
import org.sosgi.api.RequestFailedException;
import org.sosgi.http.ErrorCategory;

/** What can be told of a failure, without holding on to what was thrown. Null where it says nothing. */
record ErrorDetails(
        String category,
        String code,
        String requestUrl,
        String remoteAddress,
        String syscall,
        Long requestTimeout,
        Long remotePort,
        Long status) {

    static ErrorDetails of(Throwable cause) {
        ErrorCategory category = ErrorCategory.of(cause);
        RequestFailedException request = request(cause);
        // As in Butler SOS: the address is told only of what failed on the way to it.
        boolean connecting = category == ErrorCategory.CONNECTION_REFUSED;
        return new ErrorDetails(
                category.text(),
                ErrorCategory.code(cause),
                request == null ? null : request.uri().toString(),
                connecting && request != null ? address(request.uri()) : null,
                syscall(category),
                request == null ? null : request.timeout().toMillis(),
                connecting && request != null ? port(request.uri()) : null,
                request == null || request.status() == 0 ? null : (long) request.status());
    }

    private static RequestFailedException request(Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof RequestFailedException request) {
                return request;
            }
        }
        return null;
    }

    /** What Node.js calls the operation that failed. */
    private static String syscall(ErrorCategory category) {
        return switch (category) {
            case CONNECTION_REFUSED -> "connect";
            case HOST_NOT_FOUND -> "getaddrinfo";
            default -> null;
        };
    }

    /** Returns the host if it is an address; of a name nobody knows which of its addresses it was. */
    private static String address(URI uri) {
        String host = uri.getHost();
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1);
        }
        return host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9') ? host : null;
    }

    private static Long port(URI uri) {
        return uri.getPort() >= 0 ? (long) uri.getPort() : "https".equals(uri.getScheme()) ? 443L : 80L;
    }
}
