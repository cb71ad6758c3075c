/** A small HTTP server with limits. A library that is copied into the bundles that use it. */
@Version("1.0.0")
package org.sosgi.httpserver;

import org.osgi.annotation.versioning.Version;
