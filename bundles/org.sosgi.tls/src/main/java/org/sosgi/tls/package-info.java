/** Which TLS is good enough. A library that is copied into the bundles that use it. */
@Version("1.0.0")
package org.sosgi.tls;

import org.osgi.annotation.versioning.Version;
