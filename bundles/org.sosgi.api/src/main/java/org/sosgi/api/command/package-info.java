/** Commands that the {@code sosgi} program of a running agent offers; any bundle may add one. */
@Export
@Version("1.0.0")
package org.sosgi.api.command;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
