package org.sosgi.api;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One datagram as it arrived. Valid only during the call it was given to: its bytes lie in a buffer that is used again.
 */
@ProviderType
public interface Datagram {

    /** Returns the array that holds the payload; not to be written to. */
    byte[] array();

    /** Returns where in {@link #array()} the payload begins. */
    int offset();

    /** Returns the payload's length in bytes. */
    int length();

    /** Returns nanoseconds since 1970-01-01T00:00Z, different for each datagram of an endpoint and never running back. */
    long time();

    /** Returns who sent it, as far as the datagram tells: the address can be forged. */
    InetAddress source();

    /** Returns the payload as UTF-8 text; malformed bytes become U+FFFD. */
    default String text() {
        return new String(array(), offset(), length(), StandardCharsets.UTF_8);
    }
}
