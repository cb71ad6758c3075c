/** Tests of what clients do over TLS, and of where secrets do not go. */
@Export
@Version("1.0.0")
package org.sosgi.tls.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
