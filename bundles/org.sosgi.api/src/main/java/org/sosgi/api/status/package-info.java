/** What the parts of a running agent tell of themselves: for the status command, health checks, metrics and the console alike. */
@Export
@Version("1.2.0")
package org.sosgi.api.status;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
