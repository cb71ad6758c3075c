/**
 * Requests to other servers: {@link org.sosgi.http.Http} asks and waits, within a deadline; {@link org.sosgi.http.Trust} and {@link
 * org.sosgi.http.PemFile} say whom to trust; {@link org.sosgi.http.ErrorCategory} sorts what went wrong; {@link
 * org.sosgi.http.Protection} tells how safe a connection is.
 *
 * <p>The HTTP library underneath does not show: whoever uses this package imports nothing of it.
 */
@Export
@Version("1.1.0")
package org.sosgi.http;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
